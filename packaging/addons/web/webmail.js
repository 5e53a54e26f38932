// Lets the files chosen in webmail be weighed: on the one site that the administrator named, once the person has
// switched the reminder on and has let the browser show us that site.
"use strict";

const MAIL = "mail";
const A_MEGABYTE = 1e6;
const SCRIPT = {id: MAIL, js: ["webmail_page.js"], allFrames: true, persistAcrossSessions: false};

function site(state) {
  const {protocol, hostname} = new URL(state.webmail);
  return `${protocol}//${hostname}/*`;
}

async function follow() {
  const state = await sensorState(MAIL);
  const weighed = (await api.scripting.getRegisteredContentScripts({ids: [MAIL]})).length > 0;
  const seen = state.on && (await api.permissions.contains({origins: [site(state)]}));
  if (weighed && !seen) {
    await api.scripting.unregisterContentScripts({ids: [MAIL]});
  } else if (seen && !weighed) {
    await api.scripting.registerContentScripts([{...SCRIPT, matches: [site(state)]}]);
    // Pages that the browser opened again before it started us.
    for (const {id} of await api.tabs.query({url: site(state)})) {
      await api.scripting.executeScript({target: {tabId: id, allFrames: true}, files: SCRIPT.js}).catch(() => {});
    }
  }
  await offer(state.on && !seen ? state : null);
}

// Only a click of the person can let us see a site: the button in the toolbar offers it.
async function offer(state) {
  await keep("offer", state && {site: site(state), lang: state.lang, words: state.words});
  await api.action.setPopup({popup: state ? "allow.html" : "page.html"});
  if (state && !(await kept("nudge"))) {
    await api.action.setBadgeText({text: "?"});
    await api.action.setTitle({title: state.words.webmail});
    await api.action.enable();
  } else if (!state && (await api.action.getBadgeText({})) === "?") {
    await badge("");
  }
}

async function weighed(size, {url}) {
  const state = await sensorState(MAIL);
  const value = Math.floor(size / A_MEGABYTE);
  if (!state.on || new URL(url).origin !== new URL(state.webmail).origin) {
    return;
  }
  if (value < state.threshold || silent(state, new Date())) {
    return;
  }
  const heard = await ask({noticed: MAIL, value});
  if (heard.on === false) {
    await keep(MAIL, {on: false});
    await follow();
  } else if (heard.nudge) {
    await show(heard.nudge, state);
  }
}

api.runtime.onMessage.addListener((message, sender) => {
  if (Number.isInteger(message.webmail)) {
    weighed(message.webmail, sender);
  }
});
api.permissions.onAdded.addListener(follow);
api.permissions.onRemoved.addListener(follow);
follow();
