// What is to be drawn on each block, as plain data: the learner's marks, or those and a reference's in a comparison.

import { STATUSES, statusName } from "./highlighter_findings.js";
import { blockOf, capital, lanes, within } from "./highlighter_text.js";

/** Block → its spans, from [first, last, what is drawn]; where one began in a block before, its tag stands there. */
export function spansByBlock(doc, drawn) {
  const out = new Map();
  for (const [first, last, span] of drawn) {
    for (let b = blockOf(doc, first); b <= blockOf(doc, last); b++) {
      const [from, to] = within(doc.blocks[b], first, last);
      const opens = first >= doc.blocks[b].first;
      if (!out.has(b)) out.set(b, []);
      out.get(b).push({ ...span, from, to, tag: opens ? span.tag : "" });
    }
  }
  return out;
}

/** Annotations of other layers. */
export function backgroundSpans(background) {
  return background.map(([first, last, name]) => [first, last, { kind: "background", name }]);
}

/** The learner's marks, those that overlap in lanes of their own. */
export function markSpans(marks, labelOf) {
  const lane = lanes(marks);
  return marks.map(([first, last, name], i) => {
    const { letter, title, pattern, ink } = labelOf(name);
    return [first, last, { kind: "mine", name, spoken: title, tag: letter, pattern, ink, lane: lane[i] }];
  });
}

/**
 * The findings `shown` of all `findings`: the learner's marks, each drawn once, the `reference`'s, or both. A trap is no
 * mark of the reference's: it says that none belongs there. What is heard of a mark is what its tag shows.
 */
export function findingSpans(shown, findings, labelOf, reference = "") {
  const drawn = new Set();
  const numbers = new Map(findings.map((finding, number) => [finding, number]));
  const mine = shown.map((finding) => {
    return [finding.mine, ...(finding.others ?? [])].filter((mark) => mark && !drawn.has(`${mark}`) && drawn.add(`${mark}`));
  });
  const lane = lanes(mine.flat());
  const theirLane = lanes(shown.map((finding) => finding.reference ?? [0, -1]));
  let at = 0;
  return shown.flatMap((finding, i) => {
    const { symbol } = STATUSES[finding.status];
    const said = statusName(finding.status, reference);
    const base = { status: finding.status, finding: numbers.get(finding), symbol };
    const sides = mine[i].map((mark) => ["mine", mark, lane[at++]]);
    if (finding.reference && finding.status !== "trap") sides.push(["theirs", finding.reference, theirLane[i]]);
    return sides.map(([kind, [first, last, name], lane]) => {
      const { letter, title, pattern, ink } = labelOf(name);
      const leads = kind === "mine" || !finding.mine; // it says how the two compare, the other only whose it is
      const tag = leads ? `${symbol} ${letter}` : finding.status === "agree" ? "" : letter;
      const spoken = `${leads ? said : capital(reference)}, ${title}`;
      return [first, last, { ...base, kind, name, spoken, tag, pattern, ink, lane }];
    });
  });
}
