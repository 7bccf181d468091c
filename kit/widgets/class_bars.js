// What the class predicted and chose: a card a question, each answer with how many gave it.

import { heading, nothing, people, percent, plain } from "./class_desk.js";
import { make } from "./dom.js";
import { say } from "./strings.js";

const BRIEF = 18; // characters of a label that stands on one line
const ELSEWHERE = ["mark", "compare"]; // kinds that the heat map and the items show

/** The distribution of every prediction and choice. */
export function bars(desk) {
  const node = make("div");
  const show = () => {
    const asked = desk.lesson?.questions.filter(({ kind, bars: given = [] }) => given.length && !ELSEWHERE.includes(kind)) ?? [];
    const cards = asked.length ? asked.map((each) => card(desk, each)) : [nothing(say("class.no-predictions"))];
    node.replaceChildren(heading(say("class.predictions"), say("class.predictions-lead")), make("div", { class: "kcv-cards" }, ...cards));
  };
  return { node, show };
}

function card(desk, question) {
  const { step, prompt, n, bars: given, reveal = [] } = question;
  const said = given.filter((each) => each.said.length);
  const wall = plain(say("class.wall-open"), () => desk.project(wall, question.activity));
  return make(
    "section",
    { class: "kcv-card" },
    make("p", { class: "kcv-step", text: step }),
    ...prompt.split("\n\n").map((text) => make("h4", { class: "kcv-prompt", text })),
    make("p", { class: "kcv-small", text: say("class.answered", { n }) }),
    barTable(given, n, prompt),
    figures(question),
    desk.named ? more(say("class.who"), ...given.filter(({ who }) => who.length).map((each) => named(each.label, people(desk, each.who)))) : null,
    said.length || reveal.length ? more(say("class.told"), ...said.flatMap((each) => each.said.map((text, i) => named(i ? "" : each.label, text))), ...reveal.map((text) => make("p", { text }))) : null,
    make("div", { class: "kw-row" }, wall),
  );
}

/** Of numbers the middle one, first and by now, and what the lesson reveals. */
function figures({ median, median_now: now, figure, unit }) {
  if (median === undefined || median === null) return null;
  const parts = [say("class.median", { figure: median, unit })];
  if (now !== null && now !== median) parts.push(say("class.median-now", { figure: now }));
  if (figure !== null && figure !== undefined) parts.push(say("class.figure", { figure }));
  return make("p", { class: "kcv-figures", text: parts.join(" ") });
}

/** Answers as rows, each a bar with its number: a table, for whoever hears it. */
function barTable(given, n, title) {
  const rows = given.map(({ label, count, median, figure }) => {
    const bar = count ? make("span", { class: "kcv-bar", "aria-hidden": "true" }) : null;
    bar?.style.setProperty("--part", count / n);
    const here = [median ? say("class.bar-median") : "", figure ? say("class.bar-figure") : ""].filter(Boolean).join(", ");
    const share = count ? ` ${say("class.percent", { part: percent(count, n) })}` : "";
    const number = make("span", { class: "kcv-count" }, make("b", { text: count }), share, here ? make("i", { text: ` ◂ ${here}` }) : null);
    return make("tr", {}, make("th", { scope: "row", text: label }), make("td", {}, make("span", { class: "kcv-track" }, bar, number)));
  });
  const brief = given.every(({ label }) => label.length <= BRIEF);
  return make("table", { class: brief ? "kcv-bars kcv-brief" : "kcv-bars" }, make("caption", { class: "kw-hidden", text: title }), make("tbody", {}, ...rows));
}

const named = (name, text) => make("p", {}, name ? make("b", { text: `${name}: ` }) : null, make("span", { text }));

/** What is read on demand. */
export function more(title, ...nodes) {
  return make("details", { class: "kcv-more" }, make("summary", { text: title, tabindex: "0" }), ...nodes);
}
