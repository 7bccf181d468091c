// What the forms share: the frame, the line to the kernel, and calls that are put off. Python keeps what is entered.

import { make } from "./dom.js";
import { say } from "./strings.js";

export const PATIENCE = 3000; // ms to wait for the kernel before saying that it does not answer
export const PAUSE = 400; // ms without a keystroke after which what was typed is sent

/** A form: where in the lesson it stands, what it asks, and its parts; `id` names its prompt. */
export function frame(model, id, kind, ...parts) {
  return make(
    "section",
    { class: `kw-form kw-frame ${kind}`, "aria-labelledby": `${id}-prompt` },
    make("p", { class: "kw-step", text: model.get("step") }),
    make("p", { class: "kw-prompt", id: `${id}-prompt`, text: model.get("prompt") }),
    ...parts,
  );
}

/** Call a function when its event comes from the model, or another's; what is given back ends that. */
export function follow(model, reactions) {
  for (const [event, react] of Object.entries(reactions)) model.on(event, react);
  return () => {
    for (const [event, react] of Object.entries(reactions)) model.off(event, react);
  };
}

/** A call that is put off: set again, it waits anew and does the new thing. */
export function delay() {
  let timer;
  return {
    set(wait, act) {
      clearTimeout(timer);
      timer = setTimeout(act, wait);
    },
    stop: () => clearTimeout(timer),
  };
}

/** Do all of these, one after another: what ends a view. */
export function together(...acts) {
  return () => acts.forEach((act) => act());
}

/**
 * The line to the kernel. Messages are numbered, and Python says which it has taken in: once it has the last, `heard` is
 * called; where that takes too long, `silent` is.
 */
export function line(model, { heard, silent }) {
  const patience = delay();
  let sent = model.get("received");
  const stop = follow(model, {
    "change:received": () => {
      if (model.get("received") < sent) return;
      patience.stop();
      heard();
    },
  });
  return {
    send(message, wait = PATIENCE) {
      sent = Math.max(sent, model.get("received")) + 1; // another view of the same form may have sent since
      model.send({ number: sent, ...message });
      patience.set(wait, silent);
    },
    close() {
      patience.stop();
      stop();
    },
  };
}

/** A list to choose from, value to words, with nothing chosen at first; `chosen` is told the value. */
export function chooser(options, value, chosen, attributes = {}) {
  const select = make("select", attributes, make("option", { value: "", text: say("form.choose") }));
  for (const [each, text] of Object.entries(options)) select.append(make("option", { value: each, text }));
  select.value = value;
  select.addEventListener("change", () => chosen(select.value));
  return select;
}
