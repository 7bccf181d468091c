// The highlighter's line to the kernel: what is asked for, what is answered, and that nothing is.

import { PATIENCE, delay } from "./form.js";
import { say } from "./strings.js";

/**
 * Ask Python for changes, and wait for each answer; `ask` gives the id that the answer will have. `answered` is called
 * with an answer of one's own, `silent` when none has come for too long: one that works through many, slowly, is not
 * silent. `silence()` says in words how many are awaited then, until all are answered, and nothing else.
 */
export function kernelLine(model, id, { answered, silent }) {
  const waiting = new Set(); // what was asked and not answered
  const patience = delay();
  let asked = 0;
  let isSilent = false;
  const overdue = () => ((isSilent = true), silent());
  const onAnswer = (message) => {
    if (!waiting.delete(message.id)) return; // another view's
    patience.stop();
    if (!waiting.size) isSilent = false;
    else if (!isSilent) patience.set(PATIENCE, overdue);
    answered(message);
  };
  model.on("msg:custom", onAnswer);
  return {
    ask(kind, more = {}) {
      const number = `${id}:${++asked}`;
      waiting.add(number);
      if (!patience.waits()) patience.set(PATIENCE, overdue);
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
      patience.stop();
    },
  };
}
