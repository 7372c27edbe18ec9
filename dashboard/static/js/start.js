// Starts everything; a browser too old for it has stopped reading before, and the pages work as they came.
const form = document.querySelector("form[data-queue]"), { title } = document, isLive = "live" in body.dataset;
const pristine = form && !isLive && by("main").innerHTML;

if (by("waiting")) {
  charts();
  for (const name of ["pointerdown", "pointermove"]) document.addEventListener(name, pointed);
  document.addEventListener("keydown", pressed);
  document.addEventListener("submit", submitted);
  if (isLive) {
    setInterval(() => { look(); age(); }, EVERY);
    document.addEventListener("visibilitychange", look);
  }
  by("unkept").hidden = !form || !!(keep({ key: "" }) && drop(""));
  const again = location.hash.startsWith("#cola=") && parsed(PREFIX + location.hash.slice(6));
  if (again) fill(again);
  draw();
  by("waiting").querySelector("button").onclick = hurry;
  addEventListener("online", hurry);
  addEventListener("storage", draw);
  // Not under the hand of who is reading the list.
  // The shared computer must not stay where the last one left it, nor leave a page that works for one that is not there.
  const { idle } = body.dataset, home = () => ask("/version").then(() => { location.href = "/"; }, rested);
  let resting;
  function rested() { clearTimeout(resting); resting = setTimeout(home, idle * 1000); }
  if (idle && location.pathname !== "/") { for (const name of ["pointerdown", "keydown"]) document.addEventListener(name, rested); rested(); }
  setInterval(() => { drain(); if (entries().length && !document.activeElement.closest("#waiting,#refused")) draw(); }, AGAIN);
  drain();
}
