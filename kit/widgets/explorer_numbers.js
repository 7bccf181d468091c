// How hard each voice is to read, by a formula to choose: a dot with its interval. A row selects what the voice says.

import { drawAxis, drawDot, roundTicks } from "./chart.js";
import { make, newId } from "./dom.js";
import { asker, figureOf, rowList, unitOf, voiceTitles } from "./explorer_rows.js";
import { say } from "./strings.js";

const SET_BESIDE = ["author", "quoted", "furniture"]; // the table has the whole page too

const oneDigit = (value) => (value === null ? say("explorer.no-words") : value.toFixed(1));

function numberRow({ voice, value, low, high, words, why }, ticks, doc) {
  const name = voiceTitles()[voice];
  const between = low === null ? null : say("explorer.interval", { low: oneDigit(low), high: oneDigit(high) });
  const cell = drawDot([value, oneDigit(value), low, high], ticks);
  return {
    label: name,
    at: doc.voices[voice] ?? [],
    spoken: [name, oneDigit(value), between, say("explorer.words", { n: words }), why].filter(Boolean).join(", "),
    parts: [make("span", { class: "kf-label", text: name }), cell],
  };
}

function numbersTable(rows) {
  const heads = [
    say("explorer.head-whose"),
    say("explorer.head-figure"),
    say("explorer.head-interval"),
    say("explorer.head-sentences"),
    say("explorer.head-words"),
    say("explorer.head-beware"),
  ];
  const cells = rows.map(({ voice, value, low, high, sentences, words, why }) => [
    voiceTitles()[voice],
    oneDigit(value),
    low === null ? "–" : say("explorer.interval", { low: oneDigit(low), high: oneDigit(high) }),
    String(sentences),
    words.toLocaleString("en"),
    why || "–",
  ]);
  return [heads, ...cells];
}

/** The view of how hard the voices are to read. */
export function numbersView(bus) {
  const id = newId("kv");
  const select = make("select", { id, change: () => ask() });
  const list = rowList(bus, "numbers", { name: say("explorer.numbers") });
  const foot = make("div", { class: "kv-foot" });
  const chart = make("div", { class: "kf-chart kf-dots kv-dots" }, list.node, foot);
  const figure = figureOf(say("explorer.numbers"), chart);
  const asked = asker(bus, "readability", (data) => draw(data));
  const control = make("p", { class: "kv-control" }, make("label", { for: id, text: say("explorer.by-formula") }), select);
  const ask = () => asked.ask(select.value ? { measure: select.value } : {});
  const draw = ({ measure, measures, title, unit, harder, rows, finding, note }) => {
    if (!select.firstChild) select.append(...measures.map((each) => make("option", { value: each.name, text: each.title })));
    select.value = measure;
    const shown = rows.filter(({ voice }) => SET_BESIDE.includes(voice));
    const ticks = roundTicks(shown.flatMap(({ value, low, high }) => [value, low, high]).filter((end) => end !== null));
    list.draw(shown.map((row) => numberRow(row, ticks, bus.doc)));
    const scale = `${title}, ${unitOf(unit, harder)}`;
    foot.replaceChildren(make("span"), drawAxis(ticks), make("span"), make("span", { class: "kf-unit", text: scale }));
    figure.tell(finding, numbersTable(rows), note);
    list.follow(bus.selection);
  };
  const show = () => {
    asked.forget();
    list.draw([]);
    foot.replaceChildren();
    figure.tell("", [], "");
    ask();
  };
  return { node: make("div", {}, control, asked.node, figure.node), show, follow: (selection) => list.follow(selection) };
}
