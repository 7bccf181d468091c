// The text of the article in front, with its layers: what is marked, why, and where what is selected stands.

import { make, set } from "./dom.js";
import { isShown, layerControls, speechOf, titleOf } from "./explorer_layers.js";
import { drawnByBlock, groups, nodesOf } from "./explorer_marks.js";
import { reasonLines, reasonsCard } from "./explorer_reasons.js";
import { placesLine } from "./explorer_selected.js";
import { blockOf, excerpt } from "./highlighter_text.js";
import { say } from "./strings.js";

const CLAIM_LETTERS = { opinion: "O", call: "L", prediction: "P", cause: "C", unclear: "U", fact: "F" };
const HELD_AWAY = ["scare", "title", "term"]; // in quotation marks, and nobody speaks

/** The text, block by block, with the controls of its layers above it. */
export function reader(bus, offers) {
  const view = { bus, titles: offers.labels, marks: [], rows: [], painted: [], open: null, doc: null };
  view.layers = layerControls(view.titles, () => (closeReasons(view, false), paintText(view, true)));
  view.text = make("div", { class: "ke-text", role: "region", tabindex: "0", "aria-label": say("explorer.text") });
  view.spoken = make("p", { class: "kw-hidden", role: "status" });
  view.selected = placesLine(bus, (at) => goTo(view, at));
  const limit = offers.closer ? null : make("p", { class: "kw-hint", text: say("explorer.by-patterns") });
  const node = make("div", { class: "ke-reader" }, view.layers.node, limit, view.selected.node, view.text, view.spoken);
  view.text.addEventListener("click", (event) => onClick(view, event));
  view.text.addEventListener("keydown", (event) => onKey(view, event));
  const show = (doc) => {
    const isSame = doc?.id === view.doc?.id && doc?.text.count === view.doc?.text.count;
    const goesOn = isSame && view.doc?.early; // the same words, with more found in them
    const zones = JSON.stringify(doc?.zones.map(({ at, label, furniture }) => [at, label, furniture]));
    if (!isSame || zones !== view.zones) layText(view, doc, isSame); // with other zones too: some may have been corrected
    view.zones = zones;
    view.doc = doc;
    if (!doc) return;
    const before = goesOn && standing(view);
    takeMarks(view, goesOn);
    if (before) standAgain(view, before);
  };
  const follow = (selection) => {
    view.selected.show(selection);
    if (!view.doc) return;
    paintText(view);
    if (selection?.at.length && selection.from !== "reader") goTo(view, selection.at[0]);
  };
  return { node, early: true, show, follow };
}

/** Put the words of an article on the page, with the furniture folded; where it is the same as before, one stays where one was. */
function layText(view, doc, isSame) {
  const { scrollTop } = view.text;
  const unfolded = isSame ? view.rows.map((row) => row.closest(".ke-folded")?.hidden === false) : [];
  closeReasons(view, false);
  view.painted = [];
  view.rows = [];
  view.current = view.over = null;
  view.text.scrollTop = 0;
  if (!doc) return view.text.replaceChildren();
  const zones = new Map(doc.zones.filter((zone) => zone.at).map((zone) => [blockOf(doc.text, zone.at[0]), zone]));
  view.zoneOf = (b) => zones.get(b);
  view.rows = doc.text.blocks.map((_, b) => {
    const label = zones.get(b)?.label;
    const again = label === zones.get(b - 1)?.label ? " ke-again" : "";
    const about = { type: "button", class: `ke-zone${again}`, "data-zone": b, "aria-expanded": "false", title: say("explorer.zone-why") };
    const words = make(label === "headline" ? "h3" : "p", { class: "ke-words", dir: "auto", "data-block": b });
    return make("div", { class: `ke-block ke-zone-${label}` }, label ? make("button", { ...about, text: label }) : null, words);
  });
  const parts = groups(doc.text.blocks.length, view.zoneOf).map((group) => {
    const rows = group.blocks.map((b) => view.rows[b]);
    return group.furniture ? folded(group, rows, group.blocks.some((b) => unfolded[b])) : rows[0];
  });
  view.text.replaceChildren(...parts);
  if (isSame) view.text.scrollTop = scrollTop;
  view.text.classList.toggle("ke-long", doc.text.count > 5000);
}

/** Furniture behind a line that says what it is. */
function folded({ blocks, labels }, rows, isOpen) {
  const box = make("div", { class: "ke-folded", hidden: true }, ...rows);
  const said = say("explorer.furniture", { n: blocks.length, labels: labels.join(", ") });
  const open = (isOpen = box.hidden) => {
    box.hidden = !isOpen;
    set(line, "aria-expanded", String(isOpen));
  };
  const line = make("button", { type: "button", class: "ke-fold", "aria-expanded": "false", text: said, click: () => open() });
  open(isOpen);
  box.kitOpen = open;
  return make("div", { class: "ke-furniture" }, line, box);
}

/** Take in what was found in an article. */
function takeMarks(view, goesOn) {
  const { marks } = view.doc;
  const { speakers, within } = speechOf(marks);
  view.inSpeech = within;
  view.marks = marks.map((mark, number) => ({ ...mark, number, ...drawnAs(mark, view.titles) })).filter((mark) => mark.at);
  const reasons = new Map(view.doc.zones.filter((zone) => zone.at).map((zone) => [blockOf(view.doc.text, zone.at[0]), zone]));
  view.zoneOf = (b) => reasons.get(b);
  view.layers.show(marks, speakers, goesOn);
  closeReasons(view, false);
  paintText(view, true);
}

/** Where a reader is in an article while more is found in it: at a mark, with the reasons for some open. */
function standing(view) {
  const { open, current } = view;
  const focus = open?.node?.contains(document.activeElement) ? "reasons" : current === document.activeElement ? "mark" : null;
  const before = { open, focus, mark: current && marksOf(view, current)[0] };
  if (focus) document.activeElement.blur(); // numbers of marks change: the focus would go to another
  return before;
}

/** Go on where a reader was: at the same mark, with the same reasons open, as far as they are still there. */
function standAgain(view, { open, focus, mark }) {
  const again = (old) => view.marks.find(({ layer, label, at }) => layer === old.layer && label === old.label && `${at}` === `${old.at}`);
  const marks = open?.marks.map((old) => (old.layer === "zone" ? old : again(old))) ?? [];
  if (open && marks.every(Boolean)) {
    view.open = { ...open, marks, node: null };
    paintText(view);
    const covered = marks[0].layer !== "zone" && elementsOf(view, marks[0]).find((node) => marksOf(view, node).length === marks.length);
    if (covered) view.open.key = covered.dataset.marks;
    if (focus === "reasons") view.open.node?.querySelector("button").focus();
  }
  const now = mark && again(mark);
  if (now) stand(view, elementsOf(view, now)[0], focus === "mark");
}

function drawnAs({ layer, label, attributes }, titles) {
  const look = layer === "quote" && HELD_AWAY.includes(label) ? "held" : layer;
  const spoken = [titleOf(titles, `${layer} ${label}`), attributes.speaker].filter(Boolean).join(", ");
  return { look, spoken, tag: layer === "claim" ? (CLAIM_LETTERS[label] ?? "") : "" };
}

/** Draw the blocks anew on which something changed, and no others; other marks are drawn only when it is said. */
function paintText(view, otherMarks = false) {
  const { doc, bus, layers, open } = view;
  if (otherMarks) {
    const shown = view.marks.filter((mark) => isShown(mark, layers.state, view.inSpeech));
    view.base = drawnByBlock(doc.text, shown, [], []);
  }
  const over = drawnByBlock(doc.text, [], bus.selection?.at ?? [], open?.evidence ?? []);
  const stood = view.text.contains(document.activeElement) && document.activeElement.dataset.marks;
  const blocks = otherMarks ? doc.text.blocks.keys() : new Set([...(view.over?.keys() ?? []), ...over.keys()]);
  for (const b of blocks) {
    const spans = [...(view.base.get(b) ?? []), ...(over.get(b) ?? [])];
    const signature = JSON.stringify(spans);
    if (view.painted[b] === signature) continue;
    view.painted[b] = signature;
    lineOf(view, b).replaceChildren(...nodesOf(doc.text.blocks[b].text, spans));
  }
  view.over = over;
  if (open && !open.node?.parentElement && open.marks) putCard(view);
  if (!view.current || !view.text.contains(view.current)) restore(view, stood);
}

const lineOf = (view, b) => view.rows[b].lastChild;

/** After the text was drawn anew: one stop for the Tab key, and the focus where it was, at the marks `stood`. */
function restore(view, stood) {
  const all = stops(view);
  const same = all.find((stop) => stop.dataset.marks === (stood || view.current?.dataset.marks));
  stand(view, same ?? all[0], Boolean(same && stood));
}

/** The elements of a mark in the block where it starts, or where it ends. */
function elementsOf(view, mark, end = 0) {
  const all = lineOf(view, blockOf(view.doc.text, mark.at[end])).querySelectorAll(".ke-mark");
  return [...all].filter((node) => node.dataset.marks.split(" ").includes(`${mark.number}`));
}

/** The places where a mark starts, in order; those in folded furniture are passed by. */
function stops(view) {
  return [...view.text.querySelectorAll(".ke-mark[role=button]")].filter((stop) => !stop.closest("[hidden]"));
}

function stand(view, stop, focus = true) {
  if (view.current) view.current.tabIndex = -1;
  view.current = stop;
  if (!stop) return;
  stop.tabIndex = 0;
  if (focus) stop.focus();
}

// ---- the reasons ----

function onClick(view, event) {
  if (event.target.closest(".ke-reasons")) return;
  const zone = event.target.closest("[data-zone]");
  if (zone) return openReasons(view, zone, [{ layer: "zone", ...view.zoneOf(Number(zone.dataset.zone)) }]);
  const mark = event.target.closest(".ke-mark");
  if (mark && String(getSelection() ?? "").length < 2) openReasons(view, mark, marksOf(view, mark));
}

/** The marks that cover a run: the shortest first. */
function marksOf(view, node) {
  const numbers = new Set(node.dataset.marks.split(" ").map(Number));
  return view.marks.filter((mark) => numbers.has(mark.number)).sort((a, b) => a.at[1] - a.at[0] - (b.at[1] - b.at[0]));
}

/** Open the reasons for some marks under the line that they stand in; opened again, they are closed. */
function openReasons(view, node, marks) {
  const key = node.dataset.marks ?? `zone ${node.dataset.zone}`;
  if (view.open?.key === key) return closeReasons(view);
  closeReasons(view, false);
  const evidence = marks.flatMap((mark) => Object.values(mark.evidence ?? {})).filter(Boolean);
  view.open = { key, marks, evidence, from: node };
  if (node.dataset.marks) {
    stand(view, elementsOf(view, marks[0])[0] ?? node, false);
    const [mark] = marks;
    view.bus.select({ from: "reader", label: `“${excerpt(view.doc.text, ...mark.at, 40)}”`, at: [mark.at] });
  } else paintText(view);
  const words = (at) => excerpt(view.doc.text, ...at, 60);
  view.spoken.textContent = marks.flatMap((mark) => reasonLines(mark, view.titles, words).map(([, text]) => text)).join(" ");
}

function putCard(view) {
  const { open, text } = view;
  const [mark] = open.marks;
  open.node = reasonsCard(open.marks, view.doc, view.titles, () => closeReasons(view));
  if (mark.layer === "zone") {
    const row = view.rows[Number(open.key.split(" ")[1])];
    set(row.firstChild, "aria-expanded", "true");
    return row.insertBefore(open.node, row.lastChild);
  }
  const last = elementsOf(view, mark, 1).at(-1);
  const [first] = elementsOf(view, mark);
  if (first) set(first, "aria-expanded", "true");
  const row = last?.parentElement;
  if (!row) return;
  row.insertBefore(open.node, row.childNodes[[...row.childNodes].indexOf(last) + 1] ?? null);
  const [card, pane] = [open.node, text].map((node) => node.getBoundingClientRect());
  const over = Math.min(card.bottom - pane.bottom + 8, card.top - pane.top - 60);
  if (over > 0) text.scrollTop += over;
}

/** Close the reasons; the focus goes back to their mark. */
function closeReasons(view, isAsked = true) {
  const { open } = view;
  if (!open) return;
  view.open = null;
  const had = open.node?.contains(document.activeElement);
  open.node?.remove();
  for (const node of view.text.querySelectorAll("[aria-expanded=true]")) if (!node.matches(".ke-fold")) set(node, "aria-expanded", "false");
  if (!isAsked) return;
  view.spoken.textContent = "";
  if (view.bus.selection?.from === "reader") view.bus.select(null);
  else paintText(view);
  if (had && open.key.startsWith("zone")) open.from.focus();
  else if (had) stand(view, view.current);
}

// ---- keys, and places ----

function onKey(view, event) {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  if (event.key === "Escape" && view.open) {
    event.preventDefault();
    return closeReasons(view);
  }
  const at = event.target.closest(".ke-mark[role=button]");
  if (!at) return;
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const all = stops(view);
  const edge = { Home: 0, End: all.length - 1 }[event.key];
  if (event.key === "Enter" || event.key === " ") openReasons(view, at, marksOf(view, at));
  else if (step || edge !== undefined) stand(view, all[edge ?? Math.min(all.length - 1, Math.max(0, all.indexOf(at) + step))]);
  else return;
  event.preventDefault();
}

/** Bring a place into sight within the text, without the focus; furniture that it stands in is unfolded. */
function goTo(view, [first]) {
  const b = blockOf(view.doc.text, first);
  const row = view.rows[b];
  row.closest(".ke-folded")?.kitOpen(true);
  const reveal = () => {
    const target = row.querySelector(".ke-is-selected") ?? row;
    const [box, pane] = [target.getBoundingClientRect(), view.text.getBoundingClientRect()];
    if (box.top < pane.top + 8 || box.bottom > pane.bottom - 8) view.text.scrollTop += box.top - pane.top - (pane.bottom - pane.top) / 3;
  };
  reveal();
  if (view.text.classList.contains("ke-long")) requestAnimationFrame(reveal); // blocks that were never drawn have a guessed height
}
