// The projector view's parts: what the class answered, what the lesson says, what to talk about; in words and figures,
// with the colour beside them, and nobody's name.

import { wallItem, wallPassage, wallRow, wallTalkItems, wallTallied } from "./class_projector_items.js";
import { make } from "./dom.js";
import { say } from "./strings.js";

const WALL_LONG = 60; // characters of an answer that has its bar below it

/** The nodes of a part of a question, in order. */
export function wallDraw(question, part) {
  return WALL_DRAWN[part.name](question, part);
}

const WALL_DRAWN = {
  ask: wallDrawAsk,
  nobody: () => [wallNote(say("class.wall-nobody"))],
  bars: (question) => wallDrawBars(question, { figure: false }),
  answer: ({ answers }, { at }) => [
    make("blockquote", { class: "kj-answer", dir: "auto", text: answers[at].words }),
    ...(answers.length > 1 ? [wallNote(say("class.wall-answer-of", { at: at + 1, of: answers.length }))] : []),
  ],
  answers: ({ n }) => [wallBig(say("class.wall-answers", { n })), wallNote(say("class.wall-none-starred"))],
  tally: ({ tallies }, { at }) => [wallBig(tallies[at].title), wallListed(tallies[at].rows.map(wallTallied))],
  passage: wallPassage,
  rows: (question) => [wallListed(question.items.map((item) => wallRow(question, item)))],
  missed: (question) => [wallListed(question.missed.map((n) => wallItem(question, wallItemOf(question, n))))],
  traps: (question) => [wallListed(question.traps.map((n) => wallItem(question, wallItemOf(question, n))))],
  said: wallDrawSaid,
  talk: (question) => (question.bars ? wallDrawTalk(question) : wallTalkItems(question)),
};

const wallItemOf = (question, number) => question.items.find((item) => item.number === number);
const wallListed = (rows) => make("ul", { class: "kj-items" }, ...rows);
const wallNote = (text) => make("p", { class: "kj-note", text });
const wallBig = (text) => make("p", { class: "kj-big", text });
const wallProse = (paragraphs) => paragraphs.map((text) => make("p", { class: "kj-prose", dir: "auto", text }));

function wallDrawAsk(question) {
  const prompt = question.prompt.split("\n\n").map((text) => make("p", { class: "kj-prompt", dir: "auto", text }));
  return [...prompt, ...wallChoices(question), wallNote(say("class.wall-answered", { n: question.n, of: question.of }))];
}

/** What could be answered: options, a number of what, or labels to mark with. */
function wallChoices({ kind, bars, unit, labels }) {
  if (kind === "estimate") return unit ? [make("p", { class: "kj-prose", dir: "auto", text: say("class.wall-unit", { unit }) })] : [];
  const words = kind === "choose" ? bars.map(({ label }) => label) : Object.values(labels ?? {});
  return words.length ? [make("ul", { class: "kj-options" }, ...words.map((text) => make("li", { dir: "auto", text })))] : [];
}

/** A row for each answer: its words, a bar, how many; by now too, where that is another number for any. */
function wallDrawBars(question, { figure }) {
  const { bars, other = 0 } = question;
  const most = Math.max(1, ...bars.flatMap(({ count, now }) => [count, now]));
  const moved = bars.some(({ count, now }) => count !== now);
  const rows = bars.map((bar) =>
    make(
      "li",
      { class: "kj-bar" },
      make("span", { class: "kj-label", dir: "auto", text: bar.label }),
      make("span", { class: "kj-tracks", "aria-hidden": "true" }, wallTrack("kj-first", bar.count, most), moved ? wallTrack("kj-now", bar.now, most) : null),
      make("span", { class: "kj-count" }, make("b", { text: bar.count }), bar.now === bar.count ? null : ` ${say("class.wall-now", { n: bar.now })}`),
      make("span", { class: "kj-here" }, ...wallMarksOn(bar, question, figure).map((text) => make("span", { text }))),
    ),
  );
  const kind = question.kind === "estimate" ? "kj-numbers" : bars.some(({ label }) => label.length > WALL_LONG) ? "kj-stacked" : "";
  const list = make("ul", { class: `kj-bars ${kind}`.trim() }, ...rows);
  const more = [moved ? say("class.wall-first-and-now") : null, other ? say("class.wall-other", { n: other }) : null];
  return [list, ...more.filter(Boolean).map(wallNote)];
}

const wallTrack = (kind, n, most) => make("span", { class: `kj-track ${kind}`, style: `inline-size: ${(100 * n) / most}%` });

function wallMarksOn(bar, { median, figure: told }, figure) {
  const middle = bar.median ? say("class.wall-middle", { n: wallNumber(median) }) : "";
  return [middle, figure && bar.figure ? say("class.wall-figure", { n: wallNumber(told) }) : ""].filter(Boolean);
}

const wallNumber = (n) => String(Math.round(n * 10) / 10);

/** What the lesson says: to each option what it says there, and to all. */
function wallDrawSaid(question) {
  const { bars = [], n, kind, reveal } = question;
  if (kind === "estimate") return [...(n ? wallDrawBars(question, { figure: true }) : []), ...wallProse(reveal)];
  const options = bars.filter(({ said }) => said.length).map(({ label, count, said }) =>
    make(
      "section",
      { class: "kj-option" },
      make("h3", { class: "kj-head", dir: "auto" }, label, " ", make("span", { class: "kj-chose", text: say("class.wall-chose", { n: count }) })),
      ...wallProse(said),
    ),
  );
  return [...options, ...wallProse(reveal)];
}

/** The two that most chose, or the two ends of what was guessed, and the question why. */
function wallDrawTalk({ kind, bars }) {
  const chosen = bars.filter(({ count }) => count > 0);
  const sides = kind === "estimate" ? wallEnds(chosen) : [...chosen].sort((a, b) => b.count - a.count).slice(0, 2);
  const asked = sides.map(({ label, count }) =>
    make("section", { class: "kj-side" }, make("p", { class: "kj-big", dir: "auto", text: say("class.wall-why", { label: `\u2068${label}\u2069` }) }), wallNote(say("class.wall-chose", { n: count }))),
  );
  return asked.length ? asked : [wallNote(say("class.wall-nobody"))];
}

const wallEnds = (bars) => (bars.length > 1 ? [bars[0], bars.at(-1)] : bars);
