// The steps of a lesson as a row, those done ticked off.

import { make } from "./dom.js";
import { follow } from "./form.js";
import { say } from "./strings.js";

/** How many steps are done, in words. */
export function stepsDone(steps) {
  const n = steps.filter((step) => step.done).length;
  return n === steps.length ? say("progress.all", { n }) : say("progress.some", { n, all: steps.length });
}

function stepItem(step, i, isNext) {
  return make(
    "li",
    { class: step.done ? "kp-done" : isNext ? "kp-next" : null, "aria-current": isNext ? "step" : null },
    make("span", { class: "kp-mark", "aria-hidden": "true", text: step.done ? "✓" : String(i + 1) }),
    make("span", { text: step.title }),
    make("span", { class: "kw-hidden", text: step.done ? ` ${say("progress.done")}` : "" }),
  );
}

function render({ model, el }) {
  const root = make("section", { class: "kw-form kp-root", "aria-label": say("progress.name") });
  const count = make("span", { role: "status" }); // the same element each time, or a change of it is not read out
  const list = make("ol");
  const note = make("p", { class: "kp-note" });
  const draw = () => {
    const steps = model.get("steps");
    const next = steps.findIndex((step) => !step.done);
    const words = stepsDone(steps);
    if (count.textContent !== words) count.textContent = words;
    list.replaceChildren(...steps.map((step, i) => stepItem(step, i, i === next)));
    note.textContent = model.get("note");
  };
  root.append(make("p", { class: "kp-head" }, make("strong", { text: model.get("title") }), count), list, note);
  el.append(root);
  draw();
  return follow(model, { "change:steps": draw, "change:note": draw });
}

export default { render };
