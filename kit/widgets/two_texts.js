// Two texts side by side. Each paragraph is a stop; what it tells and the other tells too is lit up in both.

import { make, newId, set } from "./dom.js";
import { follow } from "./form.js";
import { say } from "./strings.js";
import { scrollTogether } from "./two_texts_scroll.js";

const HEAD = 28; // px between the head of a box and what is brought there
const GAP = 8; // px between what is said of a fact and the texts

const namesIn = (block) => [...new Set(block.flatMap(([, names]) => names))];
const isOnly = (name) => name.startsWith("o");

/** The hard words of a text, folded. */
function hardWords(terms) {
  if (!terms.length) return null;
  const list = make("dl", {}, ...terms.flatMap(([term, meaning]) => [make("dt", { text: term }), make("dd", { text: meaning })]));
  const summary = make("summary", { text: say("pair.words"), "data-lm-suppress-shortcuts": "true" });
  return make("details", { class: "kz-words" }, summary, list);
}

/** One column: its head, and a box of paragraphs of which one is a stop for Tab. */
function column({ title, whose, blocks, terms }, side, { id, open, move }) {
  const paragraphs = blocks.map((block, at) => {
    const runs = block.map(([words, names]) => {
      const run = make("span", { class: names.some(isOnly) ? "kz-run kz-only" : "kz-run", text: words });
      run.names = names;
      return run;
    });
    const told = namesIn(block).some(isOnly) ? make("span", { class: "kz-tag", text: say("pair.only") }) : null;
    const about = { class: "kz-block", role: "listitem", tabindex: at ? "-1" : "0", dir: "auto" };
    const node = make("div", about, told, ...runs);
    node.addEventListener("click", (event) => open(side, at, event.target.names));
    node.addEventListener("keydown", (event) => move(event, side, at));
    return { node, runs, names: namesIn(block) };
  });
  const box = make("div", { class: "kz-box", role: "list", "aria-labelledby": `${id}-${side}` }, ...paragraphs.map(({ node }) => node));
  const head = make("div", { class: "kz-head" }, make("strong", { id: `${id}-${side}`, text: title }), make("span", { class: "kw-hint", text: whose }));
  return { root: make("div", { class: "kz-side" }, head, box, hardWords(terms)), box, paragraphs, title };
}

/** Light up the words of a fact in both texts, and take the light from all others. */
function light(columns, names) {
  for (const { paragraphs } of columns) {
    for (const { node, runs } of paragraphs) {
      for (const run of runs) run.classList.toggle("kz-lit", run.names.some((name) => names.includes(name)));
      const on = runs.some((run) => run.classList.contains("kz-lit"));
      node.classList.toggle("kz-on", on);
      set(node, "aria-current", on && "true");
    }
  }
}

const runOf = ({ paragraphs }, name) => paragraphs.flatMap(({ runs }) => runs).find((each) => each.names.includes(name));

/** How high in its box the words of a fact begin, from the head of the text. */
function heightOf({ box, paragraphs }, name) {
  const run = runOf({ paragraphs }, name);
  return run ? run.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop - HEAD : 0;
}

/** Whether words begin where a reader sees them, on the screen and with nothing over them; or are not shown at all. */
function isSeen(run) {
  const [at] = run.getClientRects();
  return !at || run.contains(document.elementFromPoint(at.left + 2, at.top + 4));
}

/** Where the words of a fact begin beyond the screen, in one text or both, the page goes to what is said of it: both have
 *  room below. */
function bringPage({ columns, texts, top }, name) {
  if (columns.map((each) => runOf(each, name)).every(isSeen)) return;
  texts.style.scrollMarginTop = `${top.offsetHeight + GAP}px`;
  texts.scrollIntoView({ block: "start" });
}

/** The controls: on a small page which text is seen; whether the texts scroll together; facts one after the other. */
function controls(titles, { id, step, show }) {
  const together = make("input", { type: "checkbox", id: `${id}-together` });
  together.checked = true;
  const tick = make("label", { class: "kz-check", for: `${id}-together` }, together, make("span", { text: say("pair.together") }));
  const button = (text, by) => make("button", { type: "button", class: "kw-button kz-plain", text, click: () => step(by) });
  const row = make("div", { class: "kz-row" }, button(say("pair.previous"), -1), button(say("pair.next"), 1));
  const shown = ["both", "0", "1"];
  const radios = shown.map((value, n) => {
    const input = make("input", { type: "radio", name: `${id}-shown`, value, id: `${id}-shown-${value}`, change: () => show(value) });
    input.checked = !n;
    return make("label", { class: "kz-check", for: `${id}-shown-${value}` }, input, make("span", { text: n ? titles[n - 1] : say("pair.both") }));
  });
  const choice = make("fieldset", { class: "kz-switch" }, make("legend", { text: say("pair.show") }), ...radios);
  return { row, choice, tick, together };
}

/** What is said of a paragraph: what both tell there, or, once it may be known, what the other leaves out. */
function saidOf(names, links, only, other) {
  const shared = names.filter((name) => !isOnly(name)).map((name) => links[Number(name)]);
  const whys = names.filter(isOnly).map((name) => only[Number(name.slice(1))]);
  const alone = whys.length ? [say("pair.left-out", { title: other, why: whys.join(" ") })] : [];
  const both = shared.length ? [say("pair.shared", { facts: shared.join("; ") })] : [];
  return [...both, ...alone].join(" ") || say(only.length ? "pair.no-more" : "pair.no-link");
}

/** What one can do in a pair: `view` has its columns, its parts, and the number of the fact that is shown, or -1. */
function deeds(view, model) {
  const stop = (side, block) => {
    view.columns[side].paragraphs.forEach(({ node }, n) => (node.tabIndex = n === block ? 0 : -1));
    return view.columns[side].paragraphs[block].node;
  };
  const show = (value) => {
    view.texts.dataset.shown = value;
    for (const input of view.bar.choice.querySelectorAll("input")) input.checked = input.value === value;
  };
  const seen = (side) => view.texts.dataset.shown !== "both" && show(String(side)); // on a small page one may be hidden
  const bring = (side, name) => view.scroll.drive(view.columns[side].box, heightOf(view.columns[side], name));
  const partner = (side, name) => view.columns[side].paragraphs.findIndex(({ names }) => names.includes(name));
  const open = (side, block, picked = []) => {
    const names = picked.length ? picked : view.columns[side].paragraphs[block].names;
    const shared = names.find((name) => !isOnly(name));
    stop(side, block);
    light(view.columns, names);
    if (shared !== undefined) {
      view.at = Number(shared);
      seen(1 - side);
      bring(1 - side, shared);
    }
    view.said.textContent = saidOf(names, model.get("links"), model.get("only"), view.columns[1 - side].title);
    if (shared !== undefined) bringPage(view, shared);
  };
  const step = (by) => {
    const n = model.get("links").length;
    view.at = view.at < 0 ? (by > 0 ? 0 : n - 1) : (view.at + by + n) % n;
    light(view.columns, [String(view.at)]);
    for (const side of [0, 1]) {
      stop(side, partner(side, String(view.at)));
      bring(side, String(view.at));
    }
    view.said.textContent = say("pair.fact", { n: view.at + 1, all: n, fact: model.get("links")[view.at] });
    bringPage(view, String(view.at));
  };
  return { stop, show, open, step, seen, partner };
}

/** What a key asks of a paragraph. */
function keysOf(view, { stop, open, seen, partner }) {
  const across = (side, block) => {
    const name = view.columns[side].paragraphs[block].names.find((each) => !isOnly(each));
    const there = name === undefined ? Math.min(block, view.columns[1 - side].paragraphs.length - 1) : partner(1 - side, name);
    seen(1 - side);
    stop(1 - side, there).focus();
  };
  return (event, side, block) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const last = view.columns[side].paragraphs.length - 1;
    const to = { ArrowUp: Math.max(0, block - 1), ArrowDown: Math.min(last, block + 1), Home: 0, End: last }[event.key];
    if (to !== undefined) stop(side, to).focus();
    else if (event.key === "Enter" || event.key === " ") open(side, block);
    else if (event.key === (side ? "ArrowLeft" : "ArrowRight")) across(side, block);
    else return;
    event.preventDefault();
  };
}

function render({ model, el }) {
  const id = newId("kz");
  const view = { columns: [], at: -1, scroll: null, texts: make("div", { class: "kz-texts" }) };
  view.said = make("p", { class: "kz-said", role: "status", text: say("pair.begin") });
  const can = deeds(view, model);
  view.bar = controls(model.get("sides").map(({ title }) => title), { id, step: can.step, show: can.show });
  const draw = () => {
    const tops = view.columns.map(({ box }) => box.scrollTop);
    view.columns = model.get("sides").map((side, n) => column(side, n, { id, open: can.open, move: keysOf(view, can) }));
    view.texts.replaceChildren(...view.columns.map(({ root }) => root));
    const boxes = view.columns.map(({ box }) => box);
    boxes.forEach((box, n) => (box.scrollTop = tops[n] ?? 0));
    const places = () => model.get("links").map((_, n) => view.columns.map((side) => heightOf(side, String(n))));
    view.scroll = scrollTogether(boxes, { linked: () => view.bar.together.checked, places });
    if (model.get("only").length) view.said.textContent = say("pair.now-only");
  };
  const hint = make("p", { class: "kw-hint", text: say("pair.keys") });
  view.top = make("div", { class: "kz-top" }, view.bar.row, view.said);
  const parts = [view.bar.choice, view.bar.tick, view.top, view.texts, hint];
  el.append(make("div", { class: "kw-form kz-root", role: "group", "aria-label": say("pair.name") }, ...parts));
  can.show("both");
  draw();
  return follow(model, { "change:sides": draw });
}

export default { render };
