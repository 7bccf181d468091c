// Who speaks: the author and the sources, with how much room each has. A row selects all that one says.

import { drawBar } from "./chart.js";
import { make } from "./dom.js";
import { figureOf, percent, rowList, voiceTitles } from "./explorer_rows.js";
import { say } from "./strings.js";

/** The words for whether one could ask a source. */
function recordTitles() {
  return {
    named: say("explorer.record-named"),
    unnamed: say("explorer.record-unnamed"),
    vague: say("explorer.record-vague"),
    unattributed: say("explorer.record-unattributed"),
  };
}

/** Who speaks: the author, and then who has most room. */
function speakersOf({ card, counts, words, voices, sources }) {
  const records = recordTitles();
  const room = { words: counts.author, share: words ? counts.author / words : 0, at: voices.author };
  const author = { name: card.author ?? voiceTitles().author, role: say("explorer.writes"), record: "", look: "author", ...room };
  const others = sources.map((source) => ({ ...source, name: source.name ?? say("explorer.nobody"), record: records[source.record], look: "quoted" }));
  return [author, ...others.sort((one, two) => two.words - one.words)];
}

const roomOf = ({ words, share }) => `${words.toLocaleString("en")} · ${percent(share)}`;

function speakerRow(speaker, widest) {
  const { name, role, record, words, share, at, look } = speaker;
  return {
    label: name,
    at,
    spoken: [name, role, record, say("explorer.words", { n: words }), percent(share)].filter(Boolean).join(", "),
    parts: [
      make("span", { class: "kv-who" }, make("b", { text: name }), role ? make("span", { class: "kv-role", text: role }) : null),
      make("span", { class: "kv-record", text: record }),
      drawBar([share, roomOf(speaker)], look, [0, widest]),
    ],
  };
}

/** What is found, in a sentence. */
function speakersFound([author, ...sources]) {
  if (!sources.length) return say("explorer.nobody-quoted");
  const [most] = sources;
  const about = { author: percent(author.share), name: most.name, share: percent(most.share) };
  return say("explorer.speakers-found", { n: sources.length, ...about });
}

function speakersTable(speakers) {
  const heads = [
    say("explorer.head-who"),
    say("explorer.head-role"),
    say("explorer.head-record"),
    say("explorer.head-words"),
    say("explorer.head-share"),
  ];
  const rows = speakers.map(({ name, role, record, words, share }) => [name, role ?? "", record, words.toLocaleString("en"), percent(share)]);
  return [heads, ...rows];
}

/** The view of who speaks. */
export function speakersView(bus) {
  const list = rowList(bus, "speakers", { name: say("explorer.speakers") });
  list.node.classList.add("kv-speakers");
  const figure = figureOf(say("explorer.speakers"), list.node);
  const show = (doc) => {
    const all = speakersOf(doc);
    const widest = Math.max(...all.map(({ share }) => share)) || 1;
    list.draw(all.map((speaker) => speakerRow(speaker, widest)));
    figure.tell(speakersFound(all), speakersTable(all), say("explorer.speakers-limits"));
  };
  return { node: figure.node, show, follow: (selection) => list.follow(selection) };
}
