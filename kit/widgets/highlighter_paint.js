// The blocks as drawn: their words with marks in them, or the label beside each. Only what changed is drawn anew.

import { make, set } from "./dom.js";
import { ink, letterTag } from "./highlighter_build.js";
import { STATUSES, ofStatus, statusName } from "./highlighter_findings.js";
import { backgroundSpans, findingSpans, markSpans, spansByBlock } from "./highlighter_spans.js";
import { drawTerm } from "./highlighter_terms.js";
import { capital, runs } from "./highlighter_text.js";
import { say } from "./strings.js";

/** Draw the blocks anew on which something changed, and no others; which these were. */
export function paint(view) {
  const { doc, findings } = view;
  const changed = [];
  const marked = findings
    ? findingSpans(ofStatus(findings, view.filter), findings, view.labelOf, view.reference)
    : markSpans(view.marks, view.labelOf);
  const spans = spansByBlock(doc, [...backgroundSpans(view.model.get("_background")), ...marked]);
  doc.blocks.forEach((_, b) => {
    const here = spans.get(b) ?? [];
    const signature = JSON.stringify([here, view.reference]); // whose label stands beside one's own is said there
    if (view.painted.get(b) === signature) return;
    view.painted.set(b, signature);
    changed.push(b);
    if (doc.unit === "block") paintRow(view, b, here[0]);
    paintWords(view, b, [...(doc.unit === "block" ? [] : here), ...(doc.terms.get(b) ?? [])]);
  });
  return changed;
}

function paintWords(view, b, spans) {
  const { text } = view.doc.blocks[b];
  view.texts[b] = [];
  const drawn = runs(text.length, spans).map((run) => {
    let node = document.createTextNode(text.slice(run.from, run.to));
    const place = { node, block: b, from: run.from, to: run.to };
    view.texts[b].push(place);
    view.owner.set(node, place);
    for (const s of [...run.covers].reverse()) node = wrap(view.doc, node, spans[s], run.from === spans[s].from);
    return node;
  });
  if (view.words[b].contains(document.activeElement)) view.text.focus({ preventScroll: true }); // its term is drawn anew
  view.words[b].replaceChildren(...drawn);
}

/** One run inside one mark: its line, and at the mark's start its letter. */
function wrap(doc, node, span, atStart) {
  if (span.kind === "term") return drawTerm(doc, span, node, atStart);
  if (span.kind === "background") return make("span", { class: "kit-background", title: span.name }, node);
  const tag = atStart && span.tag;
  return make(
    "mark",
    {
      class: `kit-mark kit-${span.kind}`,
      "data-label": span.name,
      "data-line": span.pattern,
      "data-tag": tag || null,
      "data-spoken": tag ? `${span.spoken}: ` : null,
      "data-status": span.status,
      "data-finding": span.finding,
      style: `${ink(span)};--lane:${Math.min(span.lane, 3)}`,
    },
    node,
  );
}

/** The gutter of one block: its number, its label, and in a comparison the reference's label and the status. */
function paintRow(view, b, span) {
  const row = view.rows[b];
  const finding = view.findings && span?.finding !== undefined ? view.findings[span.finding] : null;
  const mine = finding ? finding.mine?.[2] : span?.name;
  const theirs = finding && finding.status !== "agree" ? finding.reference?.[2] : null;
  const parts = [make("span", { class: "kit-number" }, String(b + 1))];
  if (finding) {
    const { symbol } = STATUSES[finding.status];
    const name = statusName(finding.status, view.reference);
    parts.push(make("span", { class: "kit-status" }, make("span", { class: "kit-symbol" }, symbol), ` ${name}`));
  }
  if (mine) parts.push(badge(view.labelOf(mine), theirs ? say("highlighter.you") : ""));
  if (theirs) parts.push(badge(view.labelOf(theirs), capital(view.reference)));
  const end = mine || theirs ? ". " : ` ${say("highlighter.no-label")} `; // for those who hear it
  row.firstChild.replaceChildren(...parts, make("span", { class: "kit-hidden" }, end));
  const style = mine || theirs ? view.labelOf(mine ?? theirs) : null;
  set(row, "data-label", mine);
  set(row, "data-reference", finding?.reference?.[2]);
  set(row, "data-status", finding?.status);
  set(row, "data-line", style?.pattern);
  set(row, "data-finding", finding ? span.finding : null);
  row.style.cssText = style ? ink(style) : "";
}

function badge(label, who) {
  const whose = who ? make("span", { class: "kit-who" }, who) : null;
  return make("span", { class: "kit-badge", style: ink(label) }, whose, letterTag(label), label.title);
}
