// What is sought: its places in a strip, its lines, and what stands near it. A line shows its place in the text.

import { drawBar } from "./chart.js";
import { make, set } from "./dom.js";
import { touches } from "./explorer_bus.js";
import { asker, choiceOf, figureOf, percent, rowList, voiceSign, voiceTitles } from "./explorer_rows.js";
import { lastNotAfter, wordsOf } from "./highlighter_text.js";
import { say } from "./strings.js";

const WINDOW = 5; // words on either side in which something stands near

/** How lines may be sorted; `changed` is told. */
function sorting(changed) {
  const orders = {
    position: say("explorer.sort-position"),
    left: say("explorer.sort-left"),
    right: say("explorer.sort-right"),
    voice: say("explorer.sort-voice"),
  };
  return choiceOf(say("explorer.sort"), orders, changed);
}

function lineRow({ at, left, key, right, voice, speaker }, i, query) {
  const whose = speaker || voiceTitles()[voice];
  return {
    label: say("explorer.line", { number: i + 1, query }),
    at: [at],
    spoken: `${left} ${key} ${right}. ${whose}`.replace(/\s+/gu, " ").trim(),
    parts: [
      make("span", { class: "kv-left", dir: "auto" }, make("span", { text: left })),
      make("span", { class: "kv-key", dir: "auto", text: key }),
      make("span", { class: "kv-right", dir: "auto", text: right }),
      make("span", { class: "kv-whose" }, voiceSign(voice), make("span", { text: whose })),
    ],
  };
}

function linesTable(rows) {
  const heads = [
    say("explorer.head-line"),
    say("explorer.head-before"),
    say("explorer.head-word"),
    say("explorer.head-after"),
    say("explorer.head-whose"),
  ];
  const titles = voiceTitles();
  return [heads, ...rows.map(({ left, key, right, voice, speaker }, i) => [String(i + 1), left, key, right, speaker || titles[voice]])];
}

/** Where along the text the lines stand: a tick each. */
function scatter() {
  const node = make("div", { class: "kv-along", role: "img" });
  let ticks = [];
  return {
    node,
    draw(rows) {
      ticks = rows.map(({ where, at }) => ({ at, tick: make("span", { class: "kv-stroke", style: `--at:${where.toFixed(4)}` }) }));
      const places = rows.map(({ where }) => percent(where)).slice(0, 40);
      set(node, "aria-label", say("explorer.along", { places: places.join(", ") }));
      node.replaceChildren(...ticks.map(({ tick }) => tick));
    },
    follow: (selection) => ticks.forEach(({ at, tick }) => set(tick, "data-touched", touches(selection, at))),
  };
}

/** Which words stand near, as rows of bars; `refine` is told which is clicked. */
function company(bus, refine) {
  const list = rowList(bus, "near", { name: say("explorer.near") });
  list.node.classList.add("kv-near");
  const figure = figureOf(say("explorer.near"), list.node);
  const draw = ({ rows, note }) => {
    const often = rows.filter(({ score }) => score !== null); // those that stand there once, only the table has
    const most = Math.max(1, ...often.map(({ together }) => together));
    list.draw(
      often.map(({ spelling, together, score, at }) => {
        const figures = { n: together, score: score.toFixed(1) };
        return {
          label: spelling,
          act: () => refine({ words: spelling, at }),
          at,
          spoken: `${spelling}, ${say("explorer.near-times", figures)}`,
          parts: [make("span", { class: "kf-label", text: spelling }), drawBar([together, say("explorer.near-figure", figures)], "article", [0, most])],
        };
      }),
    );
    const heads = [say("explorer.head-term"), say("explorer.head-near"), say("explorer.head-anywhere"), say("explorer.head-score")];
    const table = rows.map(({ spelling, together, count, score, why }) => [spelling, String(together), String(count), score === null ? why : score.toFixed(1)]);
    figure.tell(often.length ? say("explorer.near-found") : say("explorer.near-none"), [heads, ...table], note);
  };
  return { node: figure.node, draw, follow: (selection) => list.follow(selection) };
}

/** The lines in which a word stands near, in the same sentence: all where none is chosen. */
function linesNear(doc, rows, near) {
  const sentence = (token) => lastNotAfter(doc.sentences, token, ({ at }) => at[0]);
  const isWord = (token) => /[\p{L}\p{N}]/u.test(wordsOf(doc.text, token, token));
  const isNear = ([first, last], [from, to]) => {
    if (sentence(first) !== sentence(from)) return false;
    const between = from > last ? [last + 1, from] : [to + 1, first];
    let words = 0;
    for (let token = between[0]; token < between[1]; token++) words += isWord(token);
    return words < WINDOW;
  };
  return near ? rows.filter(({ at }) => near.at.some((place) => isNear(at, place))) : rows;
}

/** All places of what is sought as a selection; of nothing none. */
function soughtOf(rows, query, near, found) {
  const label = near ? say("explorer.quoted-near", { words: query, near: near.words }) : say("explorer.quoted", { words: query });
  const at = near ? rows.map((row) => row.at).sort(([one], [two]) => one - two) : found.at;
  return at.length ? { from: "terms", label, at } : null;
}

function isSame(one, other) {
  return one?.label === other?.label && String(one?.at) === String(other?.at);
}

/** How a query is told in a sentence: how often it stands there, and in whose words. */
function linesFound(rows, { query, near, total }) {
  if (!rows.length) return say("explorer.none", { query });
  if (!near && total > rows.length) return say("explorer.lines-many", { query, n: total });
  const titles = voiceTitles();
  const counts = new Map();
  for (const { voice } of rows) counts.set(voice, (counts.get(voice) ?? 0) + 1);
  const whose = [...counts].map(([voice, n]) => `${titles[voice].toLowerCase()} ${n}`).join(", ");
  const many = { query, near: near?.words, n: rows.length, whose };
  return near ? say("explorer.lines-near", many) : say("explorer.lines-found", many);
}

/** How evenly it is spread. */
function spreadOf({ dp, why }) {
  return dp === null ? why : say("explorer.spread", { dp: dp.toFixed(2) });
}

/** The lines with their strip; `sorted` is told of another order, and a line pressed again goes back to what `whole()` gives. */
function concordance(bus, whole, sorted) {
  const list = rowList(bus, "lines", { name: say("explorer.lines"), whole });
  list.node.classList.add("kv-lines");
  const along = scatter();
  const sort = sorting(sorted);
  const figure = figureOf(say("explorer.lines"), along.node, sort.node, list.node);
  return {
    node: figure.node,
    order: sort.chosen,
    draw(rows, query, near, { note, dispersion, total }) {
      list.draw(rows.map((row, i) => lineRow(row, i, query)));
      along.draw(rows);
      along.node.hidden = sort.node.hidden = !rows.length;
      const limits = [note, near ? "" : spreadOf(dispersion)].filter(Boolean).join(" ");
      figure.tell(linesFound(rows, { query, near, total }), linesTable(rows), limits);
    },
    follow: (selection) => (list.follow(selection), along.follow(selection)),
  };
}

/** The two ways back: from a query to all terms, and from the lines near a word to all lines. */
function waysBack(leave, letGo) {
  const back = make("button", { type: "button", class: "kv-plain", text: say("explorer.all-terms"), click: leave });
  const apart = make("button", { type: "button", class: "kv-plain", click: letGo });
  return {
    node: make("div", { class: "kv-bar kv-words-bar" }, back, apart),
    show(near) {
      apart.hidden = !near;
      apart.textContent = near ? say("explorer.not-near", { near: near.words }) : "";
    },
    focus: () => (apart.hidden ? back : apart).focus(),
  };
}

/** What is found of a query; `leave` goes back to all terms. */
export function linesView(bus, leave) {
  let settings = { query: "" };
  let found = null; // as Python answered
  let near = null; // of the words near it the one that is chosen, and where it stands there
  let whole = null; // all places of what is sought, as a selection
  const shown = concordance(bus, () => whole, () => ask());
  const beside = company(bus, (term) => (refine(term), draw(), ways.focus()));
  const ways = waysBack(leave, () => (refine(null), draw(), ways.focus()));
  const draw = () => {
    const { query } = settings;
    const rows = linesNear(bus.doc, found.rows, near);
    shown.node.hidden = false;
    shown.draw(rows, query, near, found);
    whole = soughtOf(rows, query, near, found);
    if (isSame(bus.selection, whole)) whole = bus.selection; // by the click on its term: the text shows it already
    else bus.select(whole);
  };
  const take = (answer) => settings.query && ((found = answer), draw()); // else it was let go meanwhile
  const lines = asker(bus, "lines", take, () => (shown.node.hidden = true));
  const nearby = asker(bus, "collocates", (data) => ((beside.node.hidden = false), beside.draw(data)), () => (beside.node.hidden = true));
  const ask = () => lines.ask({ ...settings, sort: shown.order() });
  const refine = (term) => ways.show((near = term));
  const node = make("div", { hidden: true }, ways.node, lines.node, shown.node, nearby.node, beside.node);
  const seek = (query, { voice, forms } = {}) => {
    node.hidden = !query;
    refine(null);
    settings = { query, voice, forms };
    if (!query) return;
    ask();
    nearby.ask({ ...settings, window: WINDOW });
  };
  const follow = (selection) => {
    const other = selection?.from === "terms" ? null : selection; // all lines are what is sought
    shown.follow(other);
    beside.follow(other);
  };
  const forget = () => (lines.forget(), nearby.forget(), (shown.node.hidden = beside.node.hidden = true));
  return { node, seek, follow, forget, focus: () => ways.focus() };
}
