// Counts the open tabs while the person wants it, and tells the coach when they become many. Closes none, reads none.
"use strict";

const TABS = "tabs";
// Tabs come and go in groups; a tab that goes is still counted for a moment.
const SETTLED = 400;
// While the person may not be disturbed, the coach is not asked again before this time: each question starts it.
const LATER = 15 * 60 * 1000;

let settling = 0;
let counting = Promise.resolve();

function soon() {
  clearTimeout(settling);
  settling = setTimeout(() => {
    counting = counting.then(count, count);
  }, SETTLED);
}

function listen(on) {
  for (const event of [api.tabs.onCreated, api.tabs.onRemoved]) {
    // Removed also where nothing was added in this start: the browser remembers those of the last one.
    event.addListener(soon);
    if (!on) {
      event.removeListener(soon);
    }
  }
}

async function count() {
  const state = await sensorState(TABS);
  if (!state.on) {
    return;
  }
  const now = new Date();
  const today = now.toDateString();
  const told = (await kept("told")) ?? {};
  const value = (await api.tabs.query({windowType: "normal"})).length;
  if (value < state.threshold) {
    await keep("told", {...told, crossed: ""});
    return;
  }
  // Told once each time the threshold is crossed, and not again on a day that has had its reminder; a call or a full
  // screen does not cost that day's.
  if (told.crossed === today || told.shown === today || silent(state, now) || now.getTime() < (told.after ?? 0)) {
    return;
  }
  if (!state.at_once && !naturalPause(now)) {
    return;
  }
  await keep("told", {...told, crossed: today});
  const heard = await ask({noticed: TABS, value});
  if (heard.on === false) {
    await keep(TABS, {on: false});
    followed(false);
    listen(false);
  } else if (heard.nudge) {
    await keep("told", {crossed: today, shown: today});
    await show(heard.nudge, state);
  } else if (heard.later) {
    await keep("told", {...told, after: now.getTime() + LATER});
  }
}

// Firefox starts this program anew only for what it listened to from its first moment on, before anybody can be
// asked. So there a page's own storage remembers the last answer; Chromium's worker has no such storage nor need.
function followed(on) {
  const memory = globalThis.localStorage;
  if (!memory || (memory.getItem(TABS) === "on") === on) {
    return true;
  }
  on ? memory.setItem(TABS, "on") : memory.removeItem(TABS);
  return !on;
}

if (globalThis.localStorage?.getItem(TABS) === "on") {
  listen(true);
}
sensorState(TABS).then((state) => {
  if (!followed(state.on)) {
    // Switched on since the last start: begin again, listening from the first moment on.
    api.runtime.reload();
    return;
  }
  listen(state.on);
  if (state.on) {
    soon();
  }
});
