// Two articles as texts, each in a box that scrolls, with what was chosen in a figure shown in both.

import { make, set } from "./dom.js";
import { say } from "./strings.js";

const LAYERS = ["quote", "claim", "loaded"];

/** A block's words cut where a place begins or ends: pieces of text, each with the places that cover it. */
export function piecesOf(block, places) {
  const last = block.first + block.starts.length - 1;
  const inside = places
    .filter(({ at: [from, to] }) => from <= last && to >= block.first)
    .map((place) => {
      const [from, to] = place.at;
      return [block.starts[Math.max(from, block.first) - block.first], block.ends[Math.min(to, last) - block.first], place];
    });
  const edges = [...new Set([0, block.text.length, ...inside.flatMap(([from, to]) => [from, to])])].sort((a, b) => a - b);
  return edges.slice(1).map((end, i) => {
    const over = inside.filter(([from, to]) => from <= edges[i] && to >= end).map(([, , place]) => place);
    return { text: block.text.slice(edges[i], end), over };
  });
}

function paragraph(block, places) {
  const pieces = piecesOf(block, places).map(({ text, over }) => {
    if (!over.length) return text;
    const looks = new Set(over.map(({ look }) => `kb-is-${look}`));
    const here = over.find(({ look }) => look === "here");
    return make("mark", { class: [...looks].join(" "), "data-place": here?.number, text });
  });
  return make("p", { dir: "auto" }, ...pieces);
}

/** The blocks of a text, with what stands around the article folded together. */
function textOf(doc, places) {
  const out = [];
  let folded = null;
  for (const block of doc.text.blocks) {
    const zone = doc.zones.find(({ at }) => at && at[0] <= block.first && block.first <= at[1]);
    const line = paragraph(block, places);
    if (zone?.label === "headline") line.className = "kb-headline";
    if (!zone?.furniture) {
      folded = null;
      out.push(line);
      continue;
    }
    if (!folded) out.push((folded = make("details", { class: "kb-furniture" }, make("summary", { "data-lm-suppress-shortcuts": "true" }))));
    folded.append(line);
    folded.firstChild.textContent = say("explorer.beside-furniture", { n: folded.children.length - 1 });
  }
  return out;
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

/** One of the two: its title, its box, and the way from place to place of what was chosen. */
function pane(id, side, move) {
  const title = make("p", { class: "kb-title", id: `${id}-title-${side}` });
  const box = make("div", { class: "kb-text", role: "region", tabindex: "0", "aria-labelledby": `${id}-title-${side}` });
  const count = make("span", { class: "kw-status" });
  const arrow = (text, name, step) =>
    make("button", { type: "button", class: "kb-step", "aria-label": name, text, click: () => go(at + step) });
  const back = arrow("‹", say("explorer.beside-before"), -1);
  const on = arrow("›", say("explorer.beside-after"), 1);
  const node = make("section", { class: "kb-pane" }, title, make("div", { class: "kb-steps" }, back, count, on), box);
  let here = [];
  let at = 0;
  let doc = null;
  let letter = "";

  const go = (to) => {
    at = (to + here.length) % here.length;
    tell();
    const isNow = (mark) => Number(mark.dataset.place) === at;
    const marks = [...box.querySelectorAll(".kb-is-here")];
    for (const mark of marks) mark.classList.toggle("kb-is-now", isNow(mark));
    const found = marks.find(isNow);
    if (!found) return;
    const top = found.getBoundingClientRect().top - box.getBoundingClientRect().top;
    move(box, box.scrollTop + top - 0.3 * box.clientHeight);
  };
  const tell = () => {
    set(back, "disabled", here.length < 2);
    set(on, "disabled", here.length < 2);
    count.textContent = here.length ? say("explorer.beside-place", { at: at + 1, n: here.length }) : say("explorer.beside-nowhere");
    back.parentElement.hidden = !doc?.asked;
  };
  const draw = (layer) => {
    const marks = doc.marks.filter((mark) => mark.layer === layer && mark.at).map((mark) => ({ at: mark.at, look: layer }));
    const top = box.scrollTop;
    box.replaceChildren(...textOf(doc, [...marks, ...here.map((at, number) => ({ at, look: "here", number }))]));
    box.scrollTop = top;
  };
  return {
    node,
    box,
    open(shown, name) {
      [doc, here, at, letter] = [{ ...shown, asked: false }, [], 0, name];
      title.replaceChildren(make("b", { class: "kb-letter", text: letter }), " ", make("bdi", { text: shown.title }));
      tell();
    },
    pick(places, layer) {
      [here, at] = [places.filter(Boolean), 0];
      doc.asked = true;
      draw(layer);
      if (here.length) go(0);
      else tell();
      return here.length;
    },
    draw,
  };
}

/** The two texts; `pick` shows what was chosen in both, by its key in `places`. */
export function besideTexts(id) {
  const linked = make("input", { type: "checkbox", checked: true });
  linked.checked = true;
  const panes = [];
  const move = (box, top) => scroll(box, top);
  panes.push(pane(id, 0, move), pane(id, 1, move));
  const scroll = linkScrolling(panes.map((each) => each.box), () => linked.checked);
  const layer = make("select", { id: `${id}-layer` }, make("option", { value: "", text: say("explorer.beside-no-marks") }));
  const names = [say("explorer.beside-quote"), say("explorer.beside-claim"), say("explorer.beside-loaded")];
  LAYERS.forEach((value, i) => layer.append(make("option", { value, text: names[i] })));
  layer.value = "";
  layer.addEventListener("input", () => panes.forEach((each) => each.draw(layer.value)));
  const said = make("p", { class: "kw-hidden", role: "status" });
  const controls = make(
    "div",
    { class: "kw-row kb-controls" },
    make("label", { class: "kw-option" }, linked, make("span", { text: say("explorer.beside-linked") })),
    make("span", {}, make("label", { for: `${id}-layer`, text: say("explorer.beside-marks") }), " ", layer),
  );
  let [pair, places, letters] = [[], [], []];
  return {
    node: make("div", { class: "kb-texts" }, controls, said, make("div", { class: "kb-panes" }, ...panes.map((each) => each.node))),
    show(data, docs, names) {
      pair = data.pair;
      places = pair.map((at) => data.articles[at].places);
      letters = pair.map((at) => names[at]);
      panes.forEach((each, side) => {
        each.open(docs[side], letters[side]);
        each.draw(layer.value);
        each.box.scrollTop = 0;
      });
    },
    /** Show the places of a key in both texts, or in the one of the article with the number `only`. */
    pick(key, label, only = null) {
      const mine = (side) => only === null || pair[side] === only;
      const found = panes.map((each, side) => each.pick((mine(side) && places[side][key]) || [], layer.value));
      said.textContent = say("explorer.beside-found", { label, one: letters[0], two: letters[1], n: found[0], m: found[1] });
    },
  };
}
