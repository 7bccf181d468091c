// What the parts of the explorer share: the article in front, what is selected in it, and the line to Python.

import { PATIENCE, delay } from "./form.js";
import { indexText } from "./highlighter_text.js";

/**
 * Requests of Python. `ask(name, more)` promises the data of its answer, and fails with an Error in words for a person;
 * `progress` is told of each step on the way. What takes longer than PATIENCE, `silent(true)` says until it comes.
 */
export function lineTo(model, id, silent) {
  const waiting = new Map();
  const patience = delay();
  let asked = 0;
  const onAnswer = ({ id: number, kind, data, said }) => {
    const waits = waiting.get(number);
    if (!waits) return; // another view's
    patience.stop();
    silent(false);
    if (kind === "progress") return waits.progress?.(data);
    waiting.delete(number);
    if (kind === "done") waits.resolve(data);
    else waits.reject(new Error(said));
  };
  model.on("msg:custom", onAnswer);
  return {
    ask(name, more = {}, progress = null) {
      return new Promise((resolve, reject) => {
        const number = `${id}:${++asked}`;
        waiting.set(number, { resolve, reject, progress });
        patience.set(PATIENCE, () => silent(true));
        try {
          model.send({ id: number, ask: name, ...more });
        } catch {
          silent(true); // the line to the kernel is closed
        }
      });
    },
    close: () => (patience.stop(), model.off("msg:custom", onAnswer)),
  };
}

/**
 * The article in front and what is selected in it. A selection is `{ from, label, at }`: the part that made it, words
 * for a person ("Ana Ruiz", "“dam”"), and where it stands, as a list of [first, last] in order. Whatever is clicked in
 * a view becomes one, and each view and the text show what of theirs it touches. `part` is what is told of it:
 * `{ show(doc), follow(selection) }`, either of which may be left out.
 */
export function makeBus(line) {
  const parts = [];
  const bus = {
    doc: null, // as Python sent it, with `text`, the words by number (highlighter_text.js)
    selection: null,
    add: (part) => (parts.push(part), part),
    /** Ask Python of the article in front. */
    ask: (name, more, progress) => line.ask(name, { document: bus.doc.id, ...more }, progress),
    /** Ask Python of no article in particular. */
    askAnyway: (name, more, progress) => line.ask(name, more, progress),
    show(document) {
      const page = { unit: "word", sentences: [], glossary: { terms: [], places: [] }, blocks: document?.blocks };
      bus.doc = document && { ...document, text: indexText(page) };
      bus.selection = null;
      for (const part of parts) part.show?.(bus.doc);
      for (const part of parts) part.follow?.(null);
    },
    select(selection) {
      bus.selection = selection;
      for (const part of parts) part.follow?.(selection);
    },
  };
  return bus;
}

/** Whether a [first, last] is touched by any of a selection's. */
export function touches(selection, [first, last]) {
  return Boolean(selection?.at.some(([from, to]) => from <= last && to >= first));
}
