// Two articles as texts, each in a box that scrolls, with what was chosen in a figure shown in both.

import { letterOf } from "./explorer_beside_charts.js";
import { make } from "./dom.js";
import { drawnByBlock, groups } from "./explorer_marks.js";
import { blockOf, runs } from "./highlighter_text.js";
import { say } from "./strings.js";

const LAYERS = ["quote", "claim", "loaded"];

/** A block's words, marked where places stand on them. */
function paragraph(block, spans = []) {
  const pieces = runs(block.text.length, spans).map(({ from, to, covers }) => {
    const text = block.text.slice(from, to);
    if (!covers.length) return text;
    const over = covers.map((s) => spans[s]);
    const looks = new Set(over.map(({ kind }) => `kb-is-${kind}`));
    const here = over.find(({ kind }) => kind === "here");
    return make("mark", { class: [...looks].join(" "), "data-place": here?.mark, text });
  });
  return make("p", { dir: "auto" }, ...pieces);
}

/** The blocks of a text, with what stands around the article folded together. */
function textOf(doc, places) {
  const zones = new Map(doc.zones.filter(({ at }) => at).map((zone) => [blockOf(doc.text, zone.at[0]), zone]));
  const drawn = drawnByBlock(doc.text, places, [], []);
  return groups(doc.text.blocks.length, (b) => zones.get(b)).flatMap(({ furniture, blocks }) => {
    const lines = blocks.map((b) => paragraph(doc.text.blocks[b], drawn.get(b)));
    if (zones.get(blocks[0])?.label === "headline") lines[0].className = "kb-headline";
    if (!furniture) return lines;
    const said = say("explorer.beside-furniture", { n: blocks.length });
    const summary = make("summary", { "data-lm-suppress-shortcuts": "true", text: said });
    return [make("details", { class: "kb-furniture" }, summary, ...lines)];
  });
}

/** Let two boxes scroll together, each to the same share of its text; what `move` scrolls takes nobody along. */
export function linkScrolling(boxes, linked) {
  const moved = new Set(); // boxes that will hear of a scroll that was not the reader's
  const move = (box, top) => {
    const before = box.scrollTop;
    box.scrollTop = top;
    if (box.scrollTop !== before) moved.add(box);
  };
  const room = (box) => box.scrollHeight - box.clientHeight;
  boxes.forEach((box, i) =>
    box.addEventListener("scroll", () => {
      const [own, other] = [room(box), boxes[1 - i]];
      if (moved.delete(box) || !linked() || own <= 0) return;
      move(other, Math.round((box.scrollTop / own) * room(other)));
    }),
  );
  return move;
}

/** The way from place to place: two arrows and where one is; `go` is told the step. */
function stepper(go) {
  const count = make("span", { class: "kw-status" });
  const arrow = (text, name, step) =>
    make("button", { type: "button", class: "kb-step", "aria-label": name, text, click: () => go(step) });
  const arrows = [arrow("‹", say("explorer.place-before"), -1), arrow("›", say("explorer.place-next"), 1)];
  const node = make("div", { class: "kb-steps" }, arrows[0], count, arrows[1]);
  return {
    node,
    /** The place in front, from 0, of so many; nothing where nothing was chosen. */
    tell(at, n) {
      for (const each of arrows) each.hidden = !(n > 1);
      count.textContent = n ? say("explorer.beside-place", { at: at + 1, n }) : n === 0 ? say("explorer.beside-nowhere") : "";
    },
  };
}

/** Bring one of the places out of the others; what it begins with is given back. */
function bringOut(box, number) {
  const isNow = (mark) => Number(mark.dataset.place) === number;
  const marks = [...box.querySelectorAll(".kb-is-here")];
  for (const mark of marks) mark.classList.toggle("kb-is-now", isNow(mark));
  return marks.find(isNow);
}

/** One of the two: its title, its box, and the way from place to place of what was chosen. */
function pane(id, side, move) {
  const title = make("p", { class: "kb-title", id: `${id}-title-${side}` });
  const box = make("div", { class: "kb-text", role: "region", tabindex: "0", "aria-labelledby": `${id}-title-${side}` });
  const steps = stepper((step) => go(at + step));
  let [doc, here, at] = [null, [], 0];
  const go = (to) => {
    at = (to + here.length) % here.length;
    steps.tell(at, here.length);
    const top = bringOut(box, at).getBoundingClientRect().top - box.getBoundingClientRect().top;
    move(box, box.scrollTop + top - 0.3 * box.clientHeight);
  };
  const draw = (layer) => {
    const marks = doc.marks.filter((mark) => mark.layer === layer && mark.at).map((mark) => ({ at: mark.at, look: layer }));
    const places = here.map((place, number) => ({ at: place, look: "here", number }));
    const top = box.scrollTop;
    box.replaceChildren(...textOf(doc, [...marks, ...places]));
    box.scrollTop = top;
    if (here.length) bringOut(box, at);
  };
  return {
    node: make("div", { class: "kb-pane" }, title, steps.node, box),
    box,
    draw,
    open(shown, letter, layer) {
      [doc, here, at] = [shown, [], 0];
      title.replaceChildren(letterOf(letter), " ", make("bdi", { text: shown.title }));
      steps.tell(0);
      draw(layer);
      box.scrollTop = 0;
    },
    /** Show these places, and say how many there are. */
    pick(places, layer) {
      [here, at] = [places.filter(Boolean), 0];
      draw(layer);
      if (here.length) go(0);
      else steps.tell(0, 0);
      return here.length;
    },
  };
}

/** What is set of both texts: whether they scroll together, and which marks are shown in them. */
function controlsOfTexts(id, changed) {
  const linked = make("input", { type: "checkbox" });
  linked.checked = true;
  const names = [say("explorer.beside-quote"), say("explorer.beside-claim"), say("explorer.beside-loaded")];
  const options = LAYERS.map((value, i) => make("option", { value, text: names[i] }));
  const layer = make("select", { id: `${id}-layer` }, make("option", { value: "", text: say("explorer.beside-no-marks") }), ...options);
  layer.value = "";
  layer.addEventListener("input", changed);
  const node = make(
    "div",
    { class: "kw-row kb-controls" },
    make("label", { class: "kw-option" }, linked, make("span", { text: say("explorer.beside-linked") })),
    make("span", {}, make("label", { for: `${id}-layer`, text: say("explorer.beside-marks") }), " ", layer),
  );
  return { node, linked: () => linked.checked, layer: () => layer.value };
}

/** The two texts; `pick` shows what was chosen in both, by its key in `places`. */
export function besideTexts(id) {
  const panes = [0, 1].map((side) => pane(id, side, (box, top) => move(box, top)));
  const { node, linked, layer } = controlsOfTexts(id, () => panes.forEach((each) => each.draw(layer())));
  const move = linkScrolling(panes.map((each) => each.box), linked);
  const said = make("p", { class: "kw-hidden", role: "status" });
  let [pair, places, letters] = [[], [], []];
  return {
    node: make("div", { class: "kb-texts" }, node, said, make("div", { class: "kb-panes" }, ...panes.map((each) => each.node))),
    show(data, docs, names) {
      pair = data.pair;
      places = pair.map((at) => data.articles[at].places);
      letters = pair.map((at) => names[at]);
      panes.forEach((each, side) => each.open(docs[side], letters[side], layer()));
    },
    /** Show the places of a key in both texts, or in the one of the article with the number `only`. */
    pick(key, label, only = null) {
      const mine = (side) => only === null || pair[side] === only;
      const found = panes.map((each, side) => each.pick((mine(side) && places[side][key]) || [], layer()));
      said.textContent = say("explorer.beside-found", { label, one: letters[0], two: letters[1], n: found[0], m: found[1] });
    },
  };
}
