// What a comparison found, counted and put in words. Plain functions on plain data.

import { ends } from "./highlighter_text.js";
import { say } from "./strings.js";

export const STATUSES = {
  agree: { symbol: "✓", name: say("highlighter.agree") },
  differ: { symbol: "≠", name: say("highlighter.differ") },
  missed: { symbol: "○", name: say("highlighter.missed") },
  extra: { symbol: "+", name: say("highlighter.extra") },
  trap: { symbol: "!", name: say("highlighter.trap") },
};

/** How many findings there are of each status. */
export function tally(findings) {
  const counts = { agree: 0, differ: 0, missed: 0, extra: 0, trap: 0 };
  for (const finding of findings) counts[finding.status] += 1;
  return counts;
}

/** One line on a comparison: "23 of 35 agree · 5 differ · 7 not marked". */
export function summary(findings, reference) {
  const { agree, differ, missed, extra, trap } = tally(findings);
  const parts = [
    say("highlighter.count-agree", { agree, all: agree + differ + missed }),
    say("highlighter.count-differ", { n: differ }),
    say("highlighter.count-missed", { n: missed }),
  ];
  if (extra) parts.push(say("highlighter.count-extra", { n: extra, reference }));
  if (trap) parts.push(say("highlighter.count-trap", { n: trap }));
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
      return mine === theirs ? say("highlighter.why-other-words", words) : say("highlighter.why-differ", words);
    case "missed":
      return say("highlighter.why-missed", words);
    case "extra":
      return say("highlighter.why-extra", words);
    default:
      return say("highlighter.why-trap", words);
  }
}

/** The part of the text that a finding is about, as [first, last]. */
export function extent({ mine, reference }) {
  const both = [mine, reference].filter(Boolean);
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
