// A text whose words are shaded and underlined by how many marked them. Words reach the page through text nodes alone.

import { titlesOf } from "./class_desk.js";
import { make } from "./dom.js";
import { within, wordsOf } from "./highlighter_text.js";
import { roveBy } from "./highlighter_roving.js";
import { say } from "./strings.js";

const STEPS = 5; // of shade, and of thickness

/** From 1, a few, to STEPS, nearly all. */
export const step = (count, n) => Math.max(1, Math.ceil((STEPS * count) / n - 1e-9));

/** What each shade stands for, in numbers of learners. */
export function legendOf(n, { key, program }) {
  const upTo = (at) => Math.floor((at * n) / STEPS);
  const shades = Array.from({ length: STEPS }, (_, i) => i + 1).filter((at) => upTo(at) > upTo(at - 1));
  const range = (at) => (upTo(at - 1) + 1 === upTo(at) ? `${upTo(at)}` : `${upTo(at - 1) + 1}–${upTo(at)}`);
  const entry = (at) => make("li", {}, make("span", { class: "kcv-run", "data-step": at, "aria-hidden": "true", text: say("class.sample") }), ` ${range(at)}`);
  const line = (kind, text) => make("li", {}, make("span", { class: `kcv-over kcv-over-${kind}`, "aria-hidden": "true", text: say("class.sample") }), ` ${text}`);
  return make(
    "ul",
    { class: "kcv-legend", "aria-label": say("class.legend") },
    ...shades.map(entry),
    key ? line("key", say("class.key-line")) : null,
    program ? line("program", say("class.program-line")) : null,
  );
}

/** The text; runs are one stop of the Tab key, the arrows go from one to the next, and each tells of itself. */
export function drawWords({ doc, map, n, runs, settings, tell }) {
  const over = [...(settings.key ? map.key.map(overlay("key")) : []), ...(settings.program ? map.program.map(overlay("program")) : [])];
  const drawn = new Map();
  const text = make("div", { class: "kcv-text", role: "group", "aria-label": map.title || map.step });
  if (settings.counts) text.dataset.counts = "yes";
  doc.blocks.forEach((block, b) => text.append(paragraph({ doc, block, b, n, runs, over, drawn })));
  const stops = [...drawn.keys()];
  stops.forEach((run, i) => (run.tabIndex = i ? -1 : 0));
  const told = (event) => {
    const run = event.target.closest?.(".kcv-stop");
    if (!run) return;
    for (const each of text.querySelectorAll(".kcv-shown")) each.classList.remove("kcv-shown");
    run.classList.add("kcv-shown");
    tell(about({ doc, map, ...drawn.get(run) }));
  };
  text.addEventListener("mouseover", told);
  text.addEventListener("focusin", told);
  text.addEventListener("keydown", (event) => roveBy(text, event, ".kcv-stop") && event.preventDefault());
  return text;
}

const overlay = (kind) => ([first, last, label, tier, why]) => ({ kind, first, last, label, tier, why });

/** A paragraph, cut where anything begins or ends. */
function paragraph({ doc, block, b, n, runs, over, drawn }) {
  const last = (doc.firsts[b + 1] ?? doc.count) - 1;
  const here = (each) => each.first <= last && each.last >= block.first;
  const [shades, lines] = [runs.filter(here), over.filter(here)];
  const starts = [block.first, ...[...shades, ...lines].flatMap((each) => [Math.max(each.first, block.first), each.last + 1])];
  const cuts = [...new Set(starts)].filter((at) => at <= last).sort((one, two) => one - two);
  const node = make("p", { dir: "auto" });
  let end = 0;
  cuts.forEach((first, i) => {
    const piece = { first, last: (cuts[i + 1] ?? last + 1) - 1 };
    const covers = (each) => each.first <= piece.last && each.last >= piece.first;
    const [from, to] = within(block, piece.first, piece.last);
    if (from > end) node.append(block.text.slice(end, from));
    node.append(drawPiece({ ...piece, text: block.text.slice(from, to), n, run: shades.find(covers), lines: lines.filter(covers), drawn }));
    end = to;
  });
  node.append(block.text.slice(end));
  return node;
}

function drawPiece({ first, last, text, n, run, lines, drawn }) {
  if (!run && !lines.length) return document.createTextNode(text);
  const node = make("span", { class: "kcv-stop", role: "button", tabindex: "-1" });
  if (run) {
    node.classList.add("kcv-run");
    node.dataset.step = step(run.who.length, n);
    node.dataset.n = run.who.length;
  }
  for (const { kind, first: start } of lines) {
    node.classList.add("kcv-over");
    node.classList.add(`kcv-over-${kind}`);
    if (start === first) node.dataset[kind] = "yes";
  }
  node.textContent = text;
  drawn.set(node, { first, last, run, lines });
  return node;
}

/** What there is to say of a run: its words, who marked them, and what key and program have there. */
export function about({ doc, map, first, last, run, lines }) {
  const titles = titlesOf(map);
  const notes = lines.map(({ kind, label, tier, why }) => {
    const name = titles[label] ?? label;
    const head = kind === "program" ? say("class.program-has", { label: name }) : keySays(tier, name);
    return `${head} ${why}`.trim();
  });
  const [start, end] = run ? [run.first, run.last] : [first, last];
  return { words: wordsOf(doc, start, end), who: run?.who ?? [], by: run?.by ?? {}, notes };
}

/** What the key says of a place. */
export function keySays(tier, label) {
  if (tier === "trap") return say("class.key-trap", { label });
  return tier === "accept" ? say("class.key-open", { label }) : say("class.key-has", { label });
}
