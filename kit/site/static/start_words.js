// What the start page says once its script runs.

import { shown } from "./hand_in_words.js";

const time = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short" });
const answers = (n) => (n === 1 ? "1 answer" : `${n} answers`);
const lessons = (n) => (n === 1 ? "1 lesson" : `${n} lessons`);

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
  nowNobody: "Nobody is signed in now. Give your name in “Start here”.",

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
  handIn: (n, all) => (n === all ? "Hand in" : `Hand in ${lessons(n)}`),
  handInName: "You have not given a name yet, so the file will have none. You can choose one in “Start here” first.",
  notYet: "Nothing to hand in yet: begin with a lesson.",
  missing: (titles) => `Not begun: ${titles.join(" · ")}`,

  // Bringing back.
  whose: (name, made) => `The answers of ${shown(name) || WORDS.nameless}, handed in on ${time.format(made)}`,
  fresh: (n) => `${answers(n)} that this browser does not have`,
  same: "the same as here",
  differ: (n, changed, made) =>
    `${n === 1 ? "1 answer is" : `${n} answers are`} not as here. Here ${n === 1 ? "it was" : "they were"} changed ` +
    `${changed > made ? "later" : "earlier"}, on ${time.format(changed)}. The lesson as it is here is kept aside, and can be put back.`,
  switches: (here, there) => `${shown(here)} is signed in here. Those answers stay; from then on you work as ${shown(there) || WORDS.nameless}.`,
  bring: (n) => `Bring back ${lessons(n)}`,
  leave: "Leave all as it is",
  nothingNew: "All of it is here already. Nothing needs to change.",
  empty: "There are no answers in it.",
  wrong: (file, what) => `“${file}” cannot be brought back. ${what}`,
  brought: (n, name) => `${n === 1 ? "1 lesson is" : `${n} lessons are`} back. ${name ? WORDS.works(name) : WORDS.unnamed}`,
  classOpened: ({ name, learners }) =>
    `The lessons now show the class ${shown(name)} (${learners} learners) beside your answers. Reload those that are open.`,
  left: "Nothing has changed.",
  asides: "Kept aside",
  asideOf: (title, when) => `${title}, as it was before ${time.format(when)}`,
  putBack: "Put back",
  putBackOf: (title) => `Put back: ${title}`,
};
