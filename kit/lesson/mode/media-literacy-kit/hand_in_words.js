// What is said where answers are handed in, in a lesson as on a site's start page.

const answers = (n) => (n === 1 ? "1 question answered" : `${n} questions answered`);
const AGAIN = "Choose the file that “Hand in” made, as it is, or make it again where the answers are.";

/** A name as it can be shown: what acts and is not seen (controls, what turns a line around) is a sign in its place. */
export const shown = (name) => name.replace(/[\p{Cc}\p{Cs}\u2028-\u202e\u2060-\u2069\ufeff]/gu, "\ufffd");

export const SAID = {
  handIn: "Hand in",
  title: "Hand in this lesson",
  whose: (file, name) =>
    name
      ? `The file is named ${file}, and says that these are the answers of ${shown(name)}.`
      : `The file is named ${file}. You have not given a name yet, so it will have none: you can choose one in “Start here”, ` +
        "and come back.",
  looking: "Looking for your answers …",
  has: (n, progress) => (progress ? `${SAID.steps(progress)}; ${answers(n)}` : answers(n)),
  steps: ({ done, steps }) => (done >= steps ? `all ${steps} steps done` : `${done} of ${steps} steps done`),
  missing: ({ done, steps }) =>
    done >= steps ? "" : `${steps - done === 1 ? "One step is" : `${steps - done} steps are`} not done. You can hand in now, and again later.`,
  nothing: "There is nothing to hand in yet. Answer something first.",
  failed: "Your answers could not be read just now. They are not lost. Wait a moment, or reload the page, and try again.",
  save: "Save the file",
  saved: (file) =>
    `${file} is now where your browser keeps downloads, most often in the folder “Downloads”. Give it to your teacher in ` +
    "the way you have agreed. You can make it again at any time; the newest counts.",
  large: "There is more than 5 MB of answers. Hand in one lesson at a time.",
  close: "Close",
};

/** What is wrong with a file, by the key of a HandInError. */
export const WRONG = {
  large: () => `It is larger than 5 MB, and no hand-in is. ${AGAIN}`,
  unreadable: () => `It cannot be read: it is no hand-in, or was cut off on its way. ${AGAIN}`,
  other: () => `It is no hand-in: its name ends with .kit.json, and this file does not say that it is one. ${AGAIN}`,
  newer: (theirs, ours) =>
    `It was made by a newer kit (${theirs}); this one is ${ours}. Open the page that it was made on, or ask your teacher for it.`,
  changed: () => `It is not as it was made: it was changed, or damaged on its way. ${AGAIN}`,
  shape: (where) => `What stands in it under “${where}” is none that a hand-in can have. ${AGAIN}`,
};
