// What learners will do: the parts of the lesson, each with its minutes, and their sum beside an hour of class.

import { make, newId } from "./dom.js";
import { say } from "./strings.js";

function partRow(id, { name, title, hint, minutes, chosen, lacks }, changed) {
  const box = make("input", { type: "checkbox", id: `${id}-${name}`, "aria-describedby": `${id}-${name}-hint`, change: changed });
  box.checked = chosen;
  box.disabled = Boolean(lacks) && !chosen;
  const words = make("span", { class: "km-part-title", text: title });
  const about = make("span", { class: "kw-hint", id: `${id}-${name}-hint`, text: lacks ? say("maker.lacks", { why: lacks }) : hint });
  const spent = make("span", { class: "km-minutes", text: lacks ? "" : say("maker.minutes", { n: minutes }) });
  const node = make("label", { class: "kw-option km-part" }, box, make("span", { class: "km-choice-about" }, words, about), spent);
  node.classList.toggle("km-lacks", Boolean(lacks));
  return { node, name, box };
}

export function partsStep(bus) {
  const id = newId("kmq");
  const list = make("div", { class: "km-choices", role: "group", "aria-label": say("maker.parts") });
  const sum = make("p", { class: "km-sum", role: "status" });
  let rows = [];
  const changed = () => {
    const chosen = rows.filter(({ box }) => box.checked).map(({ name }) => name);
    bus.change("parts", chosen).then((done) => done || rows.forEach((row) => (row.box.checked = row.chosen)));
  };
  return {
    node: make("div", {}, list, sum),
    show(body) {
      const had = rows.find(({ box }) => box === document.activeElement)?.name;
      rows = body.rows.map((row) => ({ ...partRow(id, row, changed), chosen: row.chosen }));
      list.replaceChildren(...rows.map(({ node }) => node));
      rows.find(({ name }) => name === had)?.box.focus();
      const about = { sum: body.sum, start: body.start, hour: body.hour };
      sum.textContent = body.sum > body.hour - 4 ? say("maker.sum-long", about) : body.sum ? say("maker.sum", about) : "";
    },
  };
}
