// The highlighter's page as it stands before anything is marked. Words of the article reach it through text nodes alone.

import { make } from "./dom.js";
import { buildGrips } from "./highlighter_touch.js";
import { say } from "./strings.js";

/** A button that asks for what it `does`. */
export function button(words, does, attributes = {}) {
  return make("button", { type: "button", class: "kit-button", "data-does": does, ...attributes }, words);
}

/** The colours of a label by light and by dark, as a style. */
export function ink({ ink: [light, dark] }) {
  return `--ink:light-dark(${light},${dark})`;
}

/** A label's letter in its box. */
export function letterTag(label, more = {}) {
  return make("span", { class: "kit-tag", "aria-hidden": "true", ...more }, label.letter);
}

/** All parts of the page, by name; `card` holds them. */
export function buildPage({ id, doc, title, notice }) {
  const byBlock = doc.unit === "block";
  const hidden = (name, more = {}) => make("div", { class: `kit-${name}`, hidden: true, ...more });
  const parts = {
    saved: make("span", { class: "kit-saved" }),
    helpButton: button(say("highlighter.keys"), "help", { "aria-expanded": "false", "aria-keyshortcuts": "?" }),
    aloudButton: buildAloud(),
    tools: toolbar("tools", say("highlighter.labels")),
    labelKey: make("ul", { class: "kit-label-key" }),
    verdict: hidden("verdict"),
    place: make("span", { class: "kit-place" }),
    reasons: make("div", { class: "kit-reasons" }),
    meaning: make("div", { class: "kit-meaning", "aria-hidden": "true", hidden: true }),
    grips: buildGrips(),
    alert: hidden("alert", { role: "alert" }),
    bar: hidden("bar"),
    confirm: hidden("confirm", { role: "group", "aria-label": say("highlighter.confirm") }),
    help: hidden("help"),
    said: make("div", { class: "kit-said", role: "status" }, byBlock ? say("highlighter.start-block") : say("highlighter.start-word")),
    spoken: make("div", { class: "kit-spoken", "aria-live": "polite" }),
    ...buildText(id, doc, title || say("highlighter.article")),
    ...buildSide(id),
  };
  arrange(parts, byBlock);
  parts.hardWords = buildWords(doc.listed);
  parts.card = make(
    "section",
    { class: "kit-card", "aria-label": title || say("highlighter.name") },
    title ? make("div", { class: "kit-title" }, title) : null,
    notice ? buildNotice(notice) : null,
    parts.verdict,
    parts.stick,
    parts.explained,
    parts.hardWords,
    make("div", { class: "kit-main" }, parts.text, parts.side),
    parts.foot,
    parts.spoken,
  );
  return parts;
}

/** Put the parts together that stand together on the page. */
function arrange(parts, byBlock) {
  parts.flow.append(...parts.grips, parts.meaning);
  parts.acts = buildActs(byBlock, parts.aloudButton, parts.helpButton);
  parts.stick = make("div", { class: "kit-stick" }, parts.tools, parts.bar, parts.acts, parts.alert, parts.confirm, parts.help);
  parts.leave = button(say("highlighter.back"), "leave", { hidden: true });
  parts.foot = make("div", { class: "kit-foot" }, parts.said, parts.leave, parts.saved);
  const opened = { class: "kit-labels", open: true };
  parts.explained = make("details", opened, make("summary", { tabindex: "0" }, say("highlighter.what-labels")), parts.labelKey);
}

/** All hard words with their meanings, behind words to press, where some have no dots in the text. */
function buildWords(listed) {
  if (!listed.length) return null;
  const meanings = listed.map(([term, meaning]) => make("li", {}, make("span", { dir: "auto" }, make("strong", {}, term), `: ${meaning}`)));
  const summary = make("summary", { tabindex: "0" }, say("pair.words"));
  return make("details", { class: "kit-labels" }, summary, make("ul", { class: "kit-label-key kit-hard-words" }, ...meanings));
}

function toolbar(name, label, ...buttons) {
  const quiet = (event) => event.preventDefault(); // keeps focus and selection in the text
  return make("div", { class: `kit-${name}`, role: "toolbar", "aria-label": label, mousedown: quiet }, ...buttons);
}

/** The button that reads aloud; it is there once a voice is. */
function buildAloud() {
  const about = { hidden: true, "aria-keyshortcuts": "Alt+R", title: say("highlighter.read-hint") };
  return button(say("highlighter.read"), "read", about);
}

function buildActs(byBlock, ...others) {
  const remove = byBlock ? say("highlighter.remove-block") : say("highlighter.remove-word");
  return toolbar(
    "acts",
    say("highlighter.tools"),
    button(remove, "remove", { "aria-keyshortcuts": "Delete" }),
    button(say("highlighter.undo"), "undo", { "aria-keyshortcuts": "Control+Z" }),
    button(say("highlighter.redo"), "redo", { "aria-keyshortcuts": "Control+Y" }),
    button(say("highlighter.reset"), "reset"),
    ...others,
  );
}

function buildNotice(notice) {
  const box = make("div", { class: "kit-notice", role: "note" }, make("span", {}, notice));
  const close = { type: "button", class: "kit-button", click: () => box.remove() };
  box.append(make("button", close, say("highlighter.close-notice")));
  return box;
}

/** The reading area: one tab stop. By blocks a list box of options; by words an application around a document,
 *  for then every screen reader hands the arrows over, and what the cursor meets is spoken by the live region. */
function buildText(id, doc, title) {
  const byBlock = doc.unit === "block";
  const boxes = make("div", { class: "kit-boxes", "aria-hidden": "true" });
  const rows = doc.blocks.map((_, b) => (byBlock ? buildRow(id, b) : make("p", { dir: "auto", "data-block": b + 1 })));
  const flow = make("div", { class: "kit-flow", role: byBlock ? "presentation" : "document" }, boxes, ...rows);
  const about = byBlock
    ? { "aria-label": say("highlighter.text-name-block", { title }), role: "listbox", "aria-multiselectable": "true" }
    : {
        "aria-label": say("highlighter.text-name-word", { title }),
        role: "application",
        "aria-roledescription": say("highlighter.text-role"),
      };
  const text = make("div", { class: "kit-text", tabindex: "0", ...about }, flow);
  return { text, flow, boxes, rows, words: byBlock ? rows.map((row) => row.lastChild) : rows };
}

function buildRow(id, b) {
  const row = { class: "kit-row", role: "option", id: `${id}-${b}`, "data-block": b + 1, "aria-selected": "false" };
  return make("div", row, make("div", { class: "kit-gutter" }), make("div", { class: "kit-words", dir: "auto" }));
}

function buildSide(id) {
  const listHead = make("div", { class: "kit-list-head", id: `${id}-list` });
  const list = make("ol", { class: "kit-list", "aria-labelledby": `${id}-list` });
  return { listHead, list, side: make("div", { class: "kit-side" }, listHead, list) };
}

/** The button for a label: its name is what one sees on it, what it means its description. */
export function chip(label) {
  return make(
    "button",
    {
      type: "button",
      class: "kit-button kit-chip",
      "data-does": "label",
      "data-label": label.name,
      "data-line": label.pattern,
      title: label.hint,
      style: ink(label),
      "aria-pressed": "false",
      "aria-keyshortcuts": [label.key, label.letter].filter(Boolean).join(" "),
    },
    letterTag(label),
    make("span", { class: "kit-name" }, label.title),
    label.key ? make("kbd", { "aria-hidden": "true" }, label.key) : null,
  );
}

/** The labels, each with what it means. */
export function explained(labels) {
  return labels.map((label) =>
    make("li", {}, letterTag(label, { style: ink(label) }), make("span", {}, make("b", {}, label.title), label.hint ? `: ${label.hint}` : "")),
  );
}

const KEYS_BY_WORD = ["help.word", "help.line", "help.sentence", "help.block", "help.edge", "help.select", "help.label"];
const KEYS_BY_BLOCK = ["help.next-block", "help.select-blocks", "help.edge-blocks", "help.label-block"];
const KEYS_EVERYWHERE = ["help.remove", "help.undo", "help.clear", "help.list", "help.meaning", "help.read", "help.next", "help.reason"];

/** The keys, and what each does. */
export function keyTable(unit, hasMargin = false) {
  const byBlock = unit === "block";
  const lines = [...(byBlock ? KEYS_BY_BLOCK : KEYS_BY_WORD), ...KEYS_EVERYWHERE].map((key) => say(key).split(" = "));
  const rows = lines.flatMap(([keys, does]) => [make("dt", {}, keys), make("dd", {}, does)]);
  const byHand = byBlock ? [say("help.mouse-block")] : [say("help.mouse-word"), say("help.touch-word")];
  if (hasMargin) byHand.push(say("help.margin"));
  return [make("dl", {}, ...rows), ...[...byHand, say("help.terms")].map((words) => make("p", {}, words))];
}
