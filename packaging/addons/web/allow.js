// Asks for the one webmail site: the browser wants a click before it asks the person in its own words.
"use strict";

const api = globalThis.browser ?? globalThis.chrome;
const place = (id) => document.getElementById(id);

async function show() {
  const {nudge, offer} = await api.storage.session.get(["nudge", "offer"]);
  if (nudge || !offer) {
    location.replace("page.html");
    return;
  }
  const {site, lang, words} = offer;
  document.documentElement.lang = lang;
  document.title = words.webmail;
  place("title").textContent = words.webmail;
  place("body").textContent = words.webmail_reads.replace("{site}", new URL(site.slice(0, -1)).host);
  place("action").textContent = words.allow;
  place("action").addEventListener("click", async () => {
    await api.permissions.request({origins: [site]});
    window.close();
  });
  document.querySelector("main").hidden = false;
  place("action").focus();
}

document.addEventListener("keydown", (event) => event.key === "Escape" && window.close());
show();
