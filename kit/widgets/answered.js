// What the forms with a button share: the keys that press it, and what was said of earlier answers.

import { make } from "./dom.js";
import { say } from "./strings.js";

/** The parts of a text that blank lines part, a paragraph each. */
export function paragraphs(text) {
  const parts = text.split(/\n{2,}/).filter((part) => part.trim());
  return parts.map((part) => (part.startsWith(`${say("form.statistics")}:`) ? note(part) : paragraph(part)));
}

/** What only those who know statistics ask for stands behind its first words, to press. */
function note(text) {
  const head = say("form.statistics");
  return make("details", {}, make("summary", { tabindex: "0", text: head }), paragraph(text.slice(head.length + 1).trim()));
}

/** A paragraph; a row of squares that it begins with is a picture of what it says, and not read out. */
function paragraph(text) {
  const [row] = text.match(/^[■□]*/);
  const picture = row && make("span", { class: "kq-squares", "aria-hidden": "true", text: row });
  return make("p", {}, picture || null, text.slice(row.length));
}

/** What was said of earlier answers, behind words to press; open at first where every try counts. */
export function earlierAnswers(model, everyTry = false) {
  const summary = make("summary", { tabindex: "0" });
  const list = make("div");
  const box = make("details", { class: "kw-earlier", open: everyTry }, summary, list);
  const draw = () => {
    const earlier = model.get("earlier");
    box.hidden = !earlier.length;
    summary.textContent = everyTry ? say("form.earlier-tries", { n: earlier.length }) : say("form.earlier");
    const quoted = (text) => (text ? make("p", { class: "kw-quoted", text }) : null);
    list.replaceChildren(...earlier.map(({ words, said }) => make("div", {}, quoted(words), ...paragraphs(said))));
  };
  return { box, draw };
}

/** Enter answers in a field of one line and in a choice; where Enter begins a line, Ctrl or ⌘ with it does. */
export function enterAnswers(root, answer) {
  root.addEventListener("keydown", (event) => {
    const held = event.ctrlKey || event.metaKey;
    const isField = event.target.matches("input") || (held && event.target.matches("textarea"));
    if (event.key !== "Enter" || !isField || event.isComposing || event.shiftKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    answer();
  });
}

/** The key that answers, said beside the button. */
export function keyHint() {
  return make("span", { class: "kw-hint", text: say("form.hint") });
}
