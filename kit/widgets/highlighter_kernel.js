// The highlighter's line to the kernel: what is asked for, what is answered, and that nothing is.

import { PATIENCE } from "./form.js";
import { say } from "./strings.js";

/**
 * Ask Python for changes, and wait for each answer; `ask` gives the id that the answer will have. `answered` is called with an answer of one's own, `silent` when one is
 * overdue; `silence()` says in words how many are, and nothing while none is.
 */
export function kernelLine(model, id, { answered, silent }) {
  const waiting = new Map(); // what was asked and not answered → its timer
  let asked = 0;
  let isSilent = false;
  const overdue = () => ((isSilent = true), silent());
  const onAnswer = (message) => {
    if (!waiting.has(message.id)) return; // another view's
    clearTimeout(waiting.get(message.id));
    waiting.delete(message.id);
    if (!waiting.size) isSilent = false;
    answered(message);
  };
  model.on("msg:custom", onAnswer);
  return {
    ask(kind, more = {}) {
      const number = `${id}:${++asked}`;
      waiting.set(number, setTimeout(overdue, PATIENCE));
      try {
        model.send({ id: number, kind, ...more });
      } catch {
        overdue(); // the line to the kernel is closed
      }
      return number;
    },
    silence: () => (isSilent ? say("highlighter.silent", { n: waiting.size }) : ""),
    close() {
      model.off("msg:custom", onAnswer);
      for (const timer of waiting.values()) clearTimeout(timer);
    },
  };
}
