// What stands beside the text: the filters, the proposal in front, the bar of progress. Drawn anew from what is known.

import { make, set } from "./dom.js";
import { excerpt } from "./highlighter_text.js";
import { keyName } from "./reviewer_form.js";
import { tally } from "./reviewer_list.js";
import { say } from "./strings.js";

const STATES = {
  open: say("reviewer.state-open"),
  kept: say("reviewer.state-kept"),
  rejected: say("reviewer.state-rejected"),
};
const SIGNS = { open: "○", kept: "✓", rejected: "✕" };

/** A button that asks for what it `does`, with its key beside it. */
export function act(words, does, name = "", more = {}) {
  const shortcut = name ? { "aria-keyshortcuts": name } : {};
  return make("button", { type: "button", class: "kw-button", "data-does": does, ...shortcut, ...more }, words, name ? keyName(name) : null);
}

export function titleOf(page, layer, label) {
  const { labels } = page.layers.find(({ name }) => name === layer);
  return labels.find(({ name }) => name === label)?.title ?? label;
}

/** What a proposal is, for ears. */
export function spokenProposal(view, n) {
  const row = view.rows[n];
  const layer = view.page.layers.find(({ name }) => name === row.layer).title;
  const words = excerpt(view.doc, ...row.at, 200);
  const place = say("reviewer.place", { at: view.shown.indexOf(n) + 1, all: view.shown.length });
  const said = { place, layer, label: titleOf(view.page, row.layer, row.label), state: STATES[row.state], words, why: [row.why, row.marked].filter(Boolean).join(" ") };
  return say("reviewer.spoken", said).trim();
}

/** The proposal in front, part by part. */
export function proposalParts(view) {
  const { rows, current, page, doc, shown, waiting } = view;
  const row = rows[current];
  if (!row) return [make("p", { class: "kr-none", text: say("reviewer.nothing-here") })];
  const layer = page.layers.find(({ name }) => name === row.layer);
  const at = shown.indexOf(current);
  const state = waiting.has(current) ? say("reviewer.state-waiting") : `${SIGNS[row.state]} ${STATES[row.state]}`;
  const place = at < 0 ? "" : say("reviewer.place", { at: at + 1, all: shown.length });
  const tier = page.tiers.find(([name]) => name === row.tier);
  const line = (head, words) => (words ? make("p", { class: "kr-line" }, make("strong", { text: `${head} ` }), words) : null);
  const was = row.was !== null && row.was !== row.label ? say("reviewer.was", { label: titleOf(page, row.layer, row.was) }) : "";
  const changed = [row.was === null ? say("reviewer.added") : was, row.moved ? say("reviewer.moved") : ""].filter(Boolean).join(" ");
  return [
    make("p", { class: "kr-place" }, place, make("span", { class: "kr-state", "data-state": row.state, text: state })),
    make("p", { class: "kr-label" }, make("span", { class: "kr-of", text: layer.title }), make("strong", { text: titleOf(page, row.layer, row.label) })),
    make("p", { class: "kw-quoted kr-words", text: excerpt(doc, ...row.at, 200) }),
    line(say("reviewer.why"), row.why),
    line(say("reviewer.doubt"), row.doubt),
    line(say("reviewer.marked"), row.marked),
    row.state === "kept" && tier ? line(say("reviewer.tier"), `${tier[1]}: ${tier[2]}`) : null,
    changed ? make("p", { class: "kw-hint", text: changed }) : null,
    row.evidence.length ? make("p", { class: "kw-hint" }, ...row.evidence.flatMap(evidenceOf(doc))) : null,
  ].filter(Boolean);
}

function evidenceOf(doc) {
  return ([role, [first, last]], i) => [i ? " · " : "", say("reviewer.evidence", { role, words: excerpt(doc, first, last) })];
}

/** A button for each layer to go through, and one for all. */
export function filterButtons({ layers }) {
  const every = { name: "", title: say("reviewer.all") };
  return (layers.length > 1 ? [every, ...layers] : []).map(({ name, title }) => act(title, "layer", "", { "data-layer": name, "data-title": title }));
}

/** Say on each which it is, and how much of its layer is decided. */
export function drawFilters({ filters, rows, layer }) {
  for (const button of filters.children) {
    const { layer: name, title } = button.dataset;
    const { decided, all } = tally(rows, name);
    set(button, "aria-pressed", String((layer ?? "") === name));
    button.textContent = say("reviewer.layer-count", { title, decided, all });
  }
}

/** Say how far it is, in the bar and beside it. */
export function drawProgress({ bar, counted, rows }) {
  const counts = tally(rows);
  set(bar, "max", Math.max(counts.all, 1));
  set(bar, "value", counts.decided);
  counted.textContent = say("reviewer.progress", counts);
}
