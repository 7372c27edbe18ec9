// A finger, a mouse or the arrow keys on a chart read its numbers: those of the table that stands below it.
const chosen = {};
const rowsOf = field => all(".numbers tr[data-x]", field.closest("section") || field);
const readable = event => event.target.closest && event.target.closest(".chart .field[role=slider]");

function point(field, wanted) {
  const rows = rowsOf(field), place = Math.min(Math.max(wanted, 0), rows.length - 1), { dataset, cells } = rows[place];
  const [{ cells: heads }] = field.closest("section").querySelector(".numbers table").tHead.rows, hair = field.querySelector(".hair");
  const text = [...cells].map((cell, column) => (column ? heads[column].textContent + " " : "") + cell.textContent).join(" · ")
    + " " + field.querySelector(".unit").textContent, reading = field.parentNode.querySelector(".reading");
  chosen[all(".chart .field").indexOf(field)] = place;
  hair.hidden = reading.hidden = false;
  hair.style.left = dataset.x + "%";
  reading.textContent = text;
  field.setAttribute("aria-valuenow", place);
  field.setAttribute("aria-valuetext", text);
}

function pointed(event) {
  const field = readable(event);
  if (!field) return;
  const { left, width } = field.getBoundingClientRect(), at = (event.clientX - left) / width * 100;
  const far = rowsOf(field).map(({ dataset }) => Math.abs(dataset.x - at));
  point(field, far.indexOf(Math.min(...far)));
}

function pressed(event) {
  const field = readable(event), now = field && +field.getAttribute("aria-valuenow");
  const to = { ArrowLeft: now - 1, ArrowDown: now - 1, ArrowRight: now + 1, ArrowUp: now + 1, Home: 0, End: 1e9 }[event.key];
  if (!field || to === undefined) return;
  event.preventDefault();
  point(field, to);
}

function charts() {
  all(".chart .field").forEach((field, place) => {
    const last = rowsOf(field).length - 1;
    if (last < 0 || !field.querySelector(".hair")) return;
    field.tabIndex = 0;
    for (const [name, value] of [["role", "slider"], ["aria-valuemin", 0], ["aria-valuemax", last], ["aria-valuenow", last]]) field.setAttribute(name, value);
    if (place in chosen) point(field, chosen[place]);
  });
}
