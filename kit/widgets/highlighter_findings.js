// What a comparison found, counted and put in words. Plain functions on plain data.

import { ends } from "./highlighter_text.js";
import { say } from "./strings.js";

export const STATUSES = {
  agree: { symbol: "✓", name: say("highlighter.agree") },
  differ: { symbol: "≠", name: say("highlighter.differ") },
  missed: { symbol: "○", name: say("highlighter.missed") },
  extra: { symbol: "+", name: say("highlighter.extra") },
  trap: { symbol: "!", name: say("highlighter.trap") },
  open: { symbol: "?", name: say("highlighter.open") },
};

// Readers that give no reason for what they left out: what to say of a mark that they do not have.
const READERS = {
  program: "highlighter.why-extra-program",
  class: "highlighter.why-extra-class",
  neighbour: "highlighter.why-extra-neighbour",
};

/** What a status is called: beside another reader, who may be wrong as well, nothing is missing and nothing too much. */
export function statusName(status, reference) {
  const another = { missed: say("highlighter.missed-reader", { reference }), extra: say("highlighter.extra-reader") };
  return (reference in READERS && another[status]) || STATUSES[status].name;
}

const MARKS = 2; // tokens, one at either end: quotation marks may be in or out

/** How many findings there are of each status. */
export function tally(findings) {
  const counts = { agree: 0, differ: 0, missed: 0, extra: 0, trap: 0, open: 0 };
  for (const finding of findings) counts[finding.status] += 1;
  return counts;
}

/**
 * One line on a comparison: "23 of 35 agree · 5 differ · 7 not marked"; of all that the reference asks for. Another
 * reader, a program, a class or a neighbour, asks for nothing, so that beside it no share is counted.
 */
export function summary(findings, reference) {
  const { agree, differ, missed, extra, trap, open } = tally(findings);
  if (reference in READERS) {
    const two = [say("highlighter.both-agree", { n: agree, reference }), say("highlighter.count-differ", { n: differ })];
    return [...two, say("highlighter.only-theirs", { n: missed, reference }), say("highlighter.only-yours", { n: extra })].join(" · ");
  }
  const asked = findings.filter(({ status }) => ["agree", "differ", "missed"].includes(status));
  const all = new Set(asked.map(({ reference }) => reference.join(" "))).size;
  const parts = all
    ? [
        say("highlighter.count-agree", { agree, all }),
        say("highlighter.count-differ", { n: differ }),
        say("highlighter.count-missed", { n: missed }),
      ]
    : [say("highlighter.asks-nothing", { reference })];
  if (extra) parts.push(say("highlighter.count-extra", { n: extra, reference }));
  if (trap) parts.push(say("highlighter.count-trap", { n: trap }));
  if (open) parts.push(say("highlighter.count-open", { n: open }));
  return parts.join(" · ");
}

/** A finding in words. */
export function describe(finding, reference, titleOf) {
  const mine = finding.mine && titleOf(finding.mine[2]);
  const theirs = finding.reference && titleOf(finding.reference[2]);
  const words = { mine, theirs, reference };
  switch (finding.status) {
    case "agree":
      return mine === theirs ? say("highlighter.why-agree", words) : say("highlighter.why-accepted", words);
    case "differ":
      if (mine === theirs) return say("highlighter.why-other-words", words);
      if (finding.accept.includes(mine)) return say("highlighter.why-accepted-elsewhere", words);
      return say("highlighter.why-differ", words);
    case "missed":
      return say("highlighter.why-missed", words);
    case "extra":
      return reference in READERS ? say(READERS[reference], words) : say("highlighter.why-extra", words);
    case "open":
      return say("highlighter.why-open", words);
    default:
      return say("highlighter.why-trap", words);
  }
}

/**
 * What is to be read of a finding behind its first line, as [heading, words]: over which words it stands where these are
 * not the learner's, reason, doubt, other labels, the key, how many of a class. `wordsOf` says the words from one token to another.
 */
export function reasons(finding, reference, titleOf, wordsOf) {
  const { mine, why, doubt, accept, key, class: many } = finding;
  const lines = [];
  const theirs = finding.reference;
  if (mine && theirs && Math.abs(mine[0] - theirs[0]) + Math.abs(mine[1] - theirs[1]) > MARKS) {
    lines.push([say("highlighter.their-words", { reference }), `“${wordsOf(theirs[0], theirs[1])}”`]);
  }
  if (why) lines.push([reference === "class" ? "" : say("highlighter.why"), why]);
  else if (finding.reference && reference !== "neighbour") lines.push(["", say("highlighter.no-reason", { reference })]);
  if (doubt) lines.push([say("highlighter.doubt"), doubt]);
  if (accept.length) lines.push([say("highlighter.also-accepted"), say("highlighter.also-accepted-labels", { labels: accept.join(", ") })]);
  if (key) lines.push([say("highlighter.the-key"), `${byKey(finding, reference, titleOf)} ${key.why}`.trimEnd()]);
  if (many) lines.push([say("beside.class-head"), many]);
  return lines;
}

/** What the key says of what another reader marked, or, where that marked nothing, of the learner's mark. */
function byKey({ mine, reference, key }, reader, titleOf) {
  const [, , label] = reference ?? mine;
  const words = { label: key.reference && titleOf(key.reference[2]), reference: reader };
  const same = key.reference?.[2] === label;
  if (key.status === "agree") {
    if (!same) return say("highlighter.key-accepted", words);
    return reference ? say("highlighter.key-agrees-with-reader", words) : say("highlighter.key-agrees-with-you");
  }
  if (key.status === "differ") return same ? say("highlighter.key-other-words") : say("highlighter.key-differ", words);
  return { extra: say("highlighter.key-extra"), trap: say("highlighter.key-trap"), open: say("highlighter.key-open") }[key.status];
}

/** The part of the text that a finding is about, as [first, last]. */
export function extent({ mine, others = [], reference }) {
  const both = [mine, reference, ...others].filter(Boolean);
  return [Math.min(...both.map((m) => m[0])), Math.max(...both.map((m) => m[1]))];
}

/** Those of one status, or of "all". */
export function ofStatus(findings, status) {
  return findings.filter((finding) => status === "all" || finding.status === status);
}

/** Those that a selection touches; none without one. */
export function findingsAt(findings, selection) {
  if (!selection) return [];
  const [first, last] = ends(selection);
  return findings.filter((finding) => extent(finding)[0] <= last && extent(finding)[1] >= first);
}
