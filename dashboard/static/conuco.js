// Improves pages that work without it: shows new readings without a tap, and says when the station is not heard.
"use strict";
(function () {
  var EVERY = 15000, TIMEOUT = 10000, body = document.body, failed = 0, since = null;
  if (!body.hasAttribute("data-live") || !window.fetch || !window.DOMParser) return;

  function ask(address) {
    var gone = window.AbortController ? new AbortController() : null;
    var timer = setTimeout(function () { if (gone) gone.abort(); }, TIMEOUT);
    return fetch(address, { cache: "no-store", credentials: "same-origin", headers: { "X-Sondeo": "1" }, signal: gone ? gone.signal : undefined })
      .then(function (answer) {
        clearTimeout(timer);
        if (!answer.ok) throw new Error(answer.status);
        return answer.text();
      });
  }

  function swap(text) {
    var fresh = new DOMParser().parseFromString(text, "text/html");
    var open = [].map.call(document.querySelectorAll("details[open][id]"), function (one) { return one.id; });
    var focused = document.activeElement && document.activeElement.id;
    ["top", "who", "alarms", "main"].forEach(function (id) {
      var now = document.getElementById(id), then = fresh.getElementById(id);
      if (now && then) now.replaceWith(document.importNode(then, true));
    });
    open.forEach(function (id) { var one = document.getElementById(id); if (one) one.open = true; });
    if (focused && document.getElementById(focused)) document.getElementById(focused).focus({ preventScroll: true });
    document.documentElement.className = fresh.documentElement.className;
    document.title = fresh.title;
    body.dataset.version = fresh.body.dataset.version;
  }

  // A person who is about to tap must not have the button pulled away.
  function busy() {
    var at = document.activeElement;
    return document.hidden || (at && /^(INPUT|SELECT|TEXTAREA|BUTTON)$/.test(at.tagName));
  }

  function reached(well) {
    failed = well ? 0 : failed + 1;
    body.classList.toggle("offline", failed > 1);
    var note = document.getElementById("offline");
    if (!well && failed === 1) since = since || document.querySelector(".clock").textContent;
    if (well) since = null;
    note.hidden = failed < 2;
    note.querySelector("span").textContent = note.dataset.say.replace("{}", since || "").replace("m..", "m.");
  }

  function look() {
    if (busy()) return;
    ask("/version").then(function (version) {
      reached(true);
      if (version === body.dataset.version) return null;
      return ask(location.href.split("#")[0]).then(swap);
    }).catch(function () { reached(false); });
  }

  setInterval(look, EVERY);
  document.addEventListener("visibilitychange", look);
})();
