// Comparing: the bar above the text, which findings are shown, and the reasons beside it.

import { make } from "./dom.js";
import { button } from "./highlighter_build.js";
import { STATUSES, describe, extent, findingsAt, ofStatus, reasons, summary, tally } from "./highlighter_findings.js";
import { rove } from "./highlighter_roving.js";
import { capital } from "./highlighter_text.js";
import { say } from "./strings.js";

/** Turn the page to comparing, to another reference, or back to marking, as the model has it. */
export function showComparison(view) {
  const before = view.findings;
  takeFindings(view);
  const isComparing = Boolean(view.findings);
  view.el.classList.toggle("kit-comparing", isComparing);
  view.tools.hidden = isComparing;
  for (const act of view.acts.children) act.hidden = isComparing && act !== view.helpButton;
  rove(view.acts, "button:not([hidden])");
  view.bar.hidden = !isComparing;
  view.why.hidden = !isComparing;
  if (!isComparing) return showRows(view, () => true);
  if (!before) view.confirm.hidden = true;
  buildBar(view);
  explain(view, findingsAt(view.findings, view.selection));
  const shown = ofStatus(view.findings, view.filter);
  const blocks = new Set(view.doc.unit === "block" ? shown.map((finding) => extent(finding)[0]) : []);
  showRows(view, (b) => view.doc.unit === "word" || view.filter === "all" || blocks.has(b));
  if (before) return;
  view.tell(say("highlighter.locked"));
  const words = summary(view.findings, view.reference);
  view.speak(say("highlighter.comparing", { reference: view.reference, summary: words }));
}

/** Which reference is compared with, and what was found. */
function takeFindings(view) {
  const comparison = view.model.get("_comparison");
  const names = Object.keys(comparison);
  const added = view.references.length ? names.find((name) => !view.references.includes(name)) : null;
  if (added) view.reference = added; // whoever asks for a second reader wants to see that one
  if (!names.includes(view.reference)) view.reference = names[0];
  if (names.length && !view.findings) view.filter = "all";
  view.references = names;
  view.findings = names.length ? comparison[view.reference] : null;
}

function showRows(view, isShown) {
  view.rows.forEach((row, b) => (row.hidden = !isShown(b)));
}

function buildBar(view) {
  const { bar, findings, filter, reference, references } = view;
  const focused = bar.contains(document.activeElement) ? document.activeElement.dataset.choice : null;
  const counts = tally(findings);
  const choice = (does, value, words, pressed) => button(words, does, { "data-choice": value, "aria-pressed": String(pressed) });
  const filters = [choice("filter", "all", say("highlighter.all", { n: findings.length }), filter === "all")];
  for (const [status, { symbol, name }] of Object.entries(STATUSES)) {
    if (counts[status]) filters.push(choice("filter", status, `${symbol} ${name} ${counts[status]}`, filter === status));
  }
  const others = references.map((name) => choice("reference", name, capital(name), name === reference));
  const group = (name, ...parts) => make("div", { class: "kit-choices", role: "group", "aria-label": name }, ...parts);
  const compareWith = say("highlighter.compare-with");
  bar.replaceChildren(
    make("div", { class: "kit-summary" }, summary(findings, reference)),
    button(say("highlighter.back"), "leave"),
    group(say("highlighter.show"), ...filters),
    references.length > 1 ? group(compareWith, compareWith, ...others) : "",
    view.doc.unit === "word" ? make("div", { class: "kit-legend" }, say("highlighter.legend", { reference })) : "",
  );
  bar.querySelector(`[data-choice="${focused}"]`)?.focus();
}

/** The reasons for some findings, in the panel beside the text. */
export function explain(view, findings) {
  const found = findings.slice(0, 4).map((finding) => reason(finding, view.reference, view.titleOf));
  const hint = view.doc.unit === "block" ? say("highlighter.reason-hint-block") : say("highlighter.reason-hint-word");
  view.why.replaceChildren(...(found.length ? found : [make("p", { class: "kit-hint" }, hint)]));
}

function reason(finding, reference, titleOf) {
  const { symbol, name } = STATUSES[finding.status];
  const head = ` ${name}. ${describe(finding, reference, titleOf)}.`;
  const lines = reasons(finding, reference, titleOf).map(([heading, words]) => {
    return make("p", {}, heading ? make("strong", {}, heading) : null, heading ? ` ${words}` : words);
  });
  return make(
    "div",
    { class: "kit-reason", "data-status": finding.status },
    make("p", { class: "kit-reason-head" }, make("span", { class: "kit-symbol" }, symbol), head),
    ...lines,
  );
}
