// Items, the most missed and the most disputed first; and where class, key and program do not say the same.

import { more } from "./class_bars.js";
import { creditLine } from "./class_credit.js";
import { choice, heading, nothing, people, percent, plain, quoted } from "./class_desk.js";
import { keySays } from "./class_heat_words.js";
import { make, newId } from "./dom.js";
import { say } from "./strings.js";

const FEW = 8; // items that are seen at first
const LEADS = { missed: "class.missed-lead", disputed: "class.disputed-lead", text: "class.in-order-lead" };
const WRONG = ["missed", "differ", "trap"];

/** Statuses in the order in which they are drawn, each with its words. */
const statuses = () => [
  ["agree", say("class.agree")],
  ["differ", say("class.differ")],
  ["missed", say("class.missed")],
  ["trap", say("class.trap")],
  ["avoided", say("class.avoided")],
  ["open", say("class.open")],
  ["untouched", say("class.untouched")],
];

const all = (by) => Object.values(by).reduce((sum, who) => sum + who.length, 0);
const count = (by, names) => names.reduce((sum, name) => sum + (by[name]?.length ?? 0), 0);

/** How many of those who handed it in missed an item, gave it another label or took the trap: 0 to 1. */
export function missedShare({ first }) {
  const n = all(first);
  return n ? count(first, WRONG) / n : 0;
}

/** The least that the share of a larger class like this one may be: the lower end of Wilson's 95 % interval. */
function atLeast(share, n) {
  const z2 = 1.96 ** 2;
  return n ? (share + z2 / (2 * n) - 1.96 * Math.sqrt((share * (1 - share) + z2 / (4 * n)) / n)) / (1 + z2 / n) : 0;
}

/** How surely an item is missed by many: of two that all missed, the one that more learners met comes first. */
const surelyMissed = (each) => atLeast(missedShare(each), all(each.first));

/** The items of a lesson in the order that is asked for, without those that nobody answered. */
export function ordered(items, by) {
  const asked = items.filter(({ first }) => all(first));
  if (by === "missed") return asked.filter((each) => each.tier !== "accept" && missedShare(each) > 0).sort((a, b) => surelyMissed(b) - surelyMissed(a));
  if (by === "disputed") return asked.filter(({ split }) => split > 0).sort((a, b) => b.split - a.split);
  return asked;
}

/** Items, and places where class, key and program differ. */
export function items(desk) {
  const node = make("div");
  const id = newId("ki");
  let [by, few] = ["missed", true];
  const options = () => [
    ["missed", say("class.most-missed")],
    ["disputed", say("class.most-disputed")],
    ["text", say("class.in-order")],
  ];
  const pick = (value) => {
    [by, few] = [value, true];
    show();
    node.querySelector(`[value="${value}"]`)?.focus();
  };
  const show = () => {
    const found = ordered(desk.lesson?.items ?? [], by);
    const seen = few ? found.slice(0, FEW) : found;
    const showAll = () => ((few = false), show(), node.querySelectorAll(".kcv-item")[FEW]?.focus());
    const rest = plain(say("class.all-items", { n: found.length }), showAll);
    node.replaceChildren(
      heading(say("class.items"), say(LEADS[by])),
      make("div", { class: "kcv-controls" }, choice(`${id}-by`, say("class.order"), options(), by, pick)),
      seen.length ? make("ol", { class: "kcv-items" }, ...seen.map((each) => item(desk, each))) : nothing(say("class.no-items")),
      found.length > seen.length ? rest : "",
      differ(desk),
      ...(desk.lesson?.credits ?? []).map((each) => creditLine(each, "kcv-small kcv-credit")),
    );
  };
  return { node, show };
}

function item(desk, given) {
  const { words, label, tier, why, first, now, said, reference } = given;
  const titles = desk.lesson.labels;
  const name = titles[label] ?? label;
  const n = all(first);
  const changed = count(now, ["agree", "avoided"]) - count(first, ["agree", "avoided"]);
  const better = tier === "accept" || !changed ? "" : say(changed > 0 ? "class.more-now" : "class.fewer-now", { n: Math.abs(changed) });
  const labels = said.map((each) => say("class.label-count", { label: each.label ? (titles[each.label] ?? each.label) : say("class.no-mark"), n: each.who.length, part: percent(each.who.length, n) }));
  return make(
    "li",
    { class: "kcv-item", tabindex: "-1" },
    make("p", { class: "kcv-words", dir: "auto", text: quoted(words) }),
    make("p", { class: "kcv-small", text: reference === "program" ? say("class.program-has", { label: name }) : keySays(tier, name) }),
    stack(first, n),
    make("p", { class: "kcv-counts", text: tally(first) }),
    better ? make("p", { class: "kcv-small", text: better }) : null,
    labels.length ? make("p", { class: "kcv-small", text: say("class.said-here", { labels: labels.join(" · ") }) }) : null,
    why ? make("p", { class: "kcv-why", text: why }) : null,
    desk.named ? more(say("class.who"), ...names(desk, first)) : null,
  );
}

/** A bar of parts, each with its own pattern, over a line that says them in words. */
function stack(by, n) {
  const part = ([status]) => {
    const node = make("span", { class: `kcv-part-${status}` });
    node.style.setProperty("--part", (by[status]?.length ?? 0) / n);
    return node;
  };
  return make("div", { class: "kcv-stack", "aria-hidden": "true" }, ...statuses().filter(([status]) => by[status]).map(part));
}

const tally = (by) => statuses().filter(([status]) => by[status]).map(([status, words]) => `${words} ${by[status].length}`).join(" · ");

function names(desk, by) {
  return statuses().filter(([status]) => by[status]).map(([status, words]) => make("p", {}, make("b", { text: `${words} ` }), people(desk, by[status])));
}

// Class, key and program

function differ(desk) {
  const rows = desk.lesson?.differences ?? [];
  const head = heading(say("class.differences"), say("class.differences-lead"));
  if (!rows.length) return make("section", {}, head, nothing(say("class.no-differences")));
  return make("section", {}, head, make("ol", { class: "kcv-items" }, ...rows.map((each) => difference(desk, each))));
}

function difference(desk, { words, class: ours, key, program }) {
  const name = (label) => (label ? (desk.lesson.labels[label] ?? label) : say("class.no-mark"));
  const voice = (who, label, ...more) => make("div", { class: "kcv-voice" }, make("dt", { text: who }), make("dd", {}, make("b", { text: label }), ...more.filter(Boolean).map((text) => make("p", { class: "kcv-why", text }))));
  const keyed = key && (key.label === null ? say("class.leaves-open") : name(key.label));
  return make(
    "li",
    { class: "kcv-item" },
    make("p", { class: "kcv-words", dir: "auto", text: quoted(words) }),
    make(
      "dl",
      { class: "kcv-voices" },
      voice(say("class.the-class"), name(ours.label), say("class.of", { n: ours.n, all: ours.of })),
      key ? voice(say("class.the-key"), keyed, key.why) : null,
      voice(say("class.the-program"), name(program.label), program.why, program.doubt),
    ),
  );
}
