// Shows new readings without a tap, and says when the station is not heard and how old everything is.
const EVERY = 15000, SOON = 5000, PATIENCE = 4;
let failed = 0, heard = Date.now(), deferred = 0;

function age() {
  body.classList.toggle("offline", failed > 1);
  const note = by("offline"), { since } = document.querySelector(".clock").dataset;
  const told = said(note.dataset.say, { since, age: lasted(Date.now() - heard) });
  note.hidden = failed < 2;
  if (failed > 1 && note.lastChild.textContent !== told) note.lastChild.textContent = told;
}

function reached(well) {
  if (well && failed) hurry();
  if (well) heard = Date.now();
  failed = well ? 0 : failed + 1;
  if (failed === 1) setTimeout(look, SOON);
  age();
}

// Who writes, or is about to tap, must not have the page pulled away; a button tapped long ago waits for nobody.
function busy() {
  const { tagName } = document.activeElement;
  if (!/INPUT|SELECT|TEXTAREA|BUTTON/.test(tagName)) deferred = 0;
  else if (tagName !== "BUTTON" || ++deferred < PATIENCE) return true;
}

async function look() {
  if (document.hidden && body.dataset.live !== "always") return;
  try {
    const version = await ask("/version");
    reached(version.ok);
    if (!version.ok || version.text === body.dataset.version || busy()) return;
    const page = await ask(location.pathname + location.search);
    // The page of a fault has no version: what stood before is worth more.
    if (page.ok && page.text.includes("data-version")) swap(page.text);
  } catch { reached(false); }
}
