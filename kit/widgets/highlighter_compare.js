// Comparing: what came of it, which findings are shown, and what is said of each.

import { make } from "./dom.js";
import { button } from "./highlighter_build.js";
import { STATUSES, describe, extent, ofStatus, reasons, statusName, summary, tally } from "./highlighter_findings.js";
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
  for (const act of view.acts.children) {
    if (act !== view.aloudButton) act.hidden = isComparing && act !== view.helpButton;
  }
  rove(view.acts, "button:not([hidden])");
  view.bar.hidden = !isComparing;
  view.verdict.hidden = !isComparing;
  view.leave.hidden = !isComparing;
  if (!isComparing) return showRows(view, () => true);
  if (!before) view.confirm.hidden = true;
  if (!before) view.explained.open = false; // by now they are known, and the text comes first
  buildBar(view);
  const shown = ofStatus(view.findings, view.filter);
  const blocks = new Set(view.doc.unit === "block" ? shown.map((finding) => extent(finding)[0]) : []);
  showRows(view, (b) => view.doc.unit === "word" || view.filter === "all" || blocks.has(b));
  if (before) return;
  view.tell(say("highlighter.locked"));
  if (view.el.closest(".kit-lesson:not([data-kit-ready])")) return; // as it was left: nobody has asked for it now
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
  const focused = bar.contains(document.activeElement) ? document.activeElement.dataset : {};
  const counts = tally(findings);
  const choice = (does, value, words, pressed) => button(words, does, { "data-choice": value, "aria-pressed": String(pressed) });
  const filters = [choice("filter", "all", say("highlighter.all", { n: findings.length }), filter === "all")];
  for (const [status, { symbol }] of Object.entries(STATUSES)) {
    const words = `${symbol} ${statusName(status, reference)} ${counts[status]}`;
    if (counts[status]) filters.push(choice("filter", status, words, filter === status));
  }
  const others = references.map((name) => choice("reference", name, capital(name), name === reference));
  const group = (name, ...parts) => make("div", { class: "kit-choices", role: "group", "aria-label": name }, ...parts);
  const compareWith = say("highlighter.compare-with");
  view.verdict.replaceChildren(
    make("div", { class: "kit-summary" }, summary(findings, reference)),
    view.doc.unit === "word" ? make("div", { class: "kit-legend" }, say("highlighter.legend", { reference })) : "",
    aboutReader(reference, references),
  );
  bar.replaceChildren(
    group(say("highlighter.show"), ...filters),
    references.length > 1 ? group(compareWith, compareWith, ...others) : "",
    group(
      say("highlighter.step"),
      button(say("highlighter.previous"), "previous", { "aria-keyshortcuts": "P" }),
      view.place,
      button(say("highlighter.next"), "next", { "aria-keyshortcuts": "N" }),
    ),
  );
  const was = focused.choice ? `[data-choice="${focused.choice}"]` : `[data-does="${focused.does}"]`;
  bar.querySelector(was)?.focus();
}

/** What kind of reader one's marks stand beside, where it is not the key. */
function aboutReader(reference, references) {
  const alone = reference === "program" && !references.includes("key");
  const said = { class: say("highlighter.class-reader"), neighbour: say("highlighter.neighbour-reader") };
  const words = alone ? say("highlighter.alone") : said[reference];
  return words ? make("div", { class: "kit-legend kit-reader" }, words) : "";
}

/** What is said of a finding: how the two compare, the reason, and which labels do as well. */
export function reason(finding, reference, titleOf, wordsOf) {
  const { symbol } = STATUSES[finding.status];
  const said = describe(finding, reference, titleOf);
  const head = ` ${statusName(finding.status, reference)}. ${said}${said.endsWith("?") ? "" : "."}`;
  const lines = reasons(finding, reference, titleOf, wordsOf).map(([heading, words]) => {
    return make("p", {}, heading ? make("strong", {}, heading) : null, heading ? ` ${words}` : words);
  });
  return make(
    "div",
    { class: "kit-reason", "data-status": finding.status },
    make("p", { class: "kit-reason-head" }, make("span", { class: "kit-symbol" }, symbol), head),
    ...lines,
  );
}
