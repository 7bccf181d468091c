// How far the class agrees, in words with its interval; and hits and false alarms, before the key was seen and by now.

import { heading, nothing, percent, plain } from "./class_desk.js";
import { make } from "./dom.js";
import { say } from "./strings.js";

const AT_FIRST = 40; // learners that are seen at first

/** Agreement and discernment in the lesson in front. */
export function agreement(desk) {
  const node = make("div");
  let [lesson, few] = [null, true];
  const show = () => {
    if (desk.lesson !== lesson) [lesson, few] = [desk.lesson, true];
    const found = lesson?.agreement ?? [];
    const cards = found.length ? make("div", { class: "kcv-cards" }, ...found.map((each) => agreed(lesson, each))) : nothing(say("class.no-agreement"));
    const all = () => ((few = false), show());
    node.replaceChildren(heading(say("class.agreement"), say("class.agreement-lead")), cards, lesson?.course ? course(lesson.course) : "", lesson?.hits?.class.n ? discerned(desk, lesson, few, all) : "");
  };
  return { node, show };
}

/** What a text is called that was marked. */
function titleOf(lesson, activity) {
  const { step, title } = lesson.maps.find((each) => each.activity === activity) ?? {};
  return [step, title].filter(Boolean).join(": ") || activity;
}

function agreed(lesson, { activity, learners, alpha, low, high, words }) {
  const texts = words.map((text, i) => make("p", { class: i === words.length - 1 ? "kcv-small" : "", text }));
  const head = [make("p", { class: "kcv-step", text: say("class.marks-of", { n: learners }) }), make("h4", { class: "kcv-prompt", text: titleOf(lesson, activity) })];
  return make("section", { class: "kcv-card kcv-agreed" }, ...head, alpha === null ? null : interval(alpha, low, high), ...texts);
}

/** A dot on a line from chance to full agreement, and how far from it others like it may be. */
function interval(alpha, low, high) {
  const at = (value) => Math.max(0, Math.min(1, value));
  const line = make("span", { class: "kcv-line-of", "aria-hidden": "true" }, low === null ? null : make("span", { class: "kcv-spread" }), make("span", { class: "kcv-dot" }));
  line.style.setProperty("--at", at(alpha));
  line.style.setProperty("--low", at(low ?? alpha));
  line.style.setProperty("--high", at(high ?? alpha));
  return make("div", { class: "kcv-scale" }, make("span", { text: say("class.chance") }), line, make("span", { text: say("class.full") }));
}

// Hits and false alarms

/** In two checks, before the course and after it: the class, and each half of it by the form that it had first. */
function course({ forms, words, ...whole }) {
  const name = ({ form, n }) => say("class.course-form", { form, n });
  const rows = [hitsRow(say("class.course-all"), whole), ...forms.map((form) => hitsRow(name(form), form))];
  const heads = [say("class.course-who"), say("class.hits"), say("class.false-alarms")];
  return make(
    "section",
    {},
    heading(say("class.course"), say("class.course-lead")),
    make("div", { class: "kcv-scroll", role: "region", tabindex: "0", "aria-label": say("class.course") }, hitsTable(say("class.course"), heads, rows)),
    ...words.map((text) => make("p", { class: "kcv-lead", text })),
  );
}

function hitsTable(caption, heads, rows) {
  const head = make("tr", {}, ...heads.map((text) => make("th", { scope: "col", text })));
  return make("table", { class: "kcv-hits" }, make("caption", { class: "kw-hidden", text: caption }), make("thead", {}, head), make("tbody", {}, ...rows));
}

function discerned(desk, { hits, ...lesson }, few, all) {
  const { class: whole, texts, each } = hits;
  const seen = few ? each.slice(0, AT_FIRST) : each;
  const one = Math.max(...each.map(({ now }) => now[1]));
  const rest = each.length > seen.length ? plain(say("class.all-learners", { n: each.length }), all) : null;
  const rows = [
    ...texts.map((text) => hitsRow(titleOf(lesson, text.activity), text)),
    ...seen.map((learner) => hitsRow(desk.who(learner.who), learner, "bdi")),
  ];
  const heads = [say("class.text-or-learner"), say("class.hits"), say("class.false-alarms")];
  const table = hitsTable(say("class.discernment"), heads, rows);
  return make(
    "section",
    {},
    heading(say("class.discernment"), say("class.discernment-lead")),
    make("p", { class: "kcv-big" }, said("class.hits-were", whole, 0)),
    whole.now[3] ? make("p", { class: "kcv-big" }, said("class.alarms-were", whole, 2)) : make("p", { class: "kcv-lead", text: say("class.no-noise") }),
    make("p", { class: "kcv-lead", text: changed(each) }),
    make("p", { class: "kcv-lead", text: say("class.worth", { n: one, part: percent(1, one) }) }),
    make("div", { class: "kcv-scroll", role: "region", tabindex: "0", "aria-label": say("class.discernment") }, table),
    rest,
  );
}

function said(key, { before, now }, i) {
  const [was, is] = [percent(before[i], before[i + 1]), percent(now[i], now[i + 1])];
  return key === "class.hits-were" ? say("class.hits-were", { was, is }) : say("class.alarms-were", { was, is });
}

/** How many learners have more, fewer, or as many as before: of hits, and of false alarms. */
function changed(each) {
  const ways = (i) => {
    const steps = each.map(({ before, now }) => Math.sign(now[i] - before[i]));
    return [1, -1, 0].map((way) => steps.filter((step) => step === way).length);
  };
  const [[more, fewer, same], [moreAlarms, fewerAlarms, sameAlarms]] = [ways(0), ways(2)];
  return [say("class.hits-changed", { n: each.length, more, fewer, same }), say("class.alarms-changed", { more: moreAlarms, fewer: fewerAlarms, same: sameAlarms })].join(" ");
}

function hitsRow(name, both, tag = "span") {
  return make("tr", {}, make("th", { scope: "row" }, make(tag, { text: name })), pair(both, 0), pair(both, 2));
}

/** Before and now on one line, hollow and full, and in numbers. */
function pair({ before, now }, i) {
  const all = now[i + 1];
  if (!all) return make("td", { class: "kcv-none", text: say("class.none-here") });
  const line = make("span", { class: "kcv-pair", "aria-hidden": "true" }, make("span", { class: "kcv-was" }), make("span", { class: "kcv-is" }));
  line.style.setProperty("--was", before[i] / (before[i + 1] || 1));
  line.style.setProperty("--is", now[i] / all);
  return make("td", {}, line, make("span", { class: "kcv-small", text: say("class.before-now", { was: before[i], is: now[i], all }) }));
}
