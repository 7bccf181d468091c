// Hand in: all lessons that were begun, or some, as one file, in the same window as in a lesson.

import { noted, workingAs } from "./answers.js";
import { handedState, inWords, marked } from "./hand_in.js";
import { openHandIn } from "./hand_in_box.js";
import { SAID } from "./hand_in_words.js";
import { made } from "./made.js";
import { WORDS } from "./start_words.js";

export function handIn(page) {
  const place = document.getElementById("to-hand-in");
  const save = document.getElementById("save");
  const desk = {
    title: SAID.titleAll,
    get all() {
      return page.rows.map((row) => row.dataset.lesson);
    },
    titleOf: page.titleOf,
    look: page.look,
    workAs: (name, className) => page.write((models, now) => workingAs(models, name, className, now)),
    keepClass: (name) => note({ class: name }),
    handed: (sums, at) =>
      note({ handed: Object.fromEntries(Object.entries(sums).map(([lesson, sum]) => [lesson, { at, sha256: sum }])) }),
  };
  const note = (what) => page.write((models, now) => noted(models, page.given.learner.at, what, now));

  function show() {
    const { lessons } = page.given;
    const names = Object.keys(lessons).sort();
    const missing = desk.all.filter((name) => !(name in lessons));
    const items = names.map((name) => made("li", {}, page.titleOf(name), made("small", {}, told(name))));
    if (missing.length) items.push(made("li", { className: "soft" }, SAID.notBegun(missing.map(page.titleOf))));
    place.replaceChildren(names.length ? made("ul", { className: "begun" }, ...items) : made("p", { className: "soft" }, WORDS.notYet));
    save.disabled = !names.length;
  }

  function told(name) {
    const { files, progress } = page.given.lessons[name];
    const state = handedState(page.given, name);
    return [SAID.has(progress, inWords(files), marked(files)), state && SAID.handedOn(state)].filter(Boolean).join(". ");
  }

  /** Open the window; the focus then goes back to what was pressed, or to the button of this section. */
  page.handIn = (opener = save) => openHandIn(desk, opener);
  save.addEventListener("click", () => page.handIn());
  return { show };
}
