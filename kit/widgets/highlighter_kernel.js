// The highlighter's line to the kernel: what is asked for, what is answered, and that nothing is.

import { patience } from "./form.js";
import { say } from "./strings.js";

/**
 * Ask Python for changes, and wait for each answer; `ask` gives the id that the answer will have. `answered` is called
 * with an answer of one's own, `silent` when the kernel has said nothing for too long, and when it does again. `silence()`
 * says in words how many answers are awaited meanwhile, and nothing else.
 */
export function kernelLine(model, id, { answered, silent }) {
  const waiting = new Set(); // what was asked and not answered
  let asked = 0;
  let isSilent = false;
  const tell = (now) => ((isSilent = now), silent());
  const wait = patience(() => tell(true));
  const onAnswer = (message) => {
    const isOurs = waiting.delete(message.id); // and not another view's
    if (waiting.size) wait.heard();
    else wait.end();
    if (isSilent) tell(false);
    if (isOurs) answered(message);
  };
  model.on("msg:custom", onAnswer);
  return {
    ask(kind, more = {}) {
      const number = `${id}:${++asked}`;
      waiting.add(number);
      if (!wait.waits()) wait.begin();
      try {
        model.send({ id: number, kind, ...more });
      } catch {
        tell(true); // the line to the kernel is closed
      }
      return number;
    },
    silence: () => (isSilent ? say("highlighter.silent", { n: waiting.size }) : ""),
    close() {
      model.off("msg:custom", onAnswer);
      wait.end();
    },
  };
}
