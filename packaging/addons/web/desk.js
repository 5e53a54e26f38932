// What every part of this add-on needs: the coach on this computer, the hours, and one reminder with its answers.
"use strict";

const api = globalThis.browser ?? globalThis.chrome;
const HOST = "fr.numerique_responsable.coach";

async function ask(message) {
  try {
    return (await api.runtime.sendNativeMessage(HOST, message)) ?? {};
  } catch (error) {
    // The coach is not installed or was taken away: the browser goes on as if we were not there.
    return {};
  }
}

// What is kept until the browser ends: the browser stops this program whenever it rests.
async function kept(name) {
  return (await api.storage.session.get(name))[name];
}

function keep(name, value) {
  return api.storage.session.set({[name]: value});
}

// The one question to the coach after each start of the browser, which both parts wait for.
let asked;

// Whether a sensor is on, with its threshold and hours.
async function sensorState(name) {
  return (await kept(name)) ?? (await (asked ??= askStates()))[name];
}

async function askStates() {
  const {tabs, mail} = await ask({ask: "state"});
  const off = {on: false};
  const states = {tabs: tabs?.on === true ? tabs : off, mail: mail?.on === true ? mail : off};
  await api.storage.session.set(states);
  return states;
}

function hourOf(now) {
  return `${now.getHours()}`.padStart(2, "0") + ":" + `${now.getMinutes()}`.padStart(2, "0");
}

function silent(state, now) {
  const hour = hourOf(now);
  const within = ([from, until]) => (from <= until ? from <= hour && hour < until : hour >= from || hour < until);
  return now.getTime() < (state.quiet_until || 0) || (state.quiet || []).some(within);
}

// After lunch, and at the end of the day.
function naturalPause(now) {
  const hour = hourOf(now);
  return ("13:00" <= hour && hour < "14:30") || hour >= "16:30";
}

async function show(nudge, {lang, words}) {
  await keep("nudge", {nudge, lang, words});
  const shown = {type: "basic", iconUrl: api.runtime.getURL("icon.png"), title: nudge.title, message: nudge.body};
  const buttons = [{title: nudge.action}, {title: nudge.refuse}];
  try {
    await api.notifications.create(nudge.moment, {...shown, buttons});
  } catch (error) {
    // Firefox refuses buttons: there they are on the page.
    await api.notifications.create(nudge.moment, shown);
  }
  await badge(nudge.title);
}

async function badge(title) {
  await api.action.setBadgeText({text: title ? "1" : ""});
  await api.action.setTitle({title: title || api.i18n.getMessage("name")});
  await (title ? api.action.enable() : api.action.disable());
}

async function settle(message) {
  const found = await kept("nudge");
  if (!found) {
    return;
  }
  await api.storage.session.remove("nudge");
  await api.notifications.clear(found.nudge.moment);
  await badge("");
  await ask(message(found.nudge.moment));
}

const answer = (refused) => settle((moment) => ({answer: moment, refused}));

// These hear our own notification and page only. They stand here, and not where a reminder is shown, because the
// browser starts this program anew for the click.
api.notifications.onClicked.addListener(() => {
  if (api.runtime.getURL("").startsWith("chrome")) {
    answer(false);
  } else {
    api.windows.create({url: "page.html", type: "popup", width: 520, height: 340});
  }
});
api.notifications.onButtonClicked?.addListener((_, button) => answer(button === 1));
api.runtime.onMessage.addListener((message, _, reply) => {
  if (message.page === "show") {
    kept("nudge").then((found) => reply(found ?? {}));
  } else if (message.page === "answer") {
    answer(message.refused === true).then(reply);
  } else if (message.page === "gesture") {
    settle((moment) => ({gesture: moment})).then(reply);
  }
  // Only these get an answer, and later; who told a weight would wait for one without end.
  return message.page !== undefined;
});
// They start this program with the browser; whatever starts it, it then does what stands at the end of its parts.
api.runtime.onStartup.addListener(() => {});
api.runtime.onInstalled.addListener(() => {});
kept("nudge").then((found) => badge(found?.nudge.title));
