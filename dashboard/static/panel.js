"use strict";
// Draws the count and what stands anew each second; what a finger may be on stays where it is.
(function () {
  const by = id => document.getElementById(id);
  let asked = false;
  async function look() {
    if (asked || document.hidden) return;
    asked = true;
    try {
      const answer = await fetch("/demo", { cache: "no-store", headers: { "X-Sondeo": "1" } });
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("count");
      const now = by("count");
      if (answer.ok && fresh && now && !now.isEqualNode(fresh) && !now.contains(document.activeElement)) now.replaceWith(document.importNode(fresh, true));
    } catch { /* asked again in a second */ } finally { asked = false; }
  }
  setInterval(look, 1000);
})();
