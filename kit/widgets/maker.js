// The maker: a lesson of one's own, step by step. Python owns the draft; this shows the steps, one of them open, and asks for what
// is to change. Each step is a part: `part(bus)` gives `{ node, show(body, fresh) }`; fresh is a step that was just opened, or
// another draft, whose fields are filled anew, while else nobody's typing is touched.

import { make, newId, set } from "./dom.js";
import { lineTo } from "./explorer_bus.js";
import { follow, together } from "./form.js";
import { articleStep, chooseArticle } from "./maker_article.js";
import { beforeStep } from "./maker_before.js";
import { cardStep } from "./maker_card.js";
import { keyStep } from "./maker_key.js";
import { makeStep } from "./maker_make.js";
import { partsStep } from "./maker_parts.js";
import { passageStep } from "./maker_passage.js";
import { say } from "./strings.js";

const STEP_PARTS = {
  article: articleStep,
  card: cardStep,
  passage: passageStep,
  parts: partsStep,
  key: keyStep,
  before: beforeStep,
  make: makeStep,
};

/** A step: its head, which opens it, its part, and the way on to the next. */
function stepOf(bus, id, name, number, next) {
  const part = STEP_PARTS[name](bus);
  const title = make("span", { class: "km-step-title" });
  const said = make("span", { class: "km-step-said", dir: "auto" });
  const tick = make("span", { class: "km-tick", "aria-hidden": "true" });
  const done = make("span", { class: "kw-hidden" });
  const open = () => bus.go(name);
  const button = make(
    "button",
    { type: "button", class: "km-head", id: `${id}-${name}`, "aria-controls": `${id}-${name}-body`, click: open },
    make("span", { class: "km-number", text: `${number}` }),
    title,
    said,
    tick,
    done,
  );
  const onward = next ? make("button", { type: "button", class: "kw-button km-next", click: () => bus.go(next, true) }) : null;
  const body = make("div", { class: "km-body", id: `${id}-${name}-body`, role: "region", "aria-labelledby": button.id }, part.node);
  if (onward) body.append(make("div", { class: "km-onward" }, onward));
  const node = make("li", { class: "km-step" }, make("h3", { class: "km-step-head" }, button), body);
  return {
    node,
    button,
    draw(state, fresh, nextTitle) {
      const head = state.heads.find((each) => each.name === name);
      const isOpen = state.step === name;
      title.textContent = head.title;
      said.textContent = head.said;
      tick.textContent = head.done ? "✓" : "";
      done.textContent = head.done ? say("maker.done") : "";
      set(button, "aria-expanded", String(isOpen));
      node.classList.toggle("km-open", isOpen);
      body.hidden = !isOpen;
      if (onward) onward.textContent = say("maker.next", { title: nextTitle });
      if (isOpen) part.show(state.body, fresh);
    },
    stop: () => part.stop?.(),
  };
}

/** The steps of a draft, one of them open. */
function stepsList(bus, id) {
  const names = Object.keys(STEP_PARTS);
  const steps = names.map((name, at) => stepOf(bus, id, name, at + 1, names[at + 1]));
  const node = make("ol", { class: "km-steps" }, ...steps.map((step) => step.node));
  let [before, draft] = ["", ""];
  return {
    node,
    stop: () => steps.forEach((step) => step.stop()),
    draw(state) {
      const fresh = state.step !== before || state.name !== draft;
      [before, draft] = [state.step, state.name];
      steps.forEach((step, at) => step.draw(state, fresh, state.heads[at + 1]?.title));
    },
    focus: (name) => {
      const { button, node } = steps[names.indexOf(name)];
      button.focus({ preventScroll: true });
      node.scrollIntoView?.({ block: "nearest" });
    },
  };
}

/** What the parts share: asking Python, and what is said of it. */
function makerBus(model, line, tell, wrong) {
  const refuse = (words) => {
    wrong.textContent = words;
    wrong.hidden = !words;
    if (words) wrong.scrollIntoView?.({ block: "nearest" });
  };
  const bus = {
    model,
    say: tell,
    refuse,
    /** Ask Python; what it refuses is said, and is thrown on. */
    async ask(name, more, progress, buffers) {
      refuse("");
      try {
        return await line.ask(name, more, progress, buffers);
      } catch (error) {
        tell("");
        refuse(error.message);
        throw error;
      }
    },
    /** Change something of the draft; false where Python refused. */
    change: (what, value) => bus.ask("change", { what, value }).then(() => true, () => false),
    /** Open a step. */
    async go(step, focus = false) {
      await bus.ask("step", { step }).catch(() => null);
      if (focus) bus.focus(step);
    },
    focus: () => null,
  };
  return bus;
}

function render({ model, el }) {
  const id = newId("km");
  const said = make("p", { class: "ke-said km-said", role: "status" });
  const tell = (words) => (said.textContent = words);
  const wrong = make("p", { class: "ke-wrong", role: "alert", hidden: true });
  const line = lineTo(model, id, (silent) => tell(silent ? say("form.silent") : ""));
  const bus = makerBus(model, line, tell, wrong);
  const choosing = chooseArticle(bus, line);
  const list = stepsList(bus, id);
  const saved = make("p", { class: "km-saved" });
  bus.focus = list.focus;
  const draw = () => {
    const state = model.get("state");
    const isThere = Boolean(state.name);
    choosing.node.hidden = isThere;
    list.node.hidden = !isThere;
    saved.textContent = isThere && !state.failed ? state.saved : "";
    if (!isThere) return choosing.draw();
    list.draw(state);
    if (state.failed) bus.refuse(state.saved);
  };
  const root = make(
    "section",
    { class: "kw-form ke-root km-root", "aria-label": say("maker.name") },
    saved,
    wrong,
    said,
    choosing.node,
    list.node,
  );
  if (model.get("leads")) {
    root.dataset.kitHere = ""; // lesson mode begins there
    root.tabIndex = -1;
  }
  el.append(root);
  draw();
  const events = { "change:state": draw, "change:front": draw, "change:drafts": draw };
  return together(line.close, list.stop, follow(model, events));
}

export default { render };
