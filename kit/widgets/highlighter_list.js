// The list beside the text: the marks, or in a comparison the findings.

import { make } from "./dom.js";
import { ink, letterTag } from "./highlighter_build.js";
import { reason } from "./highlighter_compare.js";
import { STATUSES, extent, ofStatus, statusName } from "./highlighter_findings.js";
import { rove } from "./highlighter_roving.js";
import { excerpt, shorten } from "./highlighter_text.js";
import { say } from "./strings.js";

/** Show what there is; an entry that was there stays the same element, so that it keeps the focus. */
export function showList(view) {
  const items = view.findings ? findingItems(view) : markItems(view.marks);
  const kept = new Map(items.map((item) => [item.key, view.entries.get(item.key) ?? buildEntry(view, item)]));
  for (const [key, entry] of view.entries) if (!kept.has(key)) entry.remove(); // first: to move an entry blurs it
  view.entries = kept;
  [...kept.values()].forEach((entry, i) => {
    if (view.list.children[i] !== entry) view.list.insertBefore(entry, view.list.children[i] ?? null);
  });
  view.listHead.textContent = listHead(view, items.length);
  const nothing = view.findings ? say("highlighter.list-none") : say("highlighter.list-empty");
  view.list.dataset.empty = items.length ? "" : nothing;
  rove(view.list, ".kit-go");
}

/** Where the list scrolls by itself, keep in sight what of it is selected. */
export function keepInList({ list }) {
  const entry = list.querySelector("[data-current]");
  if (!entry || list.scrollHeight <= list.clientHeight) return;
  list.scrollTop = entry.offsetTop - list.offsetTop - list.clientHeight / 3;
}

function listHead({ findings, doc }, n) {
  if (findings) return say("highlighter.list-findings", { n });
  return doc.unit === "block" ? say("highlighter.list-block", { n, all: doc.count }) : say("highlighter.list-word", { n });
}

function markItems(marks) {
  return marks.map((mark) => ({ key: mark.join(" "), mark, names: [mark[2]], range: mark }));
}

function findingItems({ findings, filter, reference }) {
  return ofStatus(findings, filter).map((finding) => ({
    key: `${reference} ${finding.status} ${finding.mine} ${finding.reference}`,
    finding,
    names: [...new Set([finding.mine?.[2], finding.reference?.[2]].filter(Boolean))],
    range: extent(finding),
  }));
}

/** Put the reasons for all findings into the list to be printed, and away again: on the page they open in the text. */
export function printReasons(view, isPrinting) {
  for (const printed of view.list.querySelectorAll(".kit-printed")) printed.remove();
  if (!isPrinting || !view.findings) return;
  const words = (first, last) => shorten(wordsOf(view.doc, first, last), 160);
  for (const entry of view.list.children) {
    const why = reason(entry.kit.finding, view.reference, view.titleOf, words);
    entry.append(make("div", { class: "kit-printed" }, why));
  }
}

function buildEntry(view, { mark, finding, names, range }) {
  const words = excerpt(view.doc, range[0], range[1]);
  const labels = names.map(view.titleOf).reduce((one, other) => say("form.or", { one, other }));
  const status = finding && STATUSES[finding.status];
  const go = make(
    "button",
    { type: "button", class: "kit-go", tabindex: "-1" },
    status ? make("span", { class: "kit-symbol", "aria-hidden": "true" }, status.symbol) : null,
    ...names.map(view.labelOf).map((label) => letterTag(label, { style: ink(label) })),
    make("span", { class: "kit-hidden" }, `${status ? `${statusName(finding.status, view.reference)}: ` : ""}${labels}: `),
    make("span", { class: "kit-excerpt", dir: "auto" }, words),
  );
  const name = say("highlighter.remove-from", { labels, words: shorten(words, 40) });
  const away = mark && make("button", { type: "button", class: "kit-away", tabindex: "-1", "aria-label": name }, "×");
  const entry = make("li", { class: "kit-entry", "data-label": mark?.[2], "data-status": finding?.status }, go, away);
  entry.kit = { mark, finding, range };
  return entry;
}
