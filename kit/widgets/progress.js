// The steps of a lesson as a row, those done ticked off.

export function summary(steps) {
  const done = steps.filter((step) => step.done).length;
  return done === steps.length ? `All ${done} steps done` : `${done} of ${steps.length} steps done`;
}

function render({ model, el }) {
  const root = document.createElement("section");
  root.className = "kp-root";
  root.setAttribute("aria-label", "Progress in this lesson");
  el.append(root);

  const draw = () => {
    const steps = model.get("steps");
    const head = document.createElement("p");
    head.className = "kp-head";
    const title = document.createElement("strong");
    title.textContent = model.get("title");
    const count = document.createElement("span");
    count.setAttribute("role", "status");
    count.textContent = summary(steps);
    head.append(title, count);

    const list = document.createElement("ol");
    const next = steps.findIndex((step) => !step.done);
    steps.forEach((step, i) => {
      const item = document.createElement("li");
      item.className = step.done ? "kp-done" : i === next ? "kp-next" : "";
      if (i === next) item.setAttribute("aria-current", "step");
      const mark = document.createElement("span");
      mark.className = "kp-mark";
      mark.setAttribute("aria-hidden", "true");
      mark.textContent = step.done ? "✓" : String(i + 1);
      const words = document.createElement("span");
      words.textContent = step.title;
      const said = document.createElement("span");
      said.className = "kp-said";
      said.textContent = step.done ? " (done)" : "";
      item.append(mark, words, said);
      list.append(item);
    });
    const note = document.createElement("p");
    note.className = "kp-note";
    note.textContent = model.get("note");
    root.replaceChildren(head, list, note);
  };

  draw();
  model.on("change:steps", draw);
  model.on("change:note", draw);
  return () => {
    model.off("change:steps", draw);
    model.off("change:note", draw);
  };
}

export default { render };
