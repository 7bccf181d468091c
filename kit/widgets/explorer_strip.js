// The text as a strip: each paragraph as long as its words, and whose they are; each sentence likewise.

import { make } from "./dom.js";
import { choiceOf, figureOf, lookOf, percent, rowList, voiceSign, voiceTitles } from "./explorer_rows.js";
import { lastNotAfter, runs } from "./highlighter_text.js";
import { say } from "./strings.js";

const MOST_TICKS = 60; // in a paragraph

/** The zone of each block, by the number of the block's first word. */
function zonesByBlock({ zones, blocks }) {
  return blocks.map(({ at }) => zones[lastNotAfter(zones, at[0], (zone) => zone.at[0])]);
}

/** Blocks as rows: each by itself, those of furniture that follow each other together. */
function stretchesOf(doc) {
  const zones = zonesByBlock(doc);
  const out = [];
  doc.blocks.forEach(({ at, words, shares }, i) => {
    const zone = zones[i];
    const last = out.at(-1);
    if (zone?.furniture && last?.furniture) {
      last.at = [last.at[0], at[1]];
      last.words += words;
      last.numbers[1] = i + 1;
      last.labels.add(zone.label);
    } else out.push({ at, words, shares, numbers: [i + 1, i + 1], furniture: Boolean(zone?.furniture), labels: new Set([zone?.label ?? ""]) });
  });
  return out.map((stretch) => ({ ...stretch, parts: partsOf(doc, stretch) }));
}

/** A stretch cut by voice, in order: { voice, share } each. */
function partsOf({ voices }, { at: [first, last], furniture }) {
  if (furniture) return [{ voice: "furniture", share: 1 }];
  const size = last - first + 1;
  const spans = ["author", "quoted"].flatMap((voice) =>
    voices[voice]
      .filter(([from, to]) => from <= last && to >= first)
      .map(([from, to]) => ({ voice, from: Math.max(0, from - first), to: Math.min(size, to - first + 1) })),
  );
  return runs(size, spans).map(({ from, to, covers }) => ({ voice: covers.length ? spans[covers.at(-1)].voice : "label", share: (to - from) / size }));
}

/** How much of a stretch each voice has, in words. */
function sharesOf({ shares, furniture }) {
  const whose = furniture ? { furniture: 1 } : shares;
  return Object.entries(whose).map(([voice, share]) => `${voiceTitles()[voice].toLowerCase()} ${percent(share)}`);
}

/** The number of a stretch, and its zones. */
function nameOf({ numbers: [first, last], labels }) {
  return { number: first === last ? String(first) : `${first}–${last}`, zones: [...labels].slice(0, 3).join(", ") + (labels.size > 3 ? " …" : "") };
}

function stretchRow(stretch, longest) {
  const { number, zones } = nameOf(stretch);
  const { at, words, parts } = stretch;
  const ticks = make("span", { class: "kv-ticks" });
  const segments = parts.map(({ voice, share }) => make("span", { class: `kv-part ${lookOf(voice)}`, style: `--share:${share.toFixed(4)}` }));
  const bar = make("span", { class: "kv-segment", style: `--long:${(words / longest).toFixed(4)}` }, ...segments, ticks);
  return {
    label: say("explorer.paragraph", { number }),
    at: [at],
    ticks,
    spoken: [say("explorer.paragraph", { number }), zones, say("explorer.words", { n: words }), ...sharesOf(stretch)].join(", "),
    parts: [
      make("span", { class: "kv-number", text: number }),
      make("span", { class: "kv-zone", text: zones }),
      make("span", { class: "kv-room" }, bar),
      make("span", { class: "kv-count", text: words.toLocaleString("en") }),
    ],
  };
}

/** Where the selection stands in a row: a tick for each place. */
function drawTicks({ at: [[first, last]], ticks }, selection) {
  const here = (selection?.at ?? []).filter(([from, to]) => from <= last && to >= first).slice(0, MOST_TICKS);
  const size = last - first + 1;
  ticks.replaceChildren(
    ...here.map(([from, to]) => {
      const [start, end] = [Math.max(from, first), Math.min(to, last)];
      return make("span", { class: "kv-tick", style: `--at:${((start - first) / size).toFixed(4)};--wide:${((end - start + 1) / size).toFixed(4)}` });
    }),
  );
}

function sentenceRow({ at, words, voice }, i, longest) {
  const name = say("explorer.sentence", { number: i + 1 });
  const bar = make("span", { class: `kv-segment ${lookOf(voice)}`, style: `--long:${(words / longest).toFixed(4)}` });
  return {
    label: name,
    at: [at],
    spoken: [name, say("explorer.words", { n: words }), voiceTitles()[voice]].join(", "),
    parts: [
      make("span", { class: "kv-number", text: String(i + 1) }),
      voiceSign(voice),
      make("span", { class: "kv-room" }, bar),
      make("span", { class: "kv-count", text: String(words) }),
    ],
  };
}

function lengthsFound(sentences) {
  const lengths = (voice) => sentences.filter((each) => each.voice === voice).map(({ words }) => words);
  const of = (voice, key) => {
    const own = lengths(voice);
    const [low, high] = [Math.min(...own), Math.max(...own)];
    return own.length ? say(key, { n: own.length, range: low === high ? low : say("explorer.interval", { low, high }) }) : null;
  };
  const found = [of("author", "explorer.lengths-author"), of("quoted", "explorer.lengths-quoted")].filter(Boolean);
  return found.length ? found.join(" ") : say("explorer.no-sentence");
}

function stripFound(stretches) {
  const all = stretches.reduce((sum, { words }) => sum + words, 0) || 1;
  const furniture = stretches.filter((each) => each.furniture).reduce((sum, { words }) => sum + words, 0);
  return say("explorer.strip-found", { n: all, share: percent(furniture / all) });
}

function legendOf(voices) {
  const titles = voiceTitles();
  return make("p", { class: "kv-legend" }, ...voices.map((voice) => make("span", {}, voiceSign(voice), titles[voice])));
}

/** The view of the text from top to bottom. */
export function stripView(bus) {
  const paragraphs = rowList(bus, "strip", { name: say("explorer.paragraphs") });
  const sentences = rowList(bus, "strip", { name: say("explorer.sentences") });
  paragraphs.node.classList.add("kv-strip");
  sentences.node.classList.add("kv-strip");
  const strip = figureOf(say("explorer.paragraphs"), legendOf(["author", "quoted", "furniture", "label"]), paragraphs.node);
  const lengths = figureOf(say("explorer.sentences"), sentences.node);
  const halves = { paragraphs: strip.node, sentences: lengths.node };
  const half = choiceOf(say("explorer.strip-shows"), { paragraphs: say("explorer.paragraphs"), sentences: say("explorer.sentences") }, () => choose());
  const choose = () => Object.entries(halves).forEach(([name, each]) => (each.hidden = name !== half.chosen()));
  choose();
  const node = make("div", {}, half.node, strip.node, lengths.node);
  const show = (doc) => {
    const stretches = stretchesOf(doc);
    const longest = Math.max(1, ...stretches.map(({ words }) => words));
    paragraphs.draw(stretches.map((stretch) => stretchRow(stretch, longest)));
    strip.tell(stripFound(stretches), stripTable(stretches), say("explorer.strip-limits"));
    const said = doc.sentences.filter(({ voice }) => voice === "author" || voice === "quoted");
    const most = Math.max(1, ...said.map(({ words }) => words));
    sentences.draw(said.map((sentence, i) => sentenceRow(sentence, i, most)));
    lengths.tell(lengthsFound(said), lengthsTable(said), say("explorer.lengths-limits"));
  };
  const follow = (selection) => {
    paragraphs.follow(selection, (row) => drawTicks(row, selection));
    sentences.follow(selection);
  };
  return { node, show, follow };
}

function stripTable(stretches) {
  const heads = [say("explorer.head-paragraph"), say("explorer.head-zone"), say("explorer.head-words"), say("explorer.head-whose")];
  const rows = stretches.map((each) => {
    const { number, zones } = nameOf(each);
    return [number, zones, each.words.toLocaleString("en"), sharesOf(each).join(", ")];
  });
  return [heads, ...rows];
}

function lengthsTable(sentences) {
  const heads = [say("explorer.head-sentence"), say("explorer.head-words"), say("explorer.head-whose")];
  return [heads, ...sentences.map(({ words, voice }, i) => [String(i + 1), String(words), voiceTitles()[voice]])];
}
