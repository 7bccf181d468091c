// Hand in: all lessons that were begun, or some, as one file.

import { download } from "./download.js";
import { answered, fileName, handInText, LARGEST } from "./hand_in.js";
import { SAID } from "./hand_in_words.js";
import { made } from "./start_made.js";
import { WORDS } from "./start_words.js";

export function handIn(page) {
  const place = document.getElementById("to-hand-in");
  const save = document.getElementById("save");
  const saved = document.getElementById("saved");
  const left = new Set(); // lessons that are not to be in it

  let whose = "";

  function show() {
    const { learner, lessons } = page.given;
    if (whose !== learner.folder) saved.textContent = ""; // it was another's
    whose = learner.folder;
    const names = Object.keys(lessons).sort();
    const list = made("ul", { className: "choices" }, ...names.map((name) => choice(name, lessons[name])));
    const missing = page.rows.map((row) => row.dataset.lesson).filter((name) => !(name in lessons));
    if (missing.length) list.append(made("li", { className: "none" }, WORDS.missing(missing.map(page.titleOf))));
    place.replaceChildren(
      names.length ? list : made("p", { className: "soft" }, WORDS.notYet),
      names.length && !learner.name ? made("p", {}, WORDS.handInName) : "",
    );
    offer();
  }

  const chosen = () => Object.keys(page.given.lessons).filter((name) => !left.has(name));

  function offer() {
    save.disabled = !chosen().length;
    save.textContent = WORDS.handIn(chosen().length, Object.keys(page.given.lessons).length);
  }

  function choice(name, { files, progress }) {
    const box = made("input", { type: "checkbox", checked: !left.has(name) });
    box.addEventListener("change", () => {
      if (box.checked) left.delete(name);
      else left.add(name);
      offer();
    });
    const told = SAID.has(answered(files), progress);
    return made("li", {}, made("label", {}, box, made("span", {}, page.titleOf(name), made("small", {}, told))));
  }

  save.addEventListener("click", async () => {
    saved.textContent = "";
    const { learner, lessons: all } = await page.look(); // a lesson may have gone on meanwhile, in another window
    const lessons = Object.fromEntries(Object.entries(all).filter(([name]) => !left.has(name)));
    const text = handInText({ learner, lessons });
    if (new TextEncoder().encode(text).length > LARGEST) return void (saved.textContent = SAID.large);
    const name = fileName(learner, lessons);
    download(name, text);
    saved.textContent = SAID.saved(name);
  });

  return { show };
}
