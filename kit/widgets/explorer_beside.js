// Articles side by side: which of them, their figures on the same scales, and two of them as texts.

import { besideFigures } from "./explorer_beside_figures.js";
import { besideTexts } from "./explorer_beside_texts.js";
import { letterOf } from "./explorer_beside_charts.js";
import { make, newId } from "./dom.js";
import { say } from "./strings.js";

const MOST = 4; // articles side by side
const LETTERS = "ABCD"; // what they are called in charts

/** The articles to set side by side: a box to tick for each that is open, `MOST` at most; `changed` is told their ids. */
function chooserOfArticles(changed) {
  const box = make("div", { class: "kb-articles" });
  const node = make("fieldset", { class: "kb-choice" }, make("legend", { text: say("explorer.beside-which") }), box);
  let chosen = [];
  let open = [];
  const draw = () => {
    const lines = open.map(({ id, title, words }) => {
      const at = chosen.indexOf(id);
      const input = make("input", { type: "checkbox", disabled: at < 0 && chosen.length >= MOST });
      input.checked = at >= 0;
      input.addEventListener("input", () => pick(id, input.checked));
      const name = make("bdi", { text: title });
      const size = make("span", { class: "kw-hint", text: say("explorer.beside-size", { n: words }) });
      return make("label", { class: "kw-option" }, input, letterOf(at < 0 ? "" : LETTERS[at]), make("span", {}, name, " ", size));
    });
    box.replaceChildren(...lines);
  };
  const pick = (id, on) => {
    const at = open.findIndex((each) => each.id === id);
    chosen = open.map((each) => each.id).filter((each) => (each === id ? on : chosen.includes(each)));
    draw();
    box.querySelectorAll("input")[at].focus();
    changed(chosen);
  };
  return {
    node,
    /** The articles that are open now; the first two are chosen where nobody chose, and `front` is one of them. */
    list(now, front) {
      const before = chosen.join();
      open = now;
      chosen = chosen.filter((id) => open.some((each) => each.id === id));
      const next = [front, ...open.map((each) => each.id)].filter((id) => id && !chosen.includes(id));
      if (chosen.length < 2) chosen = [...chosen, ...new Set(next)].slice(0, 2);
      chosen = open.map((each) => each.id).filter((id) => chosen.includes(id));
      draw();
      return chosen.join() !== before;
    },
    chosen: () => chosen,
  };
}


/** Which two of more than two are compared by their words, and read; `changed` is told their places. */
function chooserOfPair(id, changed) {
  const node = make("div", { class: "kw-row kb-pair" });
  const draw = (count, pair) => {
    node.hidden = count <= 2;
    const sides = [say("explorer.beside-left"), say("explorer.beside-right")].map((text, side) => {
      const select = make("select", { id: `${id}-${side}` });
      for (let at = 0; at < count; at++) select.append(make("option", { value: at, text: LETTERS[at] }));
      select.value = pair[side];
      select.addEventListener("input", () => {
        const [other, value] = [pair[1 - side], Number(select.value)];
        const swapped = value === other ? pair[side] : other; // the same twice is no pair: they change places
        changed(side ? [swapped, value] : [value, swapped]);
      });
      return make("span", {}, make("label", { for: `${id}-${side}`, text }), " ", select);
    });
    node.replaceChildren(...(count > 2 ? sides : []));
  };
  return { node, draw };
}

/** Articles side by side. */
export function beside(bus) {
  const id = newId("kb");
  const said = make("p", { class: "kb-said", role: "status" });
  let settings = { pair: [0, 1] };
  let stale = true; // what is shown is not of what is chosen
  let seen = false;
  let asked = 0;
  const change = (more) => {
    settings = { ...settings, ...more };
    refresh();
  };
  const articles = chooserOfArticles(() => change({ pair: [0, 1] }));
  const pair = chooserOfPair(id, (two) => change({ pair: two }));
  const texts = besideTexts(id);
  const figures = besideFigures(id, { change, pick: texts.pick });
  const work = make("div", { class: "kb-work" }, figures.node, texts.node);
  const limits = make("p", { class: "kb-limits", text: say("explorer.beside-limits") });

  function refresh() {
    const chosen = articles.chosen();
    stale = true;
    work.hidden = limits.hidden = chosen.length < 2;
    pair.draw(chosen.length, settings.pair);
    said.textContent = chosen.length < 2 ? say(bus.open.length < 2 ? "explorer.beside-open-two" : "explorer.beside-choose-two") : "";
    if (!seen || chosen.length < 2) return;
    const number = ++asked;
    stale = false;
    const two = settings.pair.map((at) => bus.load(chosen[at]));
    const answers = [bus.askAnyway("beside", { documents: chosen, ...settings }), ...two];
    Promise.all(answers).then(
      ([data, ...docs]) => {
        if (number !== asked) return; // another choice was made meanwhile
        texts.show(data, docs, LETTERS);
        figures.show(data, LETTERS);
      },
      (error) => (said.textContent = error.message),
    );
  }
  const list = () => {
    if (articles.list(bus.open, bus.doc?.id)) settings.pair = [0, 1];
    else if (!stale) return;
    refresh();
  };
  return {
    node: make("div", { class: "kb-root" }, articles.node, pair.node, said, work, limits),
    show: list,
    listed: list,
    entered(mode) {
      seen = mode === "beside";
      if (seen && stale) list();
    },
  };
}
