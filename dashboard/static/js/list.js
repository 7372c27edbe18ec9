// Says what stands only in this telephone, and what the station refused; opens it again or throws it away.
function make(tag, text, parent) {
  const found = parent.appendChild(document.createElement(tag));
  found.textContent = text;
  return found;
}

function row(entry, list) {
  const found = make("li", "", list), age = lasted(Date.now() - entry.made);
  make("b", entry.title, found);
  make("small", [entry.text, said(by("waiting").dataset.ago, { age })].filter(Boolean).join(" · "), found);
  return found;
}

function button(text, parent, act) {
  const found = make("button", text, parent);
  found.className = "plain";
  found.onclick = act;
}

function reopen({ page, key }) {
  location.href = page + "#cola=" + key;
  if (location.pathname + location.search === page) location.reload();
}

function draw() {
  const waiting = entries().filter(isWaiting), refused = entries().filter(one => one.fault);
  const [note, faulty] = [by("waiting"), by("refused")], say = note.dataset, count = waiting.length || sent;
  const named = waiting.length ? [say.one, say.many] : [say.sentOne, say.sentMany];
  note.hidden = !count;
  note.querySelector("p").textContent = said(named[+(count > 1)], { count });
  for (const one of all("details,button", note)) one.hidden = !waiting.length;
  faulty.hidden = !refused.length;
  for (const one of [note, faulty]) one.querySelector("ul").textContent = "";
  for (const one of waiting) row(one, note.querySelector("ul"));
  for (const one of refused) {
    const found = row(one, faulty.querySelector("ul")), { open, discard, sure } = faulty.dataset;
    make("p", one.fault, found).className = "fault";
    button(open, found, () => reopen(one));
    button(discard, found, () => { if (confirm(said(sure, { what: one.title }))) { drop(one.key); draw(); } });
  }
}

// Puts back into its form what was typed, with its key and the moment it was made.
function fill(entry) {
  const form = all("form[data-queue]:not([data-tap])").find(one => one.getAttribute("action") === entry.action);
  if (!form) return;
  made[entry.key] = entry.made;
  told[entry.key] = entry.text;
  for (const one of form.elements) {
    const values = entry.fields.filter(([name]) => name === one.name).map(([, value]) => value);
    if (/radio|checkbox/.test(one.type)) one.checked = values.join("\n").split("\n").includes(one.value);
    else if (values.length && (one.type !== "hidden" || one.name === "clave")) one.value = values[0];
  }
  by("main").focus();
}
