// The projector view's items and texts: what of a text the class marked, who missed what, and on what it is split.

import { creditLine } from "./class_credit.js";
import { make } from "./dom.js";
import { say } from "./strings.js";

const WALL_MOST = 3; // items to talk about
const WALL_LONGEST = 40; // words of an item, or of a block that is marked whole: enough to find it
const WALL_LEVELS = 4; // how strong a mark is drawn

const wallFew = (words, most = WALL_LONGEST) => {
  const all = words.split(/\s+/);
  return all.length > most ? `${all.slice(0, most).join(" ")} …` : words;
};
const wallTitled = (question, label) => question.labels[label] ?? label;
/** The words of an item, and of the text around them a few, so that one knows where they stand. */
const wallWordsOf = ({ words, before = "", after = "" }, kind) =>
  make("p", { class: kind, dir: "auto" }, make("span", { class: "kj-around", text: before }), make("b", { text: wallFew(words) }), make("span", { class: "kj-around", text: after }));
const wallLeftOf = (question, item) => question.n - item.marked;

/** The text with how many marked each stretch of it, in figures and by how strong the line under it is. */
export function wallPassage(question) {
  const { passage, n } = question;
  if (question.unit === "block") {
    const blocks = passage.map(([run]) => wallWholeBlock(question, run)).filter(Boolean);
    return [make("p", { class: "kj-note", text: say("class.wall-passage-blocks", { n }) }), ...blocks, ...wallCreditOf(question)];
  }
  const blocks = passage.map((runs) => make("p", { class: "kj-text", dir: "auto" }, ...runs.map((run) => wallMarked(run, n))));
  return [make("p", { class: "kj-note", text: say("class.wall-passage", { n }) }), ...blocks, ...wallCreditOf(question)];
}

/** Whose the text is; on what terms, the report and the feedback pages say, for a wall has room for few words. */
const wallCreditOf = ({ credit }) => (credit ? [creditLine({ ...credit, notice: "" }, "kj-note")] : []);

function wallMarked({ words, count }, n) {
  if (!count) return words;
  const level = Math.ceil((WALL_LEVELS * count) / n);
  // The figure stands right behind the last word, and not behind the space or the marks that go with it.
  const [, said, after] = words.match(/^(.*[\p{L}\p{N}])(.*)$/su) ?? [words, words, ""];
  return make("span", { class: "kj-mark", "data-level": level }, said, make("sup", { class: "kj-times", text: count }), after);
}

/** A block that is marked whole: its words, and how many gave it which label; nothing for one that nobody marked. */
function wallWholeBlock(question, { words, labels, count }) {
  if (!count) return null;
  return make("div", { class: "kj-block" }, wallWordsOf({ words }, "kj-words"), wallChips(question, labels));
}

const wallChips = (question, labels, left = 0) =>
  make(
    "p",
    { class: "kj-chips" },
    ...labels.map(([label, count]) => wallChip(wallTitled(question, label), count)),
    left ? wallChip(say("class.wall-left"), left) : null,
  );
const wallChip = (title, count) => make("span", { class: "kj-chip" }, `${title} `, make("b", { text: count }));

/** What the class did with an item: how many gave it which label, or named that speaker, and how many did nothing. */
function wallDid(question, item) {
  const left = wallLeftOf(question, item);
  if (question.kind !== "sources") return wallChips(question, item.said, left);
  return make("p", { class: "kj-chips" }, wallChip(say("class.wall-named"), item.marked), wallChip(say("class.wall-not-named"), left));
}

/** A row of a table: its name, and how many chose what. */
export function wallTallied([name, said]) {
  return make("li", { class: "kj-item" }, wallWordsOf({ words: name }, "kj-words"), make("p", { class: "kj-chips" }, ...said.map(([option, count]) => wallChip(option, count))));
}

/** An item as the class answered it, before anything is said of it. */
export function wallRow(question, item) {
  return make("li", { class: "kj-item" }, wallWordsOf(item, "kj-words"), wallDid(question, item));
}

/** An item with what is asked for there, who found it, and the reason. */
export function wallItem(question, item) {
  const { n } = question;
  const trap = item.tier === "trap";
  const asked = trap ? say("class.wall-trap") : say("class.wall-key", { label: wallTitled(question, item.label) });
  const left = item.counts.missed ?? 0;
  const figures = trap
    ? [say("class.wall-trapped", { n: item.trapped, of: n })]
    : [say("class.wall-found", { n: item.agree, of: n }), left && say("class.wall-missed", { n: left }), item.counts.differ && say("class.wall-differ", { n: item.counts.differ })];
  return make(
    "li",
    { class: "kj-item" },
    wallWordsOf(item, "kj-words"),
    make("p", { class: "kj-asked" }, make("b", { dir: "auto", text: asked }), ` · ${figures.filter(Boolean).join(" · ")}`),
    wallShare(trap ? item.trapped : item.agree, n),
    item.why ? make("p", { class: "kj-why", dir: "auto", text: item.why }) : null,
  );
}

const wallShare = (count, n) =>
  make("span", { class: "kj-share", "aria-hidden": "true" }, make("span", { class: "kj-track kj-first", style: `inline-size: ${(100 * count) / n}%` }));

/** The items on which the class is split most, and the question why; then what the lesson asks. */
export function wallTalkItems(question) {
  const items = question.disputed.slice(0, WALL_MOST).map((number) => question.items.find((item) => item.number === number));
  const asked = items.map((item) =>
    make("section", { class: "kj-side" }, wallWordsOf(item, "kj-big"), wallDid(question, item), make("p", { class: "kj-big", text: wallWhyOf(question, item) })),
  );
  return [...asked, ...question.talk.map((text) => make("p", { class: "kj-prose", dir: "auto", text }))];
}

/** The question to those of both sides: who marked it and who did not, or who gave it which of two labels. */
function wallWhyOf(question, item) {
  const [first, second] = item.said;
  if (second && second[1] > wallLeftOf(question, item)) return say("class.wall-why-labels", { one: wallTitled(question, first[0]), other: wallTitled(question, second[0]) });
  return question.kind === "sources" ? say("class.wall-why-named") : say("class.wall-why-marked");
}
