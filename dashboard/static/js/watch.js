// The alarm page: sounds while an alarm waits for somebody, and when the station has not been heard for a minute.
const BEAT = 2500, LOST = 60000, SILENCE = 20 * 60000, WISH = "conuco.suena";
const sound = by("sound");
let hushed = { until: 0, keys: [] }, lock, fault = "";

function wanted() {
  const keys = by("calls").dataset.rings.split(" ").filter(Boolean);
  return failed && Date.now() - heard > LOST ? [...keys, "lost"] : keys;
}

// A silence is of what rang then: something new, or the same and worse, is heard in spite of it.
function unheard() {
  const keys = wanted();
  hushed.keys = Date.now() < hushed.until ? hushed.keys.filter(key => keys.includes(key)) : [];
  return keys.filter(key => !hushed.keys.includes(key));
}

function state() {
  if (!audio || audio.state !== "running") return "mute";
  const [first] = unheard();
  if (first) return first === "lost" ? "lost" : "alarm";
  return wanted().length ? "hushed" : "watching";
}

function watched() {
  const now = state(), say = sound.dataset, told = fault || say[now], shown = by("told");
  const rings = now === "alarm" || now === "lost";
  sound.hidden = false;
  if (shown.textContent !== told) shown.textContent = told;
  by("arm").hidden = now !== "mute";
  by("hush").hidden = !rings;
  by("try").hidden = now === "mute" || rings;
  sound.className = "sound " + now;
  body.dataset.sound = now;
  const screen = now === "mute" ? "" : lock ? say.lit : say.dark;
  if (by("screen").textContent !== screen) by("screen").textContent = screen;
  return now;
}

function beat() {
  const now = watched();
  if (now === "alarm" || now === "lost") play(now);
}

// The screen stays on by itself only where the page came over a safe way.
async function light() {
  if (!navigator.wakeLock || lock || document.hidden) return;
  try {
    lock = await navigator.wakeLock.request("screen");
    lock.onrelease = () => { lock = null; };
  } catch { lock = null; }
}

async function arm() {
  stored(kept => kept.setItem(WISH, 1));
  await wake();
  await light();
  beat();
}

function hush() {
  hushed = { until: Date.now() + SILENCE, keys: wanted() };
  watched();
}

// A form that was sent the usual way would load the page anew, and a new page is mute until somebody taps it.
async function stay(event) {
  const form = event.target;
  if (!form.matches("#calls form")) return;
  event.preventDefault();
  const fields = new URLSearchParams(new FormData(form)), button = event.submitter || document.activeElement;
  if (button && button.name) fields.set(button.name, button.value);
  try {
    const answer = await ask(form.getAttribute("action"), { method: "POST", body: fields });
    if (!answer.ok) throw Error(answer.status);
    fault = "";
    swap(answer.text);
  } catch { fault = sound.dataset.unsent; reached(false); }
  watched();
}

function guard() {
  by("arm").onclick = arm;
  by("hush").onclick = hush;
  by("try").onclick = () => play("alarm");
  document.addEventListener("submit", stay);
  document.addEventListener("visibilitychange", light);
  setInterval(beat, BEAT);
  watched();
  // Where the browser lets a page sound untouched, as on a computer set up for it, it watches again by itself.
  if (stored(kept => kept.getItem(WISH))) arm();
}

if (sound) guard();
