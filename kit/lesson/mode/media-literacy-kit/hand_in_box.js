// "Hand in" above a lesson: a button, and a window of its own that shows what would be in the file before it is made.

import { download } from "./download.js";
import { answered, fileName, gather, handInText, keptBy, LARGEST, readHandIn } from "./hand_in.js";
import { SAID } from "./hand_in_words.js";
import { printed } from "./keeping.js";

const ASK = (lesson) =>
  `print(__import__("kit.activity.hand_in").activity.hand_in.hand_in_text(${JSON.stringify(lesson)}), end="")`;

/** The text of a hand-in of one lesson, from where JupyterLab keeps its files. */
export async function textFromFiles(contents, lesson) {
  return handInText(await gather(keptBy(contents), lesson));
}

/** The same, made by the kernel: where it has its files to itself, as in a page without a service worker. */
export const textFromKernel = (kernel, lesson) => printed(kernel, ASK(lesson));

function made(name, text, more = {}) {
  return Object.assign(document.createElement(name), { textContent: text }, more);
}

/** The button; `text()` gives the hand-in of the lesson in front. Where it is pressed, a window shows what is in it. */
export function handInButton(text) {
  const button = made("button", SAID.handIn, { type: "button" });
  button.setAttribute("aria-haspopup", "dialog");
  button.addEventListener("click", () => open(text, button));
  return button;
}

async function open(text, button) {
  const box = made("dialog", "", { className: "kit-hand-in" });
  box.setAttribute("data-lm-suppress-shortcuts", "true");
  box.setAttribute("aria-labelledby", "kit-hand-in-title");
  const close = made("button", SAID.close, { type: "button" });
  const said = made("p", SAID.looking);
  const parts = made("div", "");
  said.setAttribute("role", "status");
  box.append(made("h2", SAID.title, { id: "kit-hand-in-title" }), parts, said, close);
  close.addEventListener("click", () => box.close());
  box.addEventListener("close", () => {
    box.remove();
    button.focus();
  });
  document.body.append(box);
  box.showModal();
  try {
    show(await text(), parts, said, close);
  } catch {
    said.textContent = SAID.failed;
  }
}

/** What is in a hand-in, what is missing, and a button that saves it. */
function show(text, parts, said, close) {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length > LARGEST) return void (said.textContent = SAID.large);
  const { learner, lessons } = readHandIn(bytes);
  const [lesson] = Object.values(lessons);
  if (!lesson) return void (said.textContent = SAID.nothing);
  const name = fileName(learner, lessons);
  const save = made("button", SAID.save, { type: "button", className: "kit-hand-in-save" });
  save.addEventListener("click", () => {
    download(name, text);
    said.textContent = SAID.saved(name);
  });
  parts.append(made("p", SAID.has(answered(lesson.files), lesson.progress)));
  const missing = lesson.progress && SAID.missing(lesson.progress);
  if (missing) parts.append(made("p", missing));
  parts.append(made("p", SAID.whose(name, learner.name)));
  said.textContent = "";
  close.before(save);
  save.focus();
}
