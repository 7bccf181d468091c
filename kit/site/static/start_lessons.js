// How far one is in each lesson, and starting one again.

import { asides, cleared, putBack } from "./answers.js";
import { answered, handedState } from "./hand_in.js";
import { SAID } from "./hand_in_words.js";
import { ask, button, made } from "./made.js";
import { WORDS } from "./start_words.js";

export function lessons(page) {
  return { show: () => page.rows.forEach((row) => showRow(page, row)) };
}

function showRow(page, row) {
  const lesson = row.dataset.lesson;
  const { learner, lessons: given } = page.given;
  const { progress, files } = given[lesson] ?? {};
  const state = files && handedState(page.given, lesson);
  const isDone = Boolean(progress && progress.done >= progress.steps);
  const taken = !files && asides(page.models, learner.at).find((each) => each.cleared && each.lesson === lesson);
  const about = { className: "quiet", "aria-label": WORDS.againOf(page.titleOf(lesson)) };
  row.classList.toggle("done", isDone);
  row.querySelector(".ask")?.remove();
  row.querySelector(".far").replaceChildren(
    progress ? bar(progress) : "",
    made("span", {}, progress ? WORDS.steps(progress) : files ? WORDS.begun : WORDS.notBegun),
    state ? made("span", { className: "handed" }, state.changed ? SAID.changed : SAID.handedIn) : "",
    files ? button(WORDS.again, () => again(page, row), about) : "",
    taken ? button(WORDS.undo, () => undo(page, row, taken), { className: "quiet" }) : "",
  );
}

/** The same as the words beside it, for the eye. */
function bar({ done, steps }) {
  const filled = made("span");
  filled.style.width = `${steps ? (100 * done) / steps : 100}%`;
  return made("div", { className: "bar", "aria-hidden": "true" }, filled);
}

function again(page, row) {
  const lesson = row.dataset.lesson;
  const title = page.titleOf(lesson);
  const pressed = row.querySelector(".far button");
  const close = () => {
    box.remove();
    pressed.focus();
  };
  row.querySelector(".ask")?.remove();
  const take = button(WORDS.takeAway, async () => {
    if (!(await page.change((models, now) => cleared(models, page.given.learner.at, lesson, now)))) return;
    page.say(WORDS.cleared(title));
    row.querySelector(".far button")?.focus();
  });
  const keep = button(WORDS.keep, close, { className: "main" });
  const box = ask(WORDS.sure(title, answered(page.given.lessons[lesson].files)), keep, take);
  row.append(box);
  keep.focus(); // the harmless answer, so that Enter twice takes nothing away
}

async function undo(page, row, taken) {
  if (!(await page.change((models, now) => putBack(models, taken, now)))) return;
  page.say(WORDS.undone(page.titleOf(taken.lesson)));
  row.querySelector("a").focus();
}
