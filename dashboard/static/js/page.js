// What the other parts share: elements by name, requests that give up, pages put in place of pages.
const TIMEOUT = 10000, { body, documentElement: root } = document;
const by = id => document.getElementById(id);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const plain = text => text.replace(/\s+/g, " ").trim();
const read = text => new DOMParser().parseFromString(text, "text/html");
const said = (sentence, values) => sentence.replace(/{(\w+)}/g, (_, name) => values[name]);

// A duration as the pages write it, from a minute on; a clock that was set back gives the least.
function lasted(ms) {
  const minutes = Math.max(1, Math.floor(ms / 60000)), hours = Math.floor(minutes / 60), rest = minutes % 60;
  return [hours && hours + "\u00a0h", rest && rest + "\u00a0min"].filter(Boolean).join(" ");
}

// What a page asks by itself says so: it keeps nobody signed in.
const BY_ITSELF = { "X-Sondeo": "1" };

async function ask(address, options = { headers: BY_ITSELF }) {
  const gone = new AbortController(), timer = setTimeout(() => gone.abort(), TIMEOUT);
  try {
    const answer = await fetch(address, { cache: "no-store", signal: gone.signal, ...options });
    const { ok, status, redirected } = answer, url = new URL(answer.url);
    return { ok, status, redirected, url, text: await answer.text() };
  } finally { clearTimeout(timer); }
}

// Makes one element like another and leaves what is equal as it stands: focus, scrolling and fingers stay.
function morph(now, then) {
  if (now.isEqualNode(then)) return;
  if (now.nodeType !== 1 || now.tagName !== then.tagName || now.childNodes.length !== then.childNodes.length) {
    now.replaceWith(document.importNode(then, true));
    return;
  }
  for (const { name } of [...now.attributes]) if (!then.hasAttribute(name) && name !== "open") now.removeAttribute(name);
  for (const { name, value } of then.attributes) if (now.getAttribute(name) !== value) now.setAttribute(name, value);
  [...now.childNodes].forEach((one, place) => morph(one, then.childNodes[place]));
}

function swap(text) {
  const fresh = read(text), open = all("details[open][id]"), focused = document.activeElement;
  for (const id of ["top", "who", "alarms", "main", "icons"]) if (by(id) && fresh.getElementById(id)) morph(by(id), fresh.getElementById(id));
  for (const { id } of open) if (by(id)) by(id).open = true;
  if (!focused.isConnected && by(focused.id)) by(focused.id).focus({ preventScroll: true });
  root.className = fresh.documentElement.className;
  document.title = fresh.title;
  body.dataset.version = fresh.body.dataset.version;
  charts();
}
