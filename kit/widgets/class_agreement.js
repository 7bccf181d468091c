// How far the class agrees, in words with its interval; and hits and false alarms, before the key was seen and by now.

import { heading, nothing } from "./class_desk.js";
import { make } from "./dom.js";
import { say } from "./strings.js";

/** Agreement, an activity at a time. */
export function agreement(desk) {
  const node = make("div");
  const show = () => {
    const found = desk.lesson?.agreement ?? [];
    const cards = found.length ? found.map(agreed) : [nothing(say("class.no-agreement"))];
    node.replaceChildren(heading(say("class.agreement"), say("class.agreement-lead")), ...cards);
  };
  return { node, show };
}

function agreed({ title, paragraphs }) {
  return make("section", { class: "kcv-card" }, make("h4", { text: title }), ...paragraphs.map((text) => make("p", { text })));
}
