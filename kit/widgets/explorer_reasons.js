// Why a mark is there: what the rule saw, why it may be wrong, what it goes by.

import { make } from "./dom.js";
import { excerpt } from "./highlighter_text.js";
import { layerTitles, titleOf } from "./explorer_layers.js";
import { say } from "./strings.js";

/** What a mark's strength, certainty and sourcing are called; a claim that is neither hedged nor boosted needs no word. */
function noteTitles() {
  return {
    mild: say("explorer.note-mild"),
    strong: say("explorer.note-strong"),
    hedged: say("explorer.note-hedged"),
    boosted: say("explorer.note-boosted"),
    link: say("explorer.note-link"),
    attributed: say("explorer.note-attributed"),
    none: say("explorer.note-none"),
  };
}

/** What is said of a mark, as [what it is, words] in order; the first is its head. `words(at)` are those of a place. */
export function reasonLines(mark, titles, words) {
  const { layer, label, attributes: a, evidence } = mark;
  const name = layer === "zone" ? say("explorer.zone", { label }) : `${layerTitles()[layer]}: ${titleOf(titles, `${layer} ${label}`)}`;
  const lines = [["head", [name, a.speaker].filter(Boolean).join(" · ")]];
  if (a.why) lines.push(["why", a.why]);
  if (a.speaker_how) lines.push(["why", a.speaker_how]);
  if (a.neutral) lines.push(["more", say("explorer.plainer", { words: a.neutral })]);
  if (a.settle) lines.push(["more", say("explorer.settle", { words: a.settle })]);
  if (a.doubt) lines.push(["doubt", say("explorer.doubt", { words: a.doubt })]);
  const seen = new Set();
  const shown = Object.values(evidence).filter((at) => at && !seen.has(`${at}`) && seen.add(`${at}`));
  if (shown.length) lines.push(["more", say("explorer.evidence", { words: shown.map((at) => `“${words(at)}”`).join(", ") })]);
  const notes = noteTitles();
  const told = [a.strength, a.certainty, a.sourcing].map((note) => notes[note]);
  if (a.rule) lines.push(["rule", [say("explorer.rule", { rule: a.rule }), ...told].filter(Boolean).join(" · ")]);
  return lines;
}

/** A card with the reasons for some marks, and what closes it. */
export function reasonsCard(marks, doc, titles, close) {
  const words = (at) => excerpt(doc.text, ...at, 60);
  const parts = marks.map((mark) => {
    const lines = reasonLines(mark, titles, words).map(([what, text]) => make("span", { class: `ke-reason-${what}`, text }));
    return make("span", { class: `ke-reason ke-reason-of-${mark.layer}` }, ...lines);
  });
  const name = say("explorer.close-reasons");
  const away = make("button", { type: "button", class: "ke-close", "aria-label": name, title: name, text: "×", click: close });
  return make("span", { class: "ke-reasons", role: "group", "aria-label": say("explorer.reasons") }, ...parts, away);
}
