// Answers in the learners' own words, one after another; whose they are is seen when it is asked for.

import { heading, menu, nothing, plain, tick, when } from "./class_desk.js";
import { make, newId, set } from "./dom.js";
import { say } from "./strings.js";

/** Written answers; which one is in front stays while the lesson does. */
export function written(desk) {
  const node = make("div");
  const id = newId("kw");
  let [lesson, at, place, shown, starred] = [null, 0, 0, false, false];
  const move = (step) => {
    const all = answers(desk, at, starred);
    [place, shown] = [(place + step + all.length) % all.length, false];
    show();
  };
  const back = (selector) => node.querySelector(selector)?.focus();
  const star = async (answer, on) => {
    try {
      await mark(desk, answer, on);
      desk.tell("");
    } catch (error) {
      desk.tell(error.message);
    }
    if (starred) place = Math.max(0, Math.min(place, answers(desk, at, true).length - 1));
    show();
    back(".kcv-star");
  };
  const show = () => {
    if (desk.lesson !== lesson) [lesson, at, place, shown, starred] = [desk.lesson, 0, 0, false, starred];
    const asked = lesson?.written ?? [];
    if (!asked.length) return node.replaceChildren(heading(say("class.written")), nothing(say("class.no-written")));
    const all = answers(desk, at, starred);
    const options = [...asked.map(({ step, prompt }, i) => [i, step ? `${step}: ${short(prompt)}` : short(prompt)])];
    const only = tick(say("class.only-starred", { n: lesson.starred.length }), starred, (on) => ([starred, place, shown] = [on, 0, false], show(), back(".kcv-ticks input")));
    const pick = (value) => ([at, place, shown] = [Number(value), 0, false], show(), back("select"));
    const tools = make("div", { class: "kcv-controls" }, menu(`${id}-at`, say("class.which-question"), options, at, pick), make("div", { class: "kcv-ticks" }, only));
    const reveal = () => ((shown = !shown), show(), back(".kcv-reveal"));
    const card = all.length
      ? theCard(desk, { question: asked[at], answer: all[place], place, n: all.length, shown, move: (step) => (move(step), back(".kcv-answer")), star, reveal })
      : nothing(say("class.none-starred"));
    node.replaceChildren(heading(say("class.written"), say("class.written-lead")), tools, card, desk.ask ? "" : make("p", { class: "kcv-small", text: say("class.stars-here") }));
  };
  return { node, show };
}

const short = (words) => (words.length > 70 ? `${words.slice(0, 70).trimEnd()} …` : words).replace(/\s+/gu, " ");

/** The answers to a question, or those of them with a star. */
function answers(desk, at, starred) {
  const question = desk.lesson.written[at];
  const all = question.answers.map((answer) => ({ ...answer, activity: question.activity }));
  return starred ? all.filter((answer) => isStarred(desk.lesson, answer)) : all;
}

export const isStarred = (lesson, { activity, who }) => lesson.starred.some(([name, learner]) => name === activity && learner === who);

/** Give an answer a star, or take it away, and keep that where anything is kept. */
async function mark(desk, answer, on) {
  const { lesson } = desk;
  const { activity, who } = answer;
  await desk.ask?.("star", { lesson: lesson.name, activity, learner: who, on });
  const others = lesson.starred.filter(([name, learner]) => name !== activity || learner !== who);
  lesson.starred = on ? [...others, [activity, who]] : others;
}

function theCard(desk, { question, answer, place, n, shown, move, star, reveal }) {
  const on = isStarred(desk.lesson, answer);
  const about = { class: "kcv-answer", tabindex: "0", role: "group", "aria-label": say("class.answer-of", { n: place + 1, all: n }) };
  const card = make(
    "div",
    about,
    make("p", { class: "kcv-small", text: say("class.answer-of", { n: place + 1, all: n }) }),
    ...answer.tries.map(([words, at], i) => aTry(words, at, i, answer.tries.length)),
    shown ? make("p", { class: "kcv-whose" }, make("b", { text: desk.view.names[answer.who] })) : null,
  );
  card.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step || event.target !== card) return;
    event.preventDefault();
    move(step);
  });
  return make(
    "section",
    { class: "kcv-card kcv-one" },
    make("p", { class: "kcv-step", text: question.step }),
    ...question.prompt.split("\n\n").map((text) => make("p", { class: "kcv-prompt", text })),
    card,
    make(
      "div",
      { class: "kw-row" },
      plain(say("class.previous"), () => move(-1), { disabled: n < 2 }),
      plain(say("class.next"), () => move(1), { disabled: n < 2 }),
      plain(`${on ? "★" : "☆"} ${say("class.star")}`, () => star(answer, !on), { class: "kw-button kcv-plain kcv-star", "aria-pressed": String(on) }),
      desk.named ? plain(say(shown ? "class.hide-who" : "class.show-who"), reveal, { class: "kw-button kcv-plain kcv-reveal", "aria-expanded": String(shown) }) : null,
    ),
    shown && desk.ask ? noteField(desk, answer) : null,
    make("p", { class: "kcv-hint", text: say("class.arrows") }),
  );
}

function aTry(words, at, i, count) {
  const name = count < 2 ? "" : say(i ? "class.last-try" : "class.first-try");
  const said = [name, when(at)].filter(Boolean).join(", ");
  const quote = make("blockquote", { class: "kcv-wrote", dir: "auto" }, ...words.split("\n").map((text) => make("p", { text })));
  return make("div", {}, quote, make("p", { class: "kcv-small", text: said }));
}

/** What a teacher writes to a learner on this lesson; it stands on the learner's feedback page. */
function noteField(desk, { who }) {
  const { lesson } = desk;
  const id = newId("kn");
  const said = make("p", { class: "kw-status", role: "status" });
  const field = make("textarea", { id, rows: 3 });
  field.value = lesson.notes[who] ?? "";
  const keep = async () => {
    if (field.value === (lesson.notes[who] ?? "")) return;
    try {
      await desk.ask("note", { lesson: lesson.name, learner: who, note: field.value });
      lesson.notes[who] = field.value;
      said.textContent = say("class.note-kept");
    } catch (error) {
      said.textContent = error.message;
    }
  };
  field.addEventListener("change", keep);
  set(field, "dir", "auto");
  return make("div", { class: "kcv-note" }, make("label", { for: id, text: say("class.note") }), field, said);
}
