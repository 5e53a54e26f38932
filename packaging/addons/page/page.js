// The reminder with its buttons, where the program refuses them on a notification.
"use strict";

const api = globalThis.browser ?? globalThis.chrome;
const place = (id) => document.getElementById(id);

function press(id, message) {
  place(id).addEventListener("click", async () => {
    await api.runtime.sendMessage(message);
    window.close();
  });
}

async function show() {
  const {nudge, lang, words} = (await api.runtime.sendMessage({page: "show"})) ?? {};
  if (!nudge) {
    window.close();
    return;
  }
  document.documentElement.lang = lang;
  document.title = nudge.title;
  for (const part of ["title", "body", "action", "refuse"]) {
    place(part).textContent = nudge[part];
  }
  press("action", {page: "answer", refused: false});
  press("refuse", {page: "answer", refused: true});
  press("gesture", {page: "gesture"});
  place("gesture").textContent = words?.gesture ?? "";
  place("gesture").hidden = !words?.gesture;
  document.querySelector("main").hidden = false;
  place("action").focus();
}

document.addEventListener("keydown", (event) => event.key === "Escape" && window.close());
show();
