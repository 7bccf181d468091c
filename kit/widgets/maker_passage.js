// The passage that a class marks: those that are proposed, the whole article, or one's own, seen in the text.

import { make, newId, set } from "./dom.js";
import { say } from "./strings.js";

const LEVELS = [4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 16, 20];

/** A choice between passages, `value` being where one stands, or null for the whole article. */
function choiceOf(name, { begins, why, chosen }, take) {
  const input = make("input", { type: "radio", name, change: take });
  input.checked = chosen;
  const about = make("span", { class: "km-choice-about" }, make("span", { class: "km-begins", dir: "auto", text: begins }), make("span", { class: "kw-hint", text: why }));
  return make("label", { class: "kw-option km-choice" }, input, about);
}

/** The text, in which the passage is marked by a line and a ground. */
function textShown() {
  const flow = make("div", { class: "km-text", tabindex: 0, role: "region", "aria-label": say("maker.text") });
  let drawn = null;
  return {
    node: flow,
    draw(blocks, at, whole) {
      if (drawn !== blocks) flow.replaceChildren(...blocks.map((text) => make("p", { class: "ke-words km-block", dir: "auto", text })));
      drawn = blocks;
      const isIn = (n) => whole || (at && at[0] <= n && n <= at[1]);
      [...flow.children].forEach((block, n) => block.classList.toggle("km-in", Boolean(isIn(n))));
      const first = flow.children[at?.[0] ?? 0];
      if (first) flow.scrollTop = first.offsetTop - 16;
    },
  };
}

/** Buttons that move where the passage begins and ends, by a paragraph. */
function edgesOf(bus, at) {
  const last = () => bus.model.get("blocks").length - 1;
  const move = (text, by) => {
    const click = () => {
      const [from, to] = [at()[0] + by[0], at()[1] + by[1]];
      if (from < 0 || to > last() || from > to) return bus.say(say("maker.no-further"));
      bus.change("blocks", [from, to]);
    };
    return make("button", { type: "button", class: "kw-button ke-plain ke-small", text, click });
  };
  return make(
    "div",
    { class: "kw-row km-edges", role: "group", "aria-label": say("maker.edges") },
    move(say("maker.begin-earlier"), [-1, 0]),
    move(say("maker.begin-later"), [1, 0]),
    move(say("maker.end-earlier"), [0, -1]),
    move(say("maker.end-later"), [0, 1]),
  );
}

export function passageStep(bus) {
  const id = newId("kmp");
  let now = null;
  const levels = LEVELS.map((level) => make("option", { value: String(level), text: level === 20 ? say("maker.any-level") : say("maker.level", { level }) }));
  const level = make("select", { id: `${id}-level`, change: () => bus.change("level", Number(level.value)) }, ...levels);
  const choices = make("div", { class: "km-choices", role: "radiogroup", "aria-label": say("maker.passage") });
  const text = textShown();
  const edges = edgesOf(bus, () => now.at);
  const label = make("label", { for: level.id, text: say("maker.level-asked") });
  const head = make("div", { class: "ke-line" }, label, level, make("span", { class: "kw-hint", text: say("maker.level-hint") }));
  const draw = (body) => {
    const had = choices.contains(document.activeElement);
    const whole = { begins: say("maker.whole", { n: body.words }), why: say("maker.whole-hint"), chosen: body.whole };
    const rows = body.rows.map((row) => (row.own ? { ...row, why: `${say("maker.your-own")} ${row.why}` } : row));
    const taking = (at) => () => bus.change("passage", at);
    choices.replaceChildren(...[...rows, whole].map((row) => choiceOf(`${id}-choice`, row, taking(row.at ?? null))));
    if (had) [...choices.querySelectorAll("input")].find((each) => each.checked)?.focus();
  };
  return {
    node: make("div", {}, head, make("div", { class: "km-two" }, make("div", {}, choices, edges), text.node)),
    show(body) {
      now = body;
      level.value = String(body.level);
      draw(body);
      set(edges, "hidden", !body.at);
      text.draw(bus.model.get("blocks"), body.at, body.whole);
    },
  };
}
