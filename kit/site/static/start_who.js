// Who works, where to go on, and working as somebody else.

import { people, signedInAs } from "./answers.js";
import { notHandedIn } from "./hand_in.js";
import { SAID } from "./hand_in_words.js";
import { ask, button, made } from "./made.js";
import { WORDS } from "./start_words.js";

/** What stands in the `line` of who works and, below it, in the `place` of questions. */
export function who(page) {
  const parts = { page, line: document.getElementById("who"), place: document.getElementById("switch") };
  return { show: () => show(parts) };
}

function show(parts) {
  const { page, line, place } = parts;
  const { learner, lessons } = page.given;
  const begun = Object.keys(lessons).length > 0;
  const said = learner.name ? WORDS.works(learner.name) : begun ? WORDS.unnamed : WORDS.nobody;
  const others = people(page.models, page.names()).filter((each) => each.folder !== learner.at);
  const change = button(WORDS.other, () => choose(parts, others), { className: "quiet" });
  change.setAttribute("aria-expanded", "false");
  line.replaceChildren(made("p", {}, said), learner.name || others.length ? change : "", goOn(page, begun) ?? "");
  place.replaceChildren();
}

/** The first lesson that is not done. */
function goOn(page, begun) {
  const isDone = ({ dataset }) => {
    const count = page.given.lessons[dataset.lesson]?.progress;
    return count && count.done >= count.steps;
  };
  const next = page.rows.find((row) => !isDone(row));
  if (!next) return null;
  const title = page.titleOf(next.dataset.lesson);
  const words = begun ? WORDS.goOn(title) : WORDS.begin(title);
  return made("a", { className: "go", href: next.querySelector("a").href }, words);
}

function choose(parts, others) {
  const { page, line, place } = parts;
  if (place.hasChildNodes()) return close(parts);
  const known = others.filter((each) => each.name !== null);
  const box = made("div", { className: "ask", role: "group", tabIndex: -1, "aria-label": WORDS.whoWorks });
  const choices = known.map((each) => button(WORDS.workAs(each.name || WORDS.nameless), () => goOver(parts, each)));
  if (page.given.learner.name) choices.push(button(WORDS.somebodyNew, () => goOver(parts, null)));
  box.append(
    made("h3", {}, WORDS.whoWorks),
    known.length < others.length ? made("p", {}, WORDS.untold) : "",
    made("div", { className: "row" }, ...choices, button(WORDS.cancel, () => close(parts))),
  );
  place.replaceChildren(box);
  line.querySelector("button").setAttribute("aria-expanded", "true");
  box.querySelector("button").focus();
}

function close({ line, place }) {
  place.replaceChildren();
  const change = line.querySelector("button");
  change?.setAttribute("aria-expanded", "false");
  change?.focus();
}

/** Somebody takes over: first it is said what has not been handed in. */
function goOver(parts, person) {
  const { page, place } = parts;
  const { learner } = page.given;
  const left = notHandedIn(page.given).map(page.titleOf);
  if (!left.length || person?.folder === learner.folder) return become(parts, person);
  const first = button(SAID.handInNow, () => page.handIn(first), { className: "main" });
  const others = [button(SAID.goOn, () => become(parts, person)), button(WORDS.cancel, () => close(parts))];
  place.replaceChildren(ask(SAID.notHandedIn(learner.name, left), first, ...others));
  first.focus();
}

async function become({ page, line }, person) {
  const done = await page.change((models, now) => signedInAs(models, person, now));
  if (!done) return;
  page.say(person?.name ? WORDS.now(person.name) : WORDS.nowNobody);
  (line.querySelector("a") ?? line.querySelector("button"))?.focus();
}
