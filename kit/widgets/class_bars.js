// What the class predicted and chose: a card a question, each answer with how many gave it.

import { heading, nothing, people, percent } from "./class_desk.js";
import { make } from "./dom.js";
import { say } from "./strings.js";

const ELSEWHERE = ["mark", "compare"]; // kinds that the heat map and the items show

/** The distribution of every prediction and choice. */
export function bars(desk) {
  const node = make("div");
  const show = () => {
    const asked = desk.lesson?.questions.filter(({ kind, bars: given }) => given.length && !ELSEWHERE.includes(kind)) ?? [];
    const cards = asked.length ? asked.map((each) => card(desk, each)) : [nothing(say("class.no-predictions"))];
    node.replaceChildren(heading(say("class.predictions"), say("class.predictions-lead")), make("div", { class: "kcv-cards" }, ...cards));
  };
  return { node, show };
}

function card(desk, { step, prompt, n, bars: given, reveal = [] }) {
  const said = given.filter((each) => each.said);
  return make(
    "section",
    { class: "kcv-card" },
    make("p", { class: "kcv-step", text: step }),
    make("h4", { class: "kcv-prompt", text: prompt }),
    make("p", { class: "kcv-small", text: say("class.answered", { n }) }),
    barTable(given, n, prompt),
    desk.named ? more(say("class.who"), ...given.filter(({ who }) => who.length).map((each) => named(each.label, people(desk, each.who)))) : null,
    said.length || reveal.length ? more(say("class.told"), ...said.map((each) => named(each.label, each.said)), ...reveal.map((text) => make("p", { text }))) : null,
  );
}

/** Answers as rows, each a bar with its number: a table, for whoever hears it. */
export function barTable(given, n, title) {
  const rows = given.map(({ label, count }) => {
    const bar = make("span", { class: "kcv-bar", "aria-hidden": "true" });
    bar.style.setProperty("--part", n ? count / n : 0);
    const number = make("span", { class: "kcv-count" }, make("b", { text: count }), ` ${say("class.percent", { part: percent(count, n) })}`);
    return make("tr", {}, make("th", { scope: "row", text: label }), make("td", {}, make("span", { class: "kcv-track" }, bar, number)));
  });
  return make("table", { class: "kcv-bars" }, make("caption", { class: "kw-hidden", text: title }), make("tbody", {}, ...rows));
}

const named = (name, text) => make("p", {}, make("b", { text: `${name} ` }), make("span", { text }));

/** What is read on demand. */
export function more(title, ...nodes) {
  return make("details", { class: "kcv-more" }, make("summary", { text: title, tabindex: "0" }), ...nodes);
}
