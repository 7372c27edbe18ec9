// A form is written into the telephone, then sent; what the station did not answer is sent later, with its own key.
const AGAIN = 20000, LONGEST = 80000, made = {}, told = {};
let order = 0, wait = AGAIN, due = 0, sent = 0, isSending = false;

function post(entry, isLater) {
  const data = new URLSearchParams(entry.fields);
  data.set("hace", Math.max(0, Math.round((Date.now() - entry.made) / 1000)));
  if (isLater) data.set("confirmado", 1);
  return ask(entry.action, { method: "POST", body: data, headers: isLater ? BY_ITSELF : {} });
}

function verdict({ ok, status, redirected, url: { pathname } }) {
  if (status > 499 || status === 408 || status === 429) return "later";
  return pathname !== "/entrar" && (redirected || ok && pathname.startsWith("/recibo/")) ? "done" : "refused";
}

function reason({ text, url }) {
  const page = read(text), faults = all(".summary li", page), { enter, unclear } = by("refused").dataset;
  if (url.pathname === "/entrar") return enter;
  const found = faults.length ? faults : all("main h1,main p", page).slice(0, 2);
  return found.map(one => plain(one.textContent)).join(" ").slice(0, 300) || unclear;
}

function unit(line) { return [...line.childNodes].filter(one => one.nodeType === 3).map(one => one.data).join(" "); }

function summary(form) {
  return all("input,select,textarea", form).map(one => {
    // A part that is folded away was not answered.
    if (/hidden|password/.test(one.type) || !one.value || one.closest("details:not([open])")) return "";
    const label = one.closest("label"), line = one.closest(".number-line");
    if (/radio|checkbox/.test(one.type)) return one.checked && label ? (label.querySelector("b") || label).textContent : "";
    return (one.selectedOptions ? one.selectedOptions[0].text : one.value) + " " + (line ? unit(line) : "");
  }).map(plain).filter(Boolean).join(" · ");
}

function written(form, button) {
  const key = form.elements.clave.value;
  made[key] = made[key] || Date.now();
  told[key] = summary(form) || told[key] || "";
  return {
    key, made: made[key], order: order++, until: Date.now() + TIMEOUT, text: told[key],
    action: form.getAttribute("action") || location.pathname, page: form.dataset.tap || location.pathname + location.search,
    title: form.dataset.title || plain(document.querySelector("h1").textContent),
    fields: [...form.elements].filter(one => one.name && !one.disabled &&
      (/radio|checkbox/.test(one.type) ? one.checked : one.type !== "submit" || one === button)).map(one => [one.name, one.value])
  };
}

// The next thing written here is another entry, also on a page that a person comes back to.
function renew() { for (const one of all("form[data-queue] [name=clave]")) one.value = uuid(); }

function show(text) {
  swap(text);
  const first = document.querySelector("main .summary") || by("main");
  first.focus();
  first.scrollIntoView();
}

function answered(entry, answer, form) {
  const found = verdict(answer), { url, text, redirected, status, ok } = answer;
  if (found === "later") throw Error(status);
  const isHere = url.pathname + url.search === location.pathname + location.search, then = by(form.dataset.then);
  if (found === "done") {
    drop(entry.key);
    if (isHere) { swap(text); if (then) then.scrollIntoView(); }
    renew();
  } else if (status === 422 || ok && !redirected) {
    drop(entry.key);
    show(text);
    return;
  } else {
    entry.fault = reason(answer);
    keep(entry);
    draw();
    if (!redirected) show(text);
  }
  if (redirected && !isHere) location.href = url;
}

function restore() { if (pristine) { by("main").innerHTML = pristine; document.title = title; } }

function unanswered(entry) {
  entry.until = sent = 0;
  keep(entry);
  restore();
  renew();
  draw();
  by("waiting").focus();
  by("waiting").scrollIntoView();
}

async function submitted(event) {
  const form = event.target, button = event.submitter, { telefono } = form.elements;
  // A station without a clock takes this telephone's.
  if (telefono) telefono.value = Date.now();
  if (!form.matches("[data-queue]") || !form.elements.clave) return;
  if (form.isOnItsWay) { event.preventDefault(); return; }
  const entry = written(form, button);
  // To correct what was told back needs no station; a page that came without its form asks for it as any page does.
  if (button && button.name === "corregir") { if (pristine) { event.preventDefault(); restore(); fill(entry); } return; }
  if (!keep(entry)) { by("unkept").hidden = false; return; }
  event.preventDefault();
  form.isOnItsWay = true;
  try { answered(entry, await post(entry), form); } catch { unanswered(entry); }
  form.isOnItsWay = false;
}

function drain() {
  if (isSending || performance.now() < due || !entries().some(isWaiting) || !takeTurn()) return;
  isSending = true;
  // Of two tabs that took the turn in the same moment, the one that wrote last has it.
  setTimeout(send, 60);
}

async function send() {
  let isWell = true;
  try {
    for (const entry of entries().filter(isWaiting)) {
      if (!hasTurn() || !takeTurn()) break;
      if (!parsed(PREFIX + entry.key)) continue;
      const answer = await post(entry, true), found = verdict(answer);
      if (found === "done") { drop(entry.key); sent++; }
      if (found === "refused") { entry.fault = reason(answer); keep(entry); }
      // A fault with this one is no reason to hold up the others; a station that is not there is.
      if (found === "later") { isWell = false; if (answer.status !== 500) break; }
      draw();
    }
  } catch { isWell = false; }
  wait = isWell ? AGAIN : Math.min(wait * 2, LONGEST);
  due = isWell ? 0 : performance.now() + wait / 2;
  isSending = false;
  if (hasTurn()) stored(kept => kept.removeItem(TURN));
  draw();
}

function hurry() { wait = AGAIN; due = 0; drain(); }
