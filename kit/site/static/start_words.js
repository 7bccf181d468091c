// What the start page says once its script runs.

import { shown } from "./hand_in_words.js";

const answers = (n) => (n === 1 ? "1 answer" : `${n} answers`);

export const WORDS = {
  nameless: "no name",

  // Trouble that the browser makes.
  blocked:
    "This browser keeps nothing for this page, so your answers would be gone when a lesson is closed. Allow cookies and " +
    "site data for this address and leave the private window; or press Hand in above the lesson before you close it.",
  brief: "If this is a private window, your answers are gone once it is closed: hand in before that.",
  notWritten: (why) => `The browser could not keep that (${why}). Nothing has changed. Close the lessons that are open, and try again.`,

  // Who works.
  nobody: "You have not begun yet.",
  unnamed: "You work without a name.",
  works: (name) => `You work as ${shown(name)}.`,
  begin: (title) => `Begin: ${title}`,
  goOn: (title) => `Go on: ${title}`,
  other: "Somebody else?",
  whoWorks: "Who works now?",
  workAs: (name) => `Work as ${shown(name)}`,
  somebodyNew: "Somebody new",
  untold: "Somebody’s answers are here whose name is not. To work as that person, choose “Somebody new”, and type the name in “Start here”.",
  cancel: "Cancel",
  now: (name) => `From now on you work as ${shown(name)}.`,
  nowNobody: "Nobody is signed in now. Give your name in “Start here”, or when you hand in.",

  // How far one is.
  notBegun: "not begun",
  begun: "begun",
  steps: ({ done, steps }) => (done >= steps ? "done" : `${done} of ${steps} steps`),
  again: "Start again",
  againOf: (title) => `Start again: ${title}`,
  sure: (title, n) => `Take your answers away (${answers(n)}), and begin “${title}” anew? You can undo this for a day.`,
  takeAway: "Take them away",
  keep: "Keep my answers",
  cleared: (title) => `“${title}” begins anew. You can undo that for a day.`,
  undo: "Undo: bring my answers back",
  undone: (title) => `Your answers to “${title}” are back.`,

  // Handing in.
  notYet: "Nothing to hand in yet: begin with a lesson.",
};
