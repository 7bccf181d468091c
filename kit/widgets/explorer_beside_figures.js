// The figures of articles side by side: what is compared, under it a row for each article, all on one scale.

import { barsOf, keynessOf, letterOf, tableOf } from "./explorer_beside_charts.js";
import { make } from "./dom.js";
import { unitOf } from "./explorer_rows.js";
import { tabs } from "./explorer_tabs.js";
import { rove, roveBy } from "./highlighter_roving.js";
import { say } from "./strings.js";

const one = (value) => value.toFixed(1);
const share = (value) => (value === null ? say("explorer.beside-none") : say("explorer.beside-percent", { n: value.toFixed(0) }));

/** The rows of a chart as it draws them, and as the table has them; `name` and `said` put a row and a cell in words. */
function worded(part, letters, name, said, pick) {
  const rows = part.rows.map((row) => ({
    name: name(row),
    pick: row.key && pick && row.cells.some((cell) => cell.count ?? cell.value) ? () => pick(row.key, name(row)) : null,
    cells: row.cells.map((cell) => ({ ...cell, said: said(cell) })),
  }));
  const table = [["", ...letters], ...rows.map((row) => [row.name, ...row.cells.map((cell) => cell.said)])];
  return { rows, table, ticks: part.ticks, letters };
}

const note = (text) => make("p", { class: "kb-note", text });
const finding = (text) => make("p", { class: "kb-finding", text });

/** Whether small words are left out of the terms. */
function stopsOf(data, { change }, id) {
  const input = make("input", { type: "checkbox", id });
  input.checked = data.stop_words;
  input.addEventListener("input", () => change({ stop_words: input.checked }));
  return make("label", { class: "kw-option", for: id }, input, make("span", { text: say("explorer.beside-stops") }));
}

/** The words that the two of a pair use more than each other. */
function keynessPart(data, letters, actions) {
  const { keyness, pair } = data;
  const stops = stopsOf(data, actions, `${actions.id}-stops-keyness`);
  const two = pair.map((at) => letters[at]);
  const { rows, compared, rare } = keyness;
  const holding = rows.filter((row) => row.holds).map((row) => say("explorer.quoted", { words: row.spelling }));
  const what = holding.length ? say("explorer.beside-hold-up", { n: holding.length, terms: holding.join(", ") }) : say("explorer.beside-none-holds");
  const counted = say("explorer.beside-compared", { n: compared, rare });
  if (!rows.length) return [stops, finding(say("explorer.beside-no-keyness")), note(counted)];
  const heads = [
    say("explorer.head-word"),
    ...two,
    say("explorer.beside-more-often"),
    say("explorer.head-interval"),
    say("explorer.beside-holds-head"),
  ];
  const lines = rows.map((row) => [
    row.spelling,
    ...row.counts.map((count, side) => say("explorer.beside-count-rate", { n: count, rate: row.rates[side] === null ? "–" : one(row.rates[side]) })),
    say("explorer.beside-times-in", { times: row.times, who: two[row.more ?? 0] }),
    say("explorer.interval", { low: row.interval[0], high: row.interval[1] }),
    say(row.holds ? "explorer.beside-holds" : "explorer.beside-chance"),
  ]);
  const chart = keynessOf(keyness, two, (row) => actions.pick(row.key, say("explorer.quoted", { words: row.spelling })));
  return [stops, finding(what), chart, note(counted), note(say("explorer.beside-warning")), tableOf([heads, ...lines])];
}

/** The terms that are frequent in all of them. */
function termsPart(data, letters, actions) {
  const said = (cell) => (cell.value === null ? say("explorer.beside-none") : say("explorer.beside-rate-count", { rate: one(cell.value), n: cell.count }));
  const own = worded(data.terms, letters, (row) => row.spelling, said, actions.pick);
  const stops = stopsOf(data, actions, `${actions.id}-stops-terms`);
  return [stops, barsOf({ ...own, unit: say("explorer.beside-per-thousand") }), note(say("explorer.beside-frequent")), tableOf(own.table)];
}

const VOICES = { author: () => say("explorer.beside-author"), quoted: () => say("explorer.beside-quoted-voice") };

/** How hard each voice is to read, by a formula that can be chosen. */
function readabilityPart({ readability }, letters, { change, id }) {
  const { measures, measure, title, unit, harder } = readability;
  const select = make("select", { id: `${id}-measure` }, ...measures.map(([value, text]) => make("option", { value, text })));
  select.value = measure;
  select.addEventListener("input", () => change({ measure: select.value }));
  const said = ({ value, low, high }) => {
    if (value === null) return say("explorer.no-words");
    return low === null ? say("explorer.beside-no-interval", { value: one(value) }) : say("explorer.beside-figure", { value: one(value), low: one(low), high: one(high) });
  };
  const own = worded(readability, letters, (row) => VOICES[row.voice](), said);
  const whys = readability.rows.flatMap((row) =>
    row.cells.flatMap((cell, at) => (cell.why ? [note(say("explorer.beside-why", { who: letters[at], voice: VOICES[row.voice](), why: cell.why }))] : [])),
  );
  const row = make("div", { class: "kw-row" }, make("label", { for: `${id}-measure`, text: say("explorer.beside-measure") }), select);
  return [row, barsOf({ ...own, unit: `${title}, ${unitOf(unit, harder)}`, dots: true }), ...whys, note(say("explorer.beside-readable")), tableOf(own.table)];
}

const RECORDS = {
  rest: () => say("explorer.beside-rest"),
  named: () => say("explorer.beside-named"),
  unnamed: () => say("explorer.beside-unnamed"),
  vague: () => say("explorer.beside-vague"),
  unattributed: () => say("explorer.beside-unattributed"),
};

/** Whose words each article is made of, and who they are. */
function speakersPart({ speakers, articles, pair }, letters, { pick }) {
  const own = worded(speakers, letters, (row) => RECORDS[row.record](), (cell) => share(cell.value), (key, name) => key === "record:rest" || pick(key, name));
  own.rows[0].pick = null; // the author's words are everywhere else
  const lists = articles.map(({ speakers: people }, at) => {
    const items = people.map(({ key, name, words, share: part }) => {
      const who = name || say("explorer.beside-nobody");
      const text = say("explorer.beside-speaker", { who, n: words, share: share(100 * part) });
      const about = { type: "button", class: "kb-person", text, click: () => pick(key, who, at) };
      return make("li", {}, pair.includes(at) ? make("button", about) : make("span", { text }));
    });
    const none = people.length ? null : make("p", { class: "kw-hint", text: say("explorer.beside-nobody-quoted") });
    return make("div", {}, make("p", {}, letterOf(letters[at])), none ?? make("ul", { class: "kb-people" }, ...items));
  });
  const chart = barsOf({ ...own, unit: say("explorer.beside-of-words") });
  return [chart, note(say("explorer.beside-room")), make("div", { class: "kb-lists" }, ...lists), tableOf(own.table)];
}

const KINDS = {
  fact: () => say("explorer.beside-fact"),
  cause: () => say("explorer.beside-cause"),
  prediction: () => say("explorer.beside-prediction"),
  opinion: () => say("explorer.beside-opinion"),
  call: () => say("explorer.beside-call"),
  unclear: () => say("explorer.beside-unclear"),
};
const SOURCING = {
  link: () => say("explorer.beside-link"),
  attributed: () => say("explorer.beside-attributed"),
  none: () => say("explorer.beside-unsourced"),
};

/** What kinds of claims the authors make, and what these rest on. */
function claimsPart({ claims }, letters, { pick }) {
  const said = (cell) => (cell.of ? say("explorer.beside-part", { share: share(cell.value), n: cell.count, of: cell.of }) : say("explorer.beside-no-claims"));
  const kinds = worded(claims.kinds, letters, (row) => KINDS[row.kind](), said, pick);
  const sourcing = worded(claims.sourcing, letters, (row) => SOURCING[row.sourcing](), said, pick);
  const unit = say("explorer.beside-of-claims");
  return [
    make("h4", { text: say("explorer.beside-kinds") }),
    barsOf({ ...kinds, unit }),
    make("h4", { text: say("explorer.beside-sourcing") }),
    barsOf({ ...sourcing, unit }),
    note(say("explorer.beside-source-note")),
    tableOf([...kinds.table, ...sourcing.table.slice(1)]),
  ];
}

/** How many loaded words the authors use, and how sure the difference of the pair is. */
function loadedPart({ loaded, pair }, letters, { pick }) {
  const said = (cell) => (cell.value === null ? say("explorer.no-words") : say("explorer.beside-loaded-rate", { rate: one(cell.value), n: cell.count, of: cell.of }));
  const own = worded(loaded, letters, () => say("explorer.beside-loaded-words"), said, pick);
  const { told } = loaded;
  const [a, b] = pair.map((at) => letters[at]);
  const values = told && { who: [a, b][told.more ?? 0], other: [b, a][told.more ?? 0], times: told.times, low: told.interval[0], high: told.interval[1] };
  const words = told ? say(told.apart ? "explorer.beside-apart" : "explorer.beside-not-apart", values) : say("explorer.beside-no-loaded");
  return [finding(words), barsOf({ ...own, unit: say("explorer.beside-per-thousand-own") }), note(say("explorer.beside-loaded-note")), tableOf(own.table)];
}

/** The figures behind tabs; `pick` shows a thing in the texts, `change` asks for other figures. */
export function besideFigures(id, { change, pick }) {
  const parts = [keynessPart, termsPart, readabilityPart, speakersPart, claimsPart, loadedPart];
  const panels = parts.map(() => make("div", { class: "kb-panel" }));
  const names = [
    say("explorer.beside-tab-keyness"),
    say("explorer.beside-tab-terms"),
    say("explorer.beside-tab-readability"),
    say("explorer.beside-tab-speakers"),
    say("explorer.beside-tab-claims"),
    say("explorer.beside-tab-loaded"),
  ];
  const row = tabs(`${id}-figures`, say("explorer.beside-figures"), names, panels);
  const group = ".kb-pick";
  for (const panel of panels) panel.addEventListener("keydown", (event) => {
    if (event.target.matches(group) && roveBy(panel, event, group)) event.preventDefault();
  });
  const node = make("div", { class: "kb-figures" }, row.list, ...panels);
  return {
    node,
    show(data, every) {
      const letters = [...every].slice(0, data.articles.length);
      const focused = node.contains(document.activeElement) && document.activeElement.id;
      parts.forEach((part, at) => {
        panels[at].replaceChildren(...part(data, letters, { change, pick, id }));
        rove(panels[at], group);
      });
      if (focused) node.querySelector(`[id="${focused}"]`)?.focus(); // what was chosen was drawn anew
    },
  };
}
