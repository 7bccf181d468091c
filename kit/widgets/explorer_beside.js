// Articles side by side: which of them, their figures on the same scales, and two of them as texts.

import { besideFigures } from "./explorer_beside_figures.js";
import { besideTexts } from "./explorer_beside_texts.js";
import { letterOf } from "./explorer_beside_charts.js";
import { make, newId } from "./dom.js";
import { say } from "./strings.js";

const MOST = 4; // articles side by side
const LETTERS = "ABCD"; // what they are called in charts

/** The articles to set side by side: a box to tick for each that is open, `MOST` at most; `changed` is called. */
function chooserOfArticles(changed) {
  const box = make("div", { class: "kb-articles" });
  const node = make("fieldset", { class: "kb-choice" }, make("legend", { text: say("explorer.beside-which") }), box);
  let chosen = [];
  let open = [];
  let own = false; // whether a person chose
  const choose = (ids) => (chosen = open.map((each) => each.id).filter((id) => ids.includes(id)));
  const draw = () => box.replaceChildren(...open.map((each) => articleToTick(each, chosen, pick)));
  const pick = (id, on) => {
    own = true;
    choose(on ? [...chosen, id] : chosen.filter((each) => each !== id));
    draw();
    box.querySelectorAll("input")[open.findIndex((each) => each.id === id)].focus();
    changed();
  };
  return {
    node,
    /** The articles that are open now; where nobody chose two are, that in `front` one of them. */
    list(now, front) {
      open = now;
      choose(own ? chosen : []);
      const others = open.map((each) => each.id).filter((id) => !chosen.includes(id));
      if (chosen.length < 2) choose([...chosen, ...others.sort((a, b) => (b === front) - (a === front))].slice(0, 2));
      draw();
    },
    chosen: () => chosen,
    /** Another one where another article is chosen, or something in one of them was corrected. */
    edition: () => open.filter(({ id }) => chosen.includes(id)).map(({ id, edition = 0 }) => `${id}:${edition}`).join(),
  };
}

/** One of them, with its letter once it is chosen. */
function articleToTick({ id, title, words }, chosen, pick) {
  const at = chosen.indexOf(id);
  const input = make("input", { type: "checkbox", disabled: at < 0 && chosen.length >= MOST });
  input.checked = at >= 0;
  input.addEventListener("input", () => pick(id, input.checked));
  const size = make("span", { class: "kw-hint", text: say("explorer.words", { n: words }) });
  const name = make("span", { class: "kb-article", title }, make("bdi", { text: title }), " ", size);
  return make("label", { class: "kw-option" }, input, letterOf(at < 0 ? "" : LETTERS[at]), name);
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

/** What Python says of the articles that are chosen, and two of them as they were sent; the latest wish alone counts. */
function besideAsker(bus, shown, failed) {
  let asked = 0;
  return (chosen, settings) => {
    const number = ++asked;
    const texts = settings.pair.map((at) => bus.load(chosen[at]));
    Promise.all([bus.askAnyway("beside", { documents: chosen, ...settings }), ...texts]).then(
      ([data, ...docs]) => number === asked && shown(data, docs),
      (error) => number === asked && failed(error.message),
    );
  };
}

/** Articles side by side. */
export function beside(bus) {
  const id = newId("kb");
  const said = make("p", { class: "kb-said", role: "status" });
  let settings = { pair: [0, 1] };
  let stale = true; // what is shown is not of what is chosen
  let seen = false;
  const change = (more) => ((settings = { ...settings, ...more }), refresh());
  const articles = chooserOfArticles(() => change({ pair: [0, 1] }));
  const pair = chooserOfPair(id, (two) => change({ pair: two }));
  const texts = besideTexts(id);
  const figures = besideFigures(id, { change, pick: texts.pick });
  const work = make("div", { class: "kb-work" }, figures.node, texts.node);
  const limits = make("p", { class: "kb-limits", text: say("explorer.beside-limits") });
  const shown = (data, docs) => (texts.show(data, docs, LETTERS), figures.show(data, LETTERS));
  const ask = besideAsker(bus, shown, (words) => (said.textContent = words));
  const refresh = () => {
    const chosen = articles.chosen();
    const few = chosen.length < 2;
    work.hidden = limits.hidden = few;
    pair.draw(chosen.length, settings.pair);
    said.textContent = few ? say(bus.open.length < 2 ? "explorer.beside-open-two" : "explorer.beside-choose-two") : "";
    stale = few || !seen;
    if (!stale) ask(chosen, settings);
  };
  const list = () => {
    const [ids, edition] = [articles.chosen().join(), articles.edition()];
    articles.list(bus.open, bus.doc?.id);
    if (articles.chosen().join() !== ids) settings = { ...settings, pair: [0, 1] };
    if (articles.edition() !== edition || stale) refresh();
  };
  const node = make("div", { class: "kb-root" }, articles.node, pair.node, said, work, limits);
  return { node, show: list, listed: list, entered: (mode) => ((seen = mode === "beside"), list()) };
}
