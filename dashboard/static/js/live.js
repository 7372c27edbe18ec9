// Shows new readings without a tap, and says when the station is not heard and how old everything is.
// The alarm page never rests: it asks more often, also while nobody sees it, and waits for nobody's finger.
const isAwake = body.dataset.live === "always", EVERY = isAwake ? 5000 : 15000, SOON = 5000, PATIENCE = 4;
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
  if (isAwake || !/INPUT|SELECT|TEXTAREA|BUTTON/.test(tagName)) deferred = 0;
  else if (tagName !== "BUTTON" || ++deferred < PATIENCE) return true;
}

async function look() {
  if (document.hidden && !isAwake) return;
  try {
    const version = await ask("/version");
    // Whatever else answers at this address, as the page of a router, is not the station.
    const isWell = version.ok && /^[0-9a-f]{12}$/.test(version.text);
    const isNew = isWell && version.text !== body.dataset.version && !busy();
    const page = isNew && await ask(location.pathname + location.search);
    // The page of a fault has no version: what stood before is worth more, but it is old.
    const isDrawn = page && page.ok && page.text.includes("data-version");
    if (isDrawn) swap(page.text);
    reached(isWell && !(isAwake && isNew && !isDrawn));
  } catch { reached(false); }
}
