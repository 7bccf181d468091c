// A text block by block, and beside each block how many gave it which label.

import { mostFirst, percent, titlesOf } from "./class_desk.js";
import { keySays } from "./class_heat_words.js";
import { make } from "./dom.js";
import { roveBy } from "./highlighter_roving.js";
import { say } from "./strings.js";

/** The blocks, each with a bar a label that anyone gave it; one stop of the Tab key, the arrows go along. */
export function drawBlocks({ doc, map, n, runs, settings, tell }) {
  const text = make("div", { class: "kcv-text kcv-blocks", role: "group", "aria-label": map.title || map.step });
  const titles = titlesOf(map);
  const at = (list, number) => list.find(([first, last]) => first <= number && last >= number);
  doc.blocks.forEach((block, number) => {
    const run = runs.find(({ first, last }) => first <= number && last >= number);
    const theirs = settings.key ? at(map.key, number) : null;
    const programs = settings.program ? at(map.program, number) : null;
    const notes = [
      theirs ? `${keySays(theirs[3] === "accept" ? "accept" : "must", titles[theirs[2]] ?? theirs[2])} ${theirs[4]}`.trim() : null,
      programs ? say("class.program-has", { label: titles[programs[2]] ?? programs[2] }) : null,
    ].filter(Boolean);
    const told = () => tell({ words: block.text, who: run?.who ?? [], by: run?.by ?? {}, notes });
    text.append(row({ block, number, run, n, titles, told, theirs, programs }));
  });
  text.addEventListener("keydown", (event) => roveBy(text, event, ".kcv-stop") && event.preventDefault());
  return text;
}

function row({ block, number, run, n, titles, told, theirs, programs }) {
  const labels = mostFirst(run?.by ?? {});
  const bar = ([label, who]) => {
    const line = make("span", { class: "kcv-bar", "aria-hidden": "true" });
    line.style.setProperty("--part", n ? who.length / n : 0);
    const words = say("class.label-count", { label: titles[label] ?? label, n: who.length, part: percent(who.length, n) });
    return make("span", { class: "kcv-votes" }, make("span", { text: words }), line);
  };
  const tag = (given, words) => (given ? make("span", { class: "kcv-tag", text: `${words} ${titles[given[2]] ?? given[2]}` }) : null);
  const gutter = make("div", { class: "kcv-gutter" }, ...labels.map(bar), tag(theirs, say("class.key-short")), tag(programs, say("class.program-short")));
  const words = make("div", { class: "kcv-block-words", dir: "auto", text: block.text });
  const about = { class: "kcv-row kcv-stop", role: "button", tabindex: number ? "-1" : "0", focus: told, mouseenter: told };
  return make("div", about, gutter, words);
}
