// Words: a search, and until something is sought the most frequent terms by voice. A term is sought by a click.

import { drawBar } from "./chart.js";
import { make, newId } from "./dom.js";
import { asker, figureOf, rowList, voiceTitles } from "./explorer_rows.js";
import { linesView } from "./explorer_lines.js";
import { delay } from "./form.js";
import { say } from "./strings.js";

const RESTS = 250; // ms without a keystroke after which words are sought
const SOMEBODY = ["author", "quoted", "furniture"];

/** The search and its choices; `changed` is told after each change, of words when the keys rest. */
function searchOf(changed) {
  const id = newId("kv");
  const rest = delay();
  const now = () => (rest.stop(), changed());
  const titles = voiceTitles();
  const options = ["article", ...SOMEBODY, "page"].map((voice) => make("option", { value: voice, text: titles[voice] }));
  const words = make("input", { type: "search", id: `${id}-words`, maxlength: 200, autocomplete: "off", spellcheck: "false" });
  words.setAttribute("aria-describedby", `${id}-how`);
  words.addEventListener("input", () => rest.set(RESTS, changed));
  words.addEventListener("keydown", (event) => {
    if (event.key === "Enter") now();
  });
  const voice = make("select", { id: `${id}-voice`, change: now }, ...options);
  voice.value = "article";
  const check = (text, on) => {
    const input = make("input", { type: "checkbox", change: now });
    input.checked = on;
    return [input, make("label", { class: "kv-check" }, input, make("span", { text }))];
  };
  const [forms, formsBox] = check(say("explorer.forms"), false);
  const [aside, asideBox] = check(say("explorer.stop-words"), true);
  const field = (control, text) => make("span", { class: "kv-control" }, make("label", { for: control.id, text }), control);
  const how = make("p", { class: "kv-how", id: `${id}-how`, text: say("explorer.search-how") });
  const choices = make("div", { class: "kv-choices" }, field(voice, say("explorer.whose-words")), formsBox, asideBox);
  return {
    node: make("form", { class: "kv-search", role: "search", submit: (event) => event.preventDefault() }, field(words, say("explorer.search")), how, choices),
    chosen: () => ({ query: words.value.trim(), voice: voice.value, forms: forms.checked, stop_words: aside.checked }),
    put(query) {
      rest.stop();
      words.value = query;
      changed();
    },
    show: (seeking) => (asideBox.hidden = seeking),
    focus: () => words.focus(),
    stop: rest.stop,
  };
}

/** The voices that have a column: those that speak where one looks. */
function columnsOf(voice, words) {
  const asked = SOMEBODY.includes(voice) ? [voice] : voice === "page" ? SOMEBODY : ["author", "quoted"];
  return asked.filter((each) => words[each]);
}

function termsTable(rows, columns) {
  const titles = voiceTitles();
  const cells = rows.map(({ spelling, counts, rates }) => [
    spelling,
    ...columns.map((voice) => `${counts[voice]} (${(rates[voice] ?? 0).toFixed(1)})`),
  ]);
  return [[say("explorer.head-term"), ...columns.map((voice) => say("explorer.head-rate", { voice: titles[voice] }))], ...cells];
}

/** Which term comes first, and whose it is. */
function termsFound([first], voice, columns) {
  const titles = voiceTitles();
  const where = titles[voice].toLowerCase();
  if (!first) return say("explorer.no-terms", { where });
  const whose = columns.map((each) => `${titles[each].toLowerCase()} ${first.counts[each]}`).join(", ");
  const about = { term: first.spelling, n: first.counts[voice] };
  return columns.length > 1 ? say("explorer.terms-found", { ...about, whose }) : say("explorer.terms-found-in", { ...about, where });
}

/** The terms of the article as rows of bars; `seek` is told which is clicked, and where it stands. */
function frequent(bus, seek) {
  const list = rowList(bus, "terms", { name: say("explorer.terms") });
  const heads = make("div", { class: "kv-heads", "aria-hidden": "true" });
  const chart = make("div", { class: "kv-bars" }, heads, list.node);
  const figure = figureOf(say("explorer.terms"), chart);
  const draw = ({ rows, words, note }, { voice }) => {
    const titles = voiceTitles();
    const columns = columnsOf(voice, words);
    const highest = Math.max(1, ...rows.flatMap(({ counts }) => columns.map((each) => counts[each])));
    chart.style.setProperty("--columns", columns.length);
    const over = columns.map((each) => make("span", { class: "kf-head", text: `${titles[each]} (${say("explorer.words", { n: words[each] })})` }));
    heads.replaceChildren(make("span"), ...over);
    list.draw(
      rows.map(({ spelling, counts, at }) => ({
        label: spelling,
        at,
        act: () => seek(spelling, at),
        spoken: `${spelling}: ${columns.map((each) => `${titles[each].toLowerCase()} ${counts[each]}`).join(", ")}`,
        parts: [
          make("span", { class: "kf-label" }, spelling, make("span", { class: "kv-within" })),
          ...columns.map((each) => drawBar([counts[each], String(counts[each])], each, [0, highest])),
        ],
      })),
    );
    figure.tell(termsFound(rows, voice, columns), termsTable(rows, columns), note);
    follow(bus.selection);
  };
  const follow = (selection) =>
    list.follow(selection, ({ button }, n) => (button.querySelector(".kv-within").textContent = n ? ` ●${n}` : ""));
  return { node: figure.node, draw, follow, focus: list.focus };
}

/** The view of words. */
export function termsView(bus) {
  let asked = ""; // what the terms were counted by
  let sought = null; // the term that was clicked
  const search = searchOf(() => change());
  const terms = frequent(bus, (term, at) => {
    sought = term;
    bus.select({ from: "terms", label: say("explorer.quoted", { words: term }), at }); // at once: the lines take a moment
    search.put(term);
    lines.focus();
  });
  const counted = asker(bus, "terms", terms.draw);
  const lines = linesView(bus, () => {
    search.put("");
    if (sought) terms.focus(sought);
    else search.focus();
  });
  const browse = make("div", {}, counted.node, terms.node);
  const change = () => {
    const { query, stop_words, ...more } = search.chosen();
    search.show(Boolean(query));
    browse.hidden = Boolean(query);
    lines.seek(query, more);
    if (query) return;
    const settings = JSON.stringify({ stop_words, ...more });
    if (settings !== asked) counted.ask({ stop_words, ...more });
    asked = settings;
  };
  const show = () => {
    asked = "";
    sought = null;
    counted.forget();
    lines.forget();
    search.put("");
  };
  const follow = (selection) => (terms.follow(selection), lines.follow(selection));
  return { node: make("div", {}, search.node, browse, lines.node), show, follow };
}
