// Weighs what is attached to a message, counts who would receive it, and forgets both.
// It never has a say in the sending: nothing here is asked when the message leaves.
"use strict";

const HOST = "fr.numerique_responsable.coach";
const MOMENT = "mail";
const A_MEGABYTE = 1e6;
// Thunderbird tells of each attachment twice, and of ten files ten times.
const SETTLED = 400;
// Nothing tells that recipients were added after the attachment: where their number decides, it is counted again,
// every five seconds for five minutes.
const AGAIN = 5000;
const TIMES = 60;

let state = {on: false};
let nudge = null;
const waiting = new Map();
const told = new Set();

async function ask(message) {
  try {
    return await browser.runtime.sendNativeMessage(HOST, message);
  } catch (error) {
    // The coach is not installed or was taken away: the mail program goes on as if we were not there.
    return {};
  }
}

async function start() {
  browser.composeAction.disable();
  const {mail} = await ask({ask: "state"});
  if (mail?.on !== true) {
    return;
  }
  state = mail;
  browser.compose.onAttachmentAdded.addListener(attached);
  // A message gets its recipients before its attachment or after it.
  browser.compose.onComposeStateChanged.addListener(addressed);
  browser.notifications.onClicked.addListener(openPage);
  browser.runtime.onMessage.addListener(hear);
}

function stop() {
  state = {on: false};
  browser.compose.onAttachmentAdded.removeListener(attached);
  browser.compose.onComposeStateChanged.removeListener(addressed);
}

const attached = (tab) => soon(tab.id);
const addressed = (tab, now) => now.canSendNow && soon(tab.id);

function soon(tab) {
  if (!told.has(tab)) {
    clearTimeout(waiting.get(tab));
    waiting.set(tab, setTimeout(weigh, SETTLED, tab, TIMES));
  }
}

async function weigh(tab, times) {
  waiting.delete(tab);
  if (!state.on || silent(new Date()) || told.has(tab)) {
    return;
  }
  try {
    const value = await heaviest(tab);
    // Below every threshold the recipients are nobody's business.
    if (value < least(Infinity)) {
      return;
    }
    const people = await countPeople(tab);
    if (value < least(people)) {
      if (times > 0 && !waiting.has(tab)) {
        waiting.set(tab, setTimeout(weigh, AGAIN, tab, times - 1));
      }
      return;
    }
    if (told.has(tab)) {
      return;
    }
    told.add(tab);
    const heard = await ask({noticed: MOMENT, value, people});
    if (heard.on === false) {
      stop();
    } else if (heard.nudge) {
      show(heard.nudge, tab);
    }
  } catch (error) {
    // The window was closed meanwhile.
  }
}

async function heaviest(tab) {
  const attachments = await browser.compose.listAttachments(tab);
  return Math.floor(Math.max(0, ...attachments.map((one) => one.size || 0)) / A_MEGABYTE);
}

async function countPeople(tab) {
  // A mailing list is one entry, and counts as one.
  const {to, cc, bcc} = await browser.compose.getComposeDetails(tab);
  return [to, cc, bcc].flat().filter(Boolean).length;
}

function least(people) {
  const {threshold, many} = state;
  return many && people > many.people ? Math.min(threshold, many.threshold) : threshold;
}

function silent(now) {
  const hour = `${now.getHours()}`.padStart(2, "0") + ":" + `${now.getMinutes()}`.padStart(2, "0");
  const within = ([from, until]) =>
    from <= until ? from <= hour && hour < until : hour >= from || hour < until;
  return now.getTime() < (state.quiet_until || 0) || (state.quiet || []).some(within);
}

async function show(one, tab) {
  nudge = one;
  browser.notifications.create(MOMENT, {
    type: "basic",
    iconUrl: browser.runtime.getURL("icon.svg"),
    title: one.title,
    message: one.body,
  });
  await browser.composeAction.setBadgeText({tabId: tab, text: "1"});
  await browser.composeAction.setTitle({tabId: tab, title: one.title});
  await browser.composeAction.enable(tab);
}

function openPage() {
  // Thunderbird refuses buttons on a notification: they are on a small page of our own.
  browser.windows.create({url: "page.html", type: "popup", width: 520, height: 320});
}

function hear(message) {
  if (message.page === "show") {
    return Promise.resolve({nudge, lang: state.lang, words: state.words});
  }
  if (nudge && message.page === "answer") {
    return settle({answer: MOMENT, refused: message.refused === true});
  }
  return nudge && message.page === "gesture" ? settle({gesture: MOMENT}) : undefined;
}

function settle(message) {
  nudge = null;
  browser.notifications.clear(MOMENT);
  browser.composeAction.setBadgeText({text: ""});
  for (const tab of told) {
    browser.composeAction.setBadgeText({tabId: tab, text: ""}).catch(() => {});
    browser.composeAction.disable(tab).catch(() => {});
  }
  return ask(message);
}

start();
