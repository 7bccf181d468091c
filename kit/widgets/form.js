// What the forms share: the frame, the line to the kernel, and calls that are put off. Python keeps what is entered.

import { make, newId, set } from "./dom.js";
import { say } from "./strings.js";

const PATIENCE = 3000; // ms to wait for the kernel before saying that it does not answer
const GRACE = 200; // ms that a page which was held up itself has to hear what came meanwhile
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

/** A call that is put off: set again, it waits anew and does the new thing; `waits()` tells whether there is one. */
export function delay() {
  let timer = null;
  const stop = () => {
    clearTimeout(timer);
    timer = null;
  };
  return {
    set(wait, act) {
      stop();
      timer = setTimeout(() => ((timer = null), act()), wait);
    },
    stop,
    waits: () => timer !== null,
  };
}

/**
 * Patience with the kernel: `begin` it when something is asked of it, `heard` is whatever the kernel says meanwhile, to
 * whom ever, for one that works through many is not silent: the wait begins anew. `end` it when nothing is awaited. A page
 * that was held up itself, or asleep, finds that its time is over before it has read the answers: they come first.
 */
export function patience(silent) {
  const timer = delay();
  let lasts = PATIENCE;
  const begin = (wait = PATIENCE) => {
    lasts = wait;
    timer.set(wait, () => timer.set(GRACE, silent));
  };
  return { begin, heard: () => begin(lasts), end: timer.stop, waits: timer.waits };
}

/** Send states one at a time: what changes while an answer is awaited goes out as one, the latest, after it. */
export function latest(send) {
  let waiting = false;
  let next;
  const flush = () => {
    if (waiting || next === undefined) return;
    const state = next;
    next = undefined;
    waiting = true;
    send(state);
  };
  return {
    push: (state) => ((next = state), flush()),
    answered: () => ((waiting = false), flush()),
    busy: () => waiting || next !== undefined,
  };
}

/** Do all of these, one after another: what ends a view. */
export function together(...acts) {
  return () => acts.forEach((act) => act());
}

/**
 * The line to the kernel. Messages are numbered, and Python says which it has taken in: once it has the last, `heard` is
 * called; where that takes too long, `silent` is. `waits()` tells whether it has not.
 */
export function line(model, { heard, silent }) {
  const wait = patience(silent);
  let sent = model.get("received");
  const waits = () => model.get("received") < sent;
  const stop = follow(model, { "change:received": () => (waits() ? wait.heard() : (wait.end(), heard())) });
  return {
    send(message, longest) {
      sent = Math.max(sent, model.get("received")) + 1; // another view of the same form may have sent since
      wait.begin(longest);
      try {
        model.send({ number: sent, ...message });
      } catch {
        silent(); // the line to the kernel is closed
      }
    },
    waits,
    close: together(wait.end, stop),
  };
}

/**
 * What a form and Python tell each other. `read` gives what is entered, `put` enters what Python holds, and `draw` shows what
 * else it says, at each change of `traits`. `changed` sends what is entered after a wait, `send` anything at once. `status`
 * says what is on the disk: nothing while something has not been sent, or not been taken in, for what was saved before is
 * not what is on the page; `tell` says other words there. `other` shows what another window answered.
 */
export function talk(model, { read, put, draw, traits = [] }) {
  const draft = delay();
  const status = make("span", { class: "kw-status", role: "status" });
  const tell = (words = draft.waits() || kernel.waits() ? "" : model.get("status")) => (status.textContent = words);
  const show = () => {
    tell();
    draw();
  };
  const kernel = line(model, { heard: show, silent: () => tell(say("form.silent")) });
  const send = (message, wait) => {
    draft.stop();
    kernel.send(message, wait);
  };
  const other = otherAnswer(model, (choose) => {
    if (draft.waits()) send(read());
    send({ choose });
  });
  const changes = [...traits, "status"].map((trait) => [`change:${trait}`, show]);
  const stop = follow(model, { ...Object.fromEntries(changes), "change:placed": put, "change:other": other.draw });
  const changed = (wait) => {
    draft.set(wait, () => send(read()));
    tell();
  };
  return { status, other: other.box, changed, send, tell, show, stop: together(draft.stop, kernel.close, stop) };
}

/** Let what is said of an answer be read with its fields, too; what says it is given back. */
export function describeBy(fields, status) {
  status.id ||= newId("kw");
  for (const field of fields) {
    set(field, "aria-describedby", [field.getAttribute("aria-describedby"), status.id].filter(Boolean).join(" "));
  }
  return status;
}

/** Say of fields whether what is in them was refused. */
export function markRefused(fields, refused) {
  for (const field of fields) set(field, "aria-invalid", refused ? "true" : null);
}

/** What another window answered, while the learner has to choose; `chosen` is told which of the two is to stand. */
function otherAnswer(model, chosen) {
  const box = make("div", { class: "kw-other", "aria-live": "polite" });
  const choice = (text, which) => make("button", { type: "button", class: "kw-button", text, click: () => chosen(which) });
  const draw = () => {
    const words = model.get("other");
    const asked = () => [
      make("p", { text: say("form.other") }),
      make("p", { class: "kw-quoted", text: words }),
      make("div", { class: "kw-row" }, choice(say("form.keep-mine"), "mine"), choice(say("form.take-theirs"), "theirs")),
    ];
    box.replaceChildren(...(words ? asked() : []));
  };
  draw();
  return { box, draw };
}

/** A list to choose from, value to words, with nothing chosen at first; `chosen` is told the value. */
export function chooser(options, value, chosen, attributes = {}) {
  const select = make("select", attributes, make("option", { value: "", text: say("form.choose") }));
  for (const [each, text] of Object.entries(options)) select.append(make("option", { value: each, text }));
  select.value = value;
  select.addEventListener("change", () => chosen(select.value));
  return select;
}
