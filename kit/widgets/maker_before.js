// Before reading: what to know, and what hard words mean.

import { make, newId } from "./dom.js";
import { wordsField } from "./maker_fields.js";
import { say } from "./strings.js";

/** Notes, each a question, its answer and where to look it up. */
function backgroundNotes(bus) {
  const list = make("div", { class: "km-notes" });
  let notes = []; // of fields
  const send = () => bus.change("background", notes.map((note) => note.fields.map(({ field }) => field.value)));
  const add = (words = ["", "", ""]) => {
    const titles = [say("maker.note-question"), say("maker.note-answer"), say("maker.note-source")];
    const fields = titles.map((title, n) => wordsField(title, send, n === 1 ? { rows: 2 } : {}));
    fields.forEach((field, n) => field.put(words[n]));
    const out = make("button", { type: "button", class: "ke-quiet", text: say("maker.note-out"), click: () => drop(note) });
    const group = make("div", { class: "km-note", role: "group", "aria-label": say("maker.note", { n: notes.length + 1 }) }, ...fields.map(({ node }) => node), out);
    const note = { fields, node: group };
    notes.push(note);
    list.append(group);
    return note;
  };
  const drop = (note) => {
    notes = notes.filter((each) => each !== note);
    note.node.remove();
    more.focus();
    send();
  };
  const more = make("button", { type: "button", class: "kw-button ke-plain ke-small", text: say("maker.note-more"), click: () => add().fields[0].field.focus() });
  return {
    nodes: [list, more],
    put(given) {
      notes = [];
      list.replaceChildren();
      given.forEach((words) => add(words));
    },
  };
}

/** A hard word: its sentence, a field for its meaning, and what strikes it out. */
function wordRow({ word, meaning, sentence }, send, strike) {
  const field = wordsField(word, () => send(), { placeholder: say("maker.meaning") });
  field.put(meaning);
  const out = { type: "button", class: "ke-quiet", text: say("maker.strike"), "aria-label": say("maker.strike-word", { word }) };
  const row = { word, field, node: make("li", { class: "km-word" }) };
  const line = make("div", { class: "km-meaning" }, field.node, make("button", { ...out, click: () => strike(row) }));
  row.node.append(line, make("p", { class: "kw-hint", dir: "auto", text: sentence }));
  return row;
}

/** Hard words, each with its sentence and a meaning to write, or to be struck out. */
function hardWords(bus) {
  const list = make("ul", { class: "km-words" });
  const struck = make("div", { class: "km-struck" });
  let rows = [];
  const send = (more = []) => bus.change("glossary", [...rows.map(({ word, field }) => [word, field.field.value]), ...more]);
  const strike = (row) => {
    const at = rows.indexOf(row);
    rows = rows.filter((each) => each !== row);
    row.node.remove();
    (rows[at] ?? rows[at - 1])?.field.field.focus();
    send();
  };
  const back = (word) => make("button", { type: "button", class: "kw-button ke-plain ke-small", text: word, click: () => send([[word, ""]]) });
  const another = wordsField(say("maker.word-more"), () => null, { placeholder: say("maker.word-more-hint") });
  const take = async () => {
    const word = another.field.value.trim();
    if (word && (await send([[word, ""]]))) another.put("");
  };
  another.field.addEventListener("keydown", (event) => event.key === "Enter" && (event.preventDefault(), take()));
  const adder = make("button", { type: "button", class: "kw-button ke-plain ke-small", text: say("maker.word-add"), click: take });
  return {
    nodes: [list, struck, make("div", { class: "km-meaning" }, another.node, adder)],
    show(body, fresh) {
      const same = body.words.map(({ word }) => word).join("\n") === rows.map(({ word }) => word).join("\n");
      struck.replaceChildren(...(body.struck.length ? [make("span", { class: "kw-hint", text: say("maker.struck") }), ...body.struck.map(back)] : []));
      if (same && !fresh) return;
      const had = document.activeElement === another.field;
      rows = body.words.map((each) => wordRow(each, send, strike));
      list.replaceChildren(...rows.map(({ node }) => node));
      if (!fresh && !had) rows.at(-1)?.field.field.focus();
    },
  };
}

export function beforeStep(bus) {
  const id = newId("kmb");
  const [notes, words] = [backgroundNotes(bus), hardWords(bus)];
  const part = (name, title, hint, nodes) =>
    make("section", { class: "km-part-of", "aria-labelledby": `${id}-${name}` }, make("h4", { class: "ke-label", id: `${id}-${name}`, text: title }), make("p", { class: "kw-hint", text: hint }), ...nodes);
  return {
    node: make(
      "div",
      {},
      part("notes", say("maker.notes"), say("maker.notes-hint"), notes.nodes),
      part("words", say("maker.hard-words"), say("maker.hard-words-hint"), words.nodes),
    ),
    show(body, fresh) {
      if (fresh) notes.put(body.notes);
      words.show(body, fresh);
    },
  };
}
