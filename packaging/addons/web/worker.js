// Chromium and Edge start one file: it holds the same parts as Firefox is told of in its manifest.
"use strict";

importScripts("desk.js", "tabs.js", "webmail.js");
