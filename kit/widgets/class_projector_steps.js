// The projector view's order: the parts of a question, and where a key leads. Nothing is drawn here.

/** The parts of a question, one after another: each has a `name`, and an answer that is shown its place, `at`. */
export function wallParts(question) {
  const parts = [{ name: "ask" }];
  if (question.n === 0) parts.push({ name: "nobody" });
  else if (question.answers) parts.push(...(question.tallies ?? []).map((_, at) => ({ name: "tally", at })), ...wallWrittenParts(question.answers));
  else if (question.bars) parts.push({ name: "bars" });
  else parts.push({ name: question.passage ? "passage" : "rows" });
  if (question.n && question.missed?.length) parts.push({ name: "missed" });
  if (question.n && question.traps?.length) parts.push({ name: "traps" });
  if (question.reveal.length || question.bars?.some(({ said }) => said.length)) parts.push({ name: "said" });
  if (question.n && !question.answers && (question.bars || question.disputed?.length || question.talk.length)) parts.push({ name: "talk" });
  return parts;
}

const wallWrittenParts = (answers) => (answers.length ? answers.map((_, at) => ({ name: "answer", at })) : [{ name: "answers" }]);

/** The questions of a lesson, with those written answers that are starred by now. */
export function wallQuestions({ questions, written, starred }) {
  if (!written || !starred) return questions;
  const isStarred = new Set(starred.map(([activity, who]) => `${activity} ${who}`));
  return questions.map((question) => {
    if (!question.answers) return question;
    const given = written.find(({ activity }) => activity === question.activity)?.answers ?? [];
    const shown = given.filter(({ who }) => isStarred.has(`${question.activity} ${who}`));
    return { ...question, answers: shown.map(({ who, tries }) => ({ words: tries.at(-1)[0], who })) };
  });
}

/** What a key asks for, of those that a presenter's remote sends too; undefined for any other. */
export const WALL_KEYS = {
  ArrowRight: "next", PageDown: "next", ArrowLeft: "back", PageUp: "back", ArrowDown: "skip", ArrowUp: "before",
  Home: "first", End: "last",
};

/** Where a move leads from `{ question, part, page }`; `parts` are how many each question has, `pages` those of this part. */
export function wallMoved(here, move, parts, pages) {
  const { question, part, page } = here;
  const last = parts.length - 1;
  const begin = (n) => ({ question: Math.max(0, Math.min(last, n)), part: 0, page: 0 });
  if (move === "first") return begin(0);
  if (move === "last") return begin(last);
  if (move === "before") return begin(part || page ? question : question - 1);
  if (move === "skip") return question < last ? begin(question + 1) : here;
  if (move === "next") {
    if (page + 1 < pages) return { ...here, page: page + 1 };
    if (part + 1 < parts[question]) return { question, part: part + 1, page: 0 };
    return question < last ? begin(question + 1) : here;
  }
  if (page > 0) return { ...here, page: page - 1 };
  if (part > 0) return { question, part: part - 1, page: Infinity };
  return question > 0 ? { question: question - 1, part: parts[question - 1] - 1, page: Infinity } : here;
}

/** A number that is typed to jump to: the digits so far, and the question they name once no longer number begins so. */
export function wallTyped(digits, key, questions) {
  const all = `${digits}${key}`.replace(/^0+/, "");
  const number = Number(all);
  if (!number || number > questions) return { digits: "", question: null };
  return number * 10 > questions ? { digits: "", question: number - 1 } : { digits: all, question: null };
}
