// The heat map over a text: how many marked each word or block, by label; who, where that is asked; the same in a table.

import { choice, heading, menu, mostFirst, nothing, people, percent, quoted, tick, titlesOf } from "./class_desk.js";
import { more } from "./class_bars.js";
import { creditLine } from "./class_credit.js";
import { drawBlocks } from "./class_heat_blocks.js";
import { drawWords, legendOf } from "./class_heat_words.js";
import { drawTable } from "./chart.js";
import { make, newId } from "./dom.js";
import { indexText, wordsOf } from "./highlighter_text.js";
import { say } from "./strings.js";

const ALL = ""; // all labels
const MOST_ROWS = 400; // of the table

/** The heat map: what is chosen in it stays while the lesson does. */
export function heat(desk) {
  const node = make("div", { class: "kcv-heat" });
  const id = newId("kh");
  let settings = { at: 0, label: ALL, which: "first", key: false, program: false, counts: false };
  let lesson = null;
  const set = (change, back) => {
    settings = { ...settings, ...change };
    show();
    node.querySelector(back)?.focus();
  };
  const show = () => {
    if (desk.lesson !== lesson) [lesson, settings] = [desk.lesson, { ...settings, at: 0, label: ALL }];
    const maps = (lesson?.maps ?? []).filter(({ tries }) => tries.now.n || tries.first.n);
    if (!maps.length) return node.replaceChildren(heading(say("class.heat")), nothing(say("class.no-marks")));
    const map = maps[settings.at];
    node.replaceChildren(
      heading(say("class.heat"), say(map.unit === "block" ? "class.heat-lead-blocks" : "class.heat-lead")),
      controls(id, maps, settings, set),
      picture(desk, map, settings),
    );
  };
  return { node, show };
}

function controls(id, maps, settings, set) {
  const map = maps[settings.at];
  const labels = [[ALL, say("class.all-labels")], ...map.labels.map(({ name, title, letter }) => [name, `${letter}  ${title}`])];
  const tries = [
    ["first", say("class.first-tries")],
    ["now", say("class.now")],
  ];
  const texts = maps.map(({ title, step }, at) => [at, title && step ? `${step}: ${title}` : title || step]);
  const pickOf = (name) => `[name="${id}-${name}"][value="${settings[name]}"]`;
  const pick = (name) => (value) => set({ [name]: value }, `[name="${id}-${name}"][value="${value}"]`);
  const over = [["key", map.key.length], ["program", map.program.length]].filter(([, n]) => n);
  const said = { key: say("class.show-key"), program: say("class.show-program") };
  const byWord = map.unit === "word";
  const tickOf = (name, text) => {
    const label = tick(text, settings[name], (on) => set({ [name]: on }, `[data-tick="${name}"]`));
    label.firstChild.dataset.tick = name;
    return label;
  };
  return make(
    "div",
    { class: "kcv-controls", "data-now": pickOf("label") },
    maps.length > 1 ? menu(`${id}-at`, say("class.which-text"), texts, settings.at, (value) => set({ at: Number(value), label: ALL }, "select")) : null,
    choice(`${id}-which`, say("class.tries"), tries, settings.which, pick("which")),
    byWord ? choice(`${id}-label`, say("class.label"), labels, settings.label, pick("label")) : null,
    make("div", { class: "kcv-ticks" }, byWord ? tickOf("counts", say("class.show-counts")) : null, ...over.map(([name]) => tickOf(name, said[name]))),
  );
}

function picture(desk, map, settings) {
  const doc = indexText({ unit: map.unit, blocks: map.blocks, sentences: [], glossary: { terms: [], places: [] } });
  const { n, runs } = map.tries[settings.which];
  const shown = chosenRuns(runs, settings.label);
  const about = aside(desk, map, n, map.unit === "block" ? "class.point-block" : shown.length ? "class.point" : "");
  const given = { doc, map, n, settings, runs: shown, tell: about.tell };
  const text = map.unit === "word" ? drawWords(given) : drawBlocks(given);
  return make(
    "div",
    {},
    make("p", { class: "kcv-small", text: say("class.marked-this", { n }) }),
    map.unit === "word" ? legendOf(n, settings) : null,
    make("div", { class: "kcv-beside" }, text, about.node),
    creditLine(map.credit, "kcv-small kcv-credit"),
    more(say("class.same-in-numbers"), numbers({ ...given, desk })),
  );
}

/** The runs in which a label was given, each with `who`: all who gave it, or any. */
function chosenRuns(runs, label) {
  const who = (by) => (label === ALL ? [...new Set(Object.values(by).flat())] : (by[label] ?? []));
  return runs.map(([first, last, by]) => ({ first, last, by, who: who(by).sort((a, b) => a - b) })).filter((run) => run.who.length);
}

/** What stands beside the text: of the words that are pointed at, how many marked them, as what, and who. */
function aside(desk, map, n, hint) {
  const node = make("div", { class: "kcv-aside", role: "status" }, hint ? make("p", { class: "kcv-hint", text: say(hint) }) : null);
  const titles = titlesOf(map);
  const tell = ({ words, who, by, notes }) => {
    node.replaceChildren(
      make("p", { class: "kcv-words", dir: "auto", text: quoted(words) }),
      make("p", {}, make("strong", { text: say("class.of", { n: who.length, all: n }) }), ` ${say("class.percent", { part: percent(who.length, n) })}`),
      ...mostFirst(by).map(([label, numbers]) => make("p", { class: "kcv-by" }, make("b", { text: `${titles[label] ?? label} ` }), people(desk, numbers))),
      ...notes.map((text) => make("p", { class: "kcv-by", text })),
    );
  };
  return { node, tell };
}

/** The numbers of the map as a table. */
function numbers({ doc, map, n, runs, settings }) {
  const labels = settings.label === ALL ? map.labels : map.labels.filter(({ name }) => name === settings.label);
  const rows = [...runs].sort((one, two) => two.who.length - one.who.length || one.first - two.first);
  const table = [
    [say("class.words"), say("class.how-many", { n }), ...labels.map(({ title }) => title)],
    ...rows.slice(0, MOST_ROWS).map((run) => [
      quoted(wordsOf(doc, run.first, run.last), 80),
      String(run.who.length),
      ...labels.map(({ name }) => String(run.by[name]?.length ?? 0)),
    ]),
  ];
  const left = rows.length - MOST_ROWS;
  const box = make("div", { class: "kf-table", role: "region", tabindex: "0", "aria-label": say("class.same-in-numbers") }, drawTable(table));
  return make("div", {}, box, left > 0 ? make("p", { class: "kcv-small", text: say("class.more-rows", { n: left }) }) : null);
}
