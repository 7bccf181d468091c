// What the parts of a class's view share: the class, the lesson in front, whether names are seen, and who is told of it.

import { make } from "./dom.js";
import { say } from "./strings.js";

const MOST_NAMES = 60; // in one line
export const ROWS_AT_FIRST = 100; // of a table of learners
const WHEN = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });

/**
 * `view` is the overview of kit/classroom/view.py, `load(name)` promises a lesson, `ask(what, more, progress)` what
 * Python does; null in a page of its own, where there is only to look. Each of `parts` is `{ node, show() }`; the one
 * that is seen is drawn, the others when they are.
 */
export function makeDesk(view, { load, ask = null }) {
  const desk = {
    view,
    ask,
    front: null, // the name of the lesson that was chosen
    lesson: null, // that lesson, as kit/classroom/view.py has it, once it is there
    named: false, // until it is asked: the page may be on a wall
    parts: [],
    seen: null, // the part that is seen
    tell: () => null, // a line for a person, read out
    who: (n) => (desk.named ? desk.view.names[n] : say("class.learner", { n: n + 1 })),
    /** Draw again what is seen. */
    draw: () => desk.seen?.show(),
    see: (part) => ((desk.seen = part), part.show()),
    name: (on) => ((desk.named = on), desk.draw()),
    async choose(name) {
      desk.front = name;
      desk.draw();
      const chosen = await load(name);
      if (desk.front !== name) return; // another was chosen meanwhile
      desk.lesson = chosen;
      desk.draw();
    },
  };
  return desk;
}

/** Who, in words, with how many; of a class without names only how many. */
export function people(desk, numbers) {
  const count = say("class.people", { n: numbers.length });
  if (!desk.named || !numbers.length) return count;
  const names = numbers.slice(0, MOST_NAMES).map(desk.who).join(", ");
  const left = numbers.length - MOST_NAMES;
  return `${count}: ${left > 0 ? say("class.and-more", { names, n: left }) : names}`;
}

/** A heading of a part, with what there is to know of it. */
export function heading(text, more = "") {
  return make("div", { class: "kcv-heading" }, make("h3", { text }), more ? make("p", { class: "kcv-lead", text: more }) : null);
}

/** When something was made or written, in short; nothing where nobody noted it. */
export function when(at) {
  const date = new Date(at);
  return at && !Number.isNaN(date.valueOf()) ? WHEN.format(date) : "";
}

/** So many of a whole, in per cent. */
export const percent = (part, whole) => (whole ? Math.round((100 * part) / whole) : 0);

/** What is said where there is nothing to see. */
export const nothing = (text) => make("p", { class: "kcv-nothing", text });

/** Words of a text on one line, in marks where they have none. */
export function quoted(words, most = 160) {
  const line = words.replace(/\s+/gu, " ").trim();
  const letters = Array.from(line);
  const short = letters.length > most ? `${letters.slice(0, most).join("").trimEnd()} …` : line;
  return /^[“‘«"']/u.test(short) ? short : `“${short}”`;
}

/** A button that is not the main one. */
export const plain = (text, click, more = {}) => make("button", { type: "button", class: "kw-button kcv-plain", text, click, ...more });

/** What a person reads for each label of a heat map, by its name. */
export const titlesOf = ({ labels }) => Object.fromEntries(labels.map(({ name, title }) => [name, title]));

/** Labels with who gave them, [name, learners], the most frequent first. */
export const mostFirst = (by) => Object.entries(by).sort((one, two) => two[1].length - one[1].length);

/** A choice of a few, one of them chosen: `options` are [value, words]. */
export function choice(id, title, options, chosen, pick) {
  const input = ([value]) => {
    const node = make("input", { type: "radio", name: id, value, input: () => pick(value) });
    node.checked = value === chosen;
    return node;
  };
  const each = (option) => make("label", { class: "kcv-pick" }, input(option), make("span", { text: option[1] }));
  return make("fieldset", { class: "kcv-choice" }, make("legend", { text: title }), ...options.map(each));
}

/** A box to tick. */
export function tick(text, on, pick) {
  const input = make("input", { type: "checkbox" });
  input.checked = on;
  input.addEventListener("input", () => pick(input.checked));
  return make("label", { class: "kcv-pick" }, input, make("span", { text }));
}

/** A menu of [value, words]. */
export function menu(id, title, options, chosen, pick) {
  const select = make("select", { id }, ...options.map(([value, text]) => make("option", { value, text })));
  select.value = chosen;
  select.addEventListener("input", () => pick(select.value));
  return make("div", { class: "kcv-menu" }, make("label", { for: id, text: title }), select);
}
