// What is said where answers are handed in and brought back, in a lesson as on a site's start page.

export const time = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short" });
const many = (n, one, more) => (n === 1 ? `1 ${one}` : `${n} ${more}`);
const answers = (n) => many(n, "answer", "answers");
const lessons = (n) => many(n, "lesson", "lessons");
const NAMELESS = "no name";
const listed = (titles) => `${titles.join(" · ")}${/[.?!…]$/.test(titles.at(-1)) ? "" : "."}`;
const AGAIN = "Choose the file that “Hand in” made, as it is, or make it again where the answers are.";

/** A name as it can be shown: what acts and is not seen (controls, what turns a line around) is a sign in its place. */
export const shown = (name) => name.replace(/[\p{Cc}\p{Cs}\u2028-\u202e\u2060-\u2069\ufeff]/gu, "\ufffd");

export const SAID = {
  handIn: "Hand in",
  handInAll: "Hand in all lessons",
  title: "Hand in this lesson",
  titleAll: "Hand in your lessons",
  looking: "Looking for your answers …",

  // Whose it is.
  asksName: "First your name, or a name that you and your teacher have agreed on. Your answers are kept under it.",
  asksClass: (name) => `These are the answers of ${shown(name)}. Your teacher can sort them by class.`,
  name: "Your name or pseudonym",
  class: "Class, if your teacher gave you one",
  goOn: "Go on",
  noName: "That is no name that one could read. Type one of 200 characters at most, such as Blue Heron.",
  noClass: "That is no name of a class. Type one of 40 characters at most, such as 7B, or leave it empty.",
  notKept: (why) => `That could not be kept: ${why}. Wait a moment, and try again.`,
  whose: (name, className) => `These are the answers of ${shown(name)}${className ? `, class ${shown(className)}` : ""}.`,
  changeClass: "Change the class",
  somebodyElse: "Somebody else?",
  takesOver: (name) => `The answers of ${shown(name)} stay here. Who works now?`,
  notHandedIn: (name, titles) =>
    `The answers of ${shown(name)} have not been handed in, or have changed since: ${listed(titles)} They stay here in any case.`,
  handInNow: "Hand them in now",

  // What is in it, and what is not.
  has: (progress, answered, marked) => {
    const said = [progress && SAID.steps(progress), answered && many(answered, "question answered", "questions answered")];
    return [...said, marked && many(marked, "mark", "marks")].filter(Boolean).join("; ");
  },
  steps: ({ done, steps }) => (done >= steps ? `all ${steps} steps done` : `${done} of ${steps} steps done`),
  missing: ({ done, steps }, titles) => {
    if (done >= steps) return "";
    return `Not done yet: ${listed(titles?.length === steps - done ? titles : [many(steps - done, "step", "steps")])}`;
  },
  later: "You can hand in now, and again later: the newest counts.",
  notBegun: (titles) => `Not begun: ${listed(titles)}`,
  handedIn: "handed in",
  changed: "changed since it was handed in",
  handedOn: ({ at, changed }) => `Handed in on ${time.format(at)}${changed ? "; changed since." : "."}`,
  file: (file) => `The file is named ${file}.`,
  nothing: "There is nothing to hand in yet. Answer something first.",
  noneChosen: "Choose a lesson.",
  failed: "Your answers could not be read just now. They are not lost. Wait a moment, or reload the page, and try again.",
  save: "Save the file",
  saved: (file) =>
    `${file} is now where your browser keeps downloads, most often in the folder “Downloads”. Give it to your teacher in ` +
    "the way you have agreed. You can make it again at any time; the newest counts.",
  large: "There is more than 5 MB of answers. Hand in one lesson at a time.",
  close: "Close",
};

const classOf = ({ name, learners, synthetic }) =>
  `the ${synthetic ? "synthetic " : ""}class ${shown(name)} (${many(learners, "learner", "learners")})`;

/** What is said where answers are brought back from a file. */
export const BRING = {
  title: "Bring your answers back",
  how: "On another computer, or where answers were lost: choose the file that you handed in. You see what is in it before anything changes.",
  howClass: "A class file of your teacher’s is opened here too: the lessons then show your class beside your answers.",
  choose: "Choose your file, or drop it here. Its name ends with .kit.json.",
  goOn: "Go on",
  unread: "What is kept here could not be read. Wait a moment, or reload the page, and try again.",
  whose: (name, made) => `The answers of ${shown(name) || NAMELESS}, handed in on ${time.format(made)}`,
  fresh: (n) => `${answers(n)} that ${n === 1 ? "is" : "are"} not here`,
  same: "the same as here",
  differ: (n, changed, made) =>
    `${n === 1 ? "1 answer is" : `${n} answers are`} not as here. Here ${n === 1 ? "it was" : "they were"} changed ` +
    `${changed > made ? "later" : "earlier"}, on ${time.format(changed)}. The lesson as it is here is kept aside, and can be put back.`,
  switches: (here, there) => `${shown(here)} is signed in here. Those answers stay; from then on you work as ${shown(there) || NAMELESS}.`,
  bring: (n) => `Bring back ${lessons(n)}`,
  leave: "Leave all as it is",
  nothingNew: "All of it is here already. Nothing needs to change.",
  empty: "There are no answers in it.",
  wrong: (file, what) => `“${shown(file)}” cannot be brought back. ${what}`,
  brought: (n, name) => `${n === 1 ? "1 lesson is" : `${n} lessons are`} back. You work ${name ? `as ${shown(name)}` : "without a name"}.`,
  classOpened: (it) => `From now on the lessons show ${classOf(it)} beside your answers; one that is open, once it is reloaded.`,
  classShown: (it) => (it.name ? `The lessons show ${classOf(it)} beside your answers.` : "There is a class file here that cannot be read."),
  classAway: "Take the class away",
  classGone: "The lessons no longer show this class; one that is open, once it is reloaded.",
  left: "Nothing has changed.",
  notWritten: (why) => `That could not be kept (${shown(why)}). Nothing that was here is lost. Wait a moment, and try again.`,
  asides: "Kept aside",
  asideOf: (title, when) => `${title}, as it was before ${time.format(when)}`,
  putBack: "Put back",
  putBackOf: (title) => `Put back: ${title}`,
  undone: (title) => `Your answers to “${title}” are back.`,
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
