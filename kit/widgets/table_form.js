// A table to fill in, with fixed rows or with as many as one adds; in a cell one writes, or chooses. The page holds the
// rows while they are typed; Python keeps them.

import { make, newId } from "./dom.js";
import { PAUSE, chooser, frame, talk } from "./form.js";
import { say } from "./strings.js";

/** The rows as they are sent: of those that one adds, those that say nothing at all are left out. */
export function rowsToKeep(rows, columns, isFixed) {
  return isFixed ? rows : rows.filter((row) => columns.some(({ name }) => row[name].trim()));
}

/** How many rows are full, and so count. */
export function fullRows(rows, columns) {
  return rows.filter((row) => columns.every(({ name }) => row[name].trim())).length;
}

/** One cell: its field, with the words of its column for where the head of the table does not stand above it. */
function tableCell(row, column, about, changed) {
  const { name, title, options } = column;
  const told = (value, wait) => ((row[name] = value), changed(wait));
  const attributes = { "aria-label": say("table.in-row", { label: title, row: about.row }), "aria-describedby": about.hint };
  if (options.length) {
    const offered = Object.fromEntries(options.map((each) => [each, each]));
    return cellOf(column, chooser(offered, row[name], (value) => told(value, 0), attributes));
  }
  const field = make("textarea", { rows: 2, ...attributes });
  field.value = row[name];
  field.addEventListener("input", () => told(field.value, PAUSE));
  return cellOf(column, field);
}

function cellOf({ title, hint }, field) {
  const words = [make("span", { text: title }), hint ? make("span", { class: "kw-hint kg-hint", text: hint }) : null];
  return make("td", {}, make("div", { class: "kg-label", "aria-hidden": "true" }, ...words), field);
}

function removeButton(n, remove) {
  const name = say("table.remove-row", { row: n });
  return make("button", { type: "button", class: "kw-button kg-away", "aria-label": name, text: "×", click: remove });
}

/** The head: a title for each column, with its hint below, and where it stands the hint has a name to be found by. */
function columnHeads(columns, hints, isFixed) {
  const heads = columns.map(({ title, hint }, i) =>
    make("th", { scope: "col" }, title, hint ? make("span", { class: "kw-hint kg-hint", id: hints[i], text: hint }) : null),
  );
  const hidden = (key) => make("span", { class: "kw-hidden", text: say(key) });
  const [first, last] = isFixed ? [make("td"), null] : [null, make("th", { scope: "col" }, hidden("table.remove"))];
  return make("thead", {}, make("tr", {}, first, ...heads, last));
}

/** The rows in the body of the table: `put` lays out those given, as many as are asked for; `more` adds one. */
function tableRows(columns, { names, hints, least, changed }) {
  const isFixed = names.length > 0;
  const body = make("tbody");
  const rows = [];
  const empty = () => Object.fromEntries(columns.map(({ name }) => [name, ""]));
  const rowOf = (row, i) => {
    const about = (k) => ({ row: isFixed ? names[i] : i + 1, hint: hints[k] });
    const cells = columns.map((column, k) => tableCell(row, column, about(k), changed));
    const head = isFixed ? make("th", { scope: "row", text: names[i] }) : null;
    const away = isFixed ? null : make("td", { class: "kg-last" }, removeButton(i + 1, () => remove(i)));
    return make("tr", {}, head, ...cells, away);
  };
  const lay = (focused) => {
    if (!rows.length) rows.push(empty());
    body.replaceChildren(...rows.map(rowOf));
    body.querySelectorAll("tr")[Math.min(focused, rows.length - 1)]?.querySelector("textarea, select").focus();
  };
  const remove = (i) => {
    rows.splice(i, 1);
    lay(i);
    changed(0);
  };
  const put = (given) => {
    rows.splice(0, rows.length, ...given.map((row) => ({ ...row })));
    while (!isFixed && rows.length < least) rows.push(empty());
    lay();
  };
  return { body, rows, put, more: () => (rows.push(empty()), lay(rows.length - 1)) };
}

function render({ model, el }) {
  const [columns, names, enough] = ["columns", "names", "enough"].map((trait) => model.get(trait));
  const isFixed = names.length > 0;
  const id = newId("kg");
  const hints = columns.map(({ hint }, i) => (hint ? `${id}-${i}` : null));
  const changed = (wait) => (python.changed(wait), count());
  const table = tableRows(columns, { names, hints, least: enough, changed });
  const count = () => (tally.textContent = say("table.tally", { done: fullRows(table.rows, columns), n: enough }));
  const read = () => ({ rows: rowsToKeep(table.rows, columns, isFixed) });
  const python = talk(model, { read, put: () => table.put(model.get("rows")), draw: count });
  const tally = make("p", { class: "kw-hint kg-tally" });
  const add = make("button", { type: "button", class: "kw-button kg-add", text: say("table.add"), click: table.more });
  const below = make("div", { class: "kw-row" }, isFixed ? null : add, python.status);
  const drawn = make("table", {}, columnHeads(columns, hints, isFixed), table.body);

  el.append(frame(model, id, "kg-root", drawn, tally, below, python.other));
  table.put(model.get("rows"));
  python.show();
  return python.stop;
}

export default { render };
