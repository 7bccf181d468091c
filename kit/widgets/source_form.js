// A form for the sources: a table with a row for each speaker. The page holds the rows while they are typed; Python keeps
// them.

import { make, newId } from "./dom.js";
import { PAUSE, chooser, frame, talk } from "./form.js";
import { say } from "./strings.js";

const SIGNS = {
  agree: say("source.agree"),
  differ: say("source.differ"),
  missed: say("source.missed"),
  open: say("source.open"),
};

/** The rows as they are sent: those that say nothing at all are left out. */
export function worthKeeping(rows) {
  return rows.filter((row) => row.speaker.trim() || row.record || row.way);
}

/** A column's title, seen above a field where there is no room for columns; the field's own name says it, too. */
function above(title) {
  return make("div", { class: "kl-label", "aria-hidden": "true", text: title });
}

/** The table's row for one speaker. */
function tableRow(model, row, i, changed, remove) {
  const inRow = (label) => say("source.in-row", { label, row: i + 1 });
  const speaker = make("input", { type: "text", "aria-label": inRow(say("source.who")), autocomplete: "off" });
  speaker.value = row.speaker;
  speaker.addEventListener("input", () => ((row.speaker = speaker.value), changed(PAUSE)));
  const choice = (key, options, label) => {
    const chosen = (value) => ((row[key] = value), changed(0));
    return make("td", {}, above(label), chooser(options, row[key], chosen, { "aria-label": inRow(label) }));
  };
  const name = say("source.remove-row", { row: i + 1 });
  const away = make("button", { type: "button", class: "kw-button kl-away", "aria-label": name, text: "×", click: remove });
  return make(
    "tr",
    {},
    make("td", {}, above(say("source.who")), speaker),
    choice("record", model.get("records"), say("source.record")),
    choice("way", model.get("ways"), say("source.way")),
    make("td", {}, away),
  );
}

/** What a comparison found: a line for each speaker, and below it the reasons, column by column. */
function findingList(findings, reference) {
  const signs = { ...SIGNS, extra: say("source.extra", { reference }) };
  const items = findings.map(({ speaker, status, said, lines }) => {
    const reasons = lines.map(([heading, words]) => {
      return make("p", { class: "kl-reason" }, heading ? make("strong", { text: `${heading} ` }) : null, words);
    });
    const head = make("strong", { text: `${signs[status]}: ` });
    return make("li", { "data-status": status }, head, say("source.finding", { reference, speaker, said }), ...reasons);
  });
  return items.length ? [make("ul", {}, ...items)] : [];
}

function tableHead() {
  const heads = ["source.who", "source.record", "source.way"].map((key) => make("th", { scope: "col", text: say(key) }));
  const last = make("th", { scope: "col" }, make("span", { class: "kw-hidden", text: say("source.remove") }));
  return make("thead", {}, make("tr", {}, ...heads, last));
}

function render({ model, el }) {
  const rows = [];
  const put = () => {
    rows.splice(0, rows.length, ...model.get("rows").map((row) => ({ ...row })));
    lay();
  };
  const draw = () => findings.replaceChildren(...findingList(model.get("findings"), model.get("reference")));
  const python = talk(model, { read: () => ({ rows: worthKeeping(rows) }), put, draw, traits: ["findings"] });
  const lay = () => {
    if (!rows.length) rows.push({ speaker: "", record: "", way: "" });
    body.replaceChildren(...rows.map((row, i) => tableRow(model, row, i, python.changed, () => remove(i))));
  };
  const remove = (i) => {
    rows.splice(i, 1);
    lay();
    (body.querySelectorAll("input")[Math.min(i, rows.length - 1)] ?? add).focus();
    python.changed(0);
  };
  const more = () => {
    rows.push({ speaker: "", record: "", way: "" });
    lay();
    body.querySelector("tr:last-child input").focus();
  };
  const body = make("tbody");
  const add = make("button", { type: "button", class: "kw-button kl-add", text: say("source.add"), click: more });
  const row = make("div", { class: "kw-row" }, add, python.status);
  const findings = make("div", { class: "kw-reveal kl-findings", "aria-live": "polite" });
  const table = make("table", {}, tableHead(), body);

  el.append(frame(model, newId("kl"), "kl-root", table, row, python.other, findings));
  put();
  python.show();
  return python.stop;
}

export default { render };
