// On the one webmail site that the person let us see: tells the weight of the heaviest file chosen or dropped. It
// reads no page, no message, no name of a file.
"use strict";

(() => {
  // Loaded into pages that were open already, it may come twice.
  if (globalThis.coachWeighs) {
    return;
  }
  globalThis.coachWeighs = true;
  const runtime = (globalThis.browser ?? globalThis.chrome).runtime;

  async function weigh(files) {
    const webmail = Math.max(0, ...Array.from(files ?? [], (file) => file.size));
    if (webmail >= 1e6) {
      try {
        await runtime.sendMessage({webmail});
      } catch (error) {
        // The add-on was taken away while the page stayed open.
      }
    }
  }

  // Heard before the page's own code, which may empty the field at once.
  addEventListener("change", ({target}) => target.type === "file" && weigh(target.files), true);
  addEventListener("drop", ({dataTransfer}) => weigh(dataTransfer?.files), true);
})();
