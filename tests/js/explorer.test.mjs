// The explorer, without a browser: the bus, opening, the card, and the text with its layers.

import assert from "node:assert/strict";
import test from "node:test";
import { deflateSync } from "node:zlib";

import { fakeModel, outwait, show, words } from "./page.mjs";

import explorer from "../../kit/widgets/explorer.js";
import { lineTo, makeBus, touches } from "../../kit/widgets/explorer_bus.js";
import { card } from "../../kit/widgets/explorer_card.js";
import { isShown, speechOf, voiceOf } from "../../kit/widgets/explorer_layers.js";
import { drawnByBlock, groups, nodesOf } from "../../kit/widgets/explorer_marks.js";
import { reader } from "../../kit/widgets/explorer_reader.js";

const OFFERS = {
  endings: [".txt", ".html"], unread: [], most: 50_000_000, addresses: true, closer: true, pictures: ["svg", "png"], own: [{ name: "ferry-bridge", title: "Ferry Bridge to close", about: "Tarn Valley Courier (invented) · 267 words · grade 6" }],
  labels: { quote: { direct: "Word for word" }, claim: { opinion: "Opinion", fact: "Fact claim" }, loaded: { fear: "Fear" } },
};

const block = (text) => ({ text, widths: text.split(/( )/).map((part) => part.length) });
const mark = (layer, label, at, attributes = {}, evidence = {}) => ({ layer, label, at, attributes, evidence });
const DOC = {
  id: 1, title: "Dam", card: { title: "Dam", author: "Ana" }, missing: ["date"],
  blocks: [block("Dam threatens town"), block("Share this"), block("They fear it said Tom")],
  zones: [
    { at: [0, 2], label: "headline", furniture: false, attributes: { why: "It stands above." }, evidence: {} },
    { at: [3, 4], label: "share", furniture: true, attributes: {}, evidence: {} },
    { at: [5, 9], label: "body", furniture: false, attributes: {}, evidence: {} },
  ],
  marks: [
    mark("claim", "fact", [0, 2], { voice: "author", why: "Nothing judges." }),
    mark("loaded", "fear", [1, 1], { voice: "author", why: "It frightens.", doubt: "It may be so.", rule: "threats" }, { cue: [0, 0] }),
    mark("quote", "direct", [5, 7], { speaker: "Tom", why: "Somebody is said to say it." }),
    mark("claim", "opinion", [5, 7], { voice: "quoted", why: "It judges." }),
  ],
  words: 7, counts: { author: 4, quoted: 3, furniture: 2 }, voices: { author: [[0, 2]], quoted: [[5, 7]], furniture: [[3, 4]] }, sources: [],
};
const packed = (document) => deflateSync(JSON.stringify(document));
const early = { ...DOC, marks: [], early: true };

/** Wait until something is so on the page. */
async function comes(el, isThere) {
  for (let turns = 0; !isThere() && turns < 10_000; turns++) await new Promise(setImmediate); // unpacking takes some
  assert.ok(isThere(), words(el, ".ke-said")[0]);
}

function opened() {
  const bus = makeBus({ ask: async () => ({}) });
  const part = bus.add(reader(bus, OFFERS));
  bus.show(DOC);
  return { bus, node: part.node, text: part.node.querySelector(".ke-text") };
}

test("what is selected is told to every part, and gone with another article", () => {
  const bus = makeBus({ ask: () => null });
  const heard = [];
  bus.add({ follow: (selection) => heard.push(selection?.label ?? null) });
  bus.show(DOC);
  bus.select({ from: "terms", label: "“dam”", at: [[0, 0]] });
  bus.show(DOC);
  assert.deepEqual(heard, [null, "“dam”", null]);
});

test("before its marks are known an article is shown to those alone who can show it so", () => {
  const bus = makeBus({ ask: () => null });
  const heard = [];
  bus.add({ early: true, show: (doc) => heard.push(["reader", doc.marks.length]) });
  bus.add({ show: (doc) => heard.push(["views", doc.marks.length]) });
  bus.show(early);
  bus.show(DOC);
  assert.deepEqual(heard, [["reader", 0], ["reader", 4], ["views", 4]]);
});

test("where a closer reading comes, the reasons stay open, and whoever stood at a mark stands there", () => {
  const bus = makeBus({ ask: async () => ({}) });
  const { node } = bus.add(reader(bus, OFFERS));
  bus.show({ ...DOC, early: true });
  const text = node.querySelector(".ke-text");
  const at = (look) => text.querySelector(`.ke-is-${look}`);
  const fear = at("loaded");
  fear.focus();
  fear.fire("keydown", { key: "Enter" });
  const told = words(text, ".ke-reason");
  assert.equal(told.length, 1);
  bus.show({ ...DOC, marks: [mark("claim", "opinion", [0, 2]), ...DOC.marks.slice(1)] });
  assert.notEqual(at("loaded"), fear);
  assert.deepEqual([words(text, ".ke-reason"), bus.selection.at], [told, [[1, 1]]]);
  assert.equal(document.activeElement, at("loaded"));
  bus.show({ ...DOC, early: true });
  at("loaded").fire("keydown", { key: "Enter" });
  text.querySelector(".ke-reasons button").focus();
  const [first, ...others] = DOC.marks;
  bus.show({ ...DOC, marks: [...others, first] });
  assert.deepEqual(words(text, ".ke-reason"), told);
  assert.equal(document.activeElement, text.querySelector(".ke-reasons button"));
  assert.equal(at("loaded").getAttribute("aria-expanded"), "true");
  at("loaded").fire("keydown", { key: "Enter" });
  assert.equal(text.querySelector(".ke-reasons"), null);
});

test("a selection touches what it shares a word with", () => {
  const selection = { at: [[1, 3], [7, 7]] };
  assert.deepEqual([[0, 0], [3, 5], [6, 9]].map((span) => touches(selection, span)), [false, true, true]);
  assert.equal(touches(null, [0, 9]), false);
  const nested = { at: [[1, 9], [2, 3]] }; // what ends first does not hide what goes on
  assert.deepEqual([[0, 0], [4, 5], [10, 12]].map((span) => touches(nested, span)), [false, true, false]);
});

test("each answer finds who asked, its steps first; what is refused fails with its words", async () => {
  const model = fakeModel({});
  const line = lineTo(model, "v", () => null);
  const steps = [];
  const [one, two] = [line.ask("document", {}, (step) => steps.push(step)), line.ask("close")];
  const [first, second] = model.sent.map(({ id }) => id);
  model.answer({ id: second, kind: "refused", said: "Not open." });
  model.answer({ id: first, kind: "progress", data: "zone" });
  model.answer({ id: "another view's", kind: "done" });
  model.answer({ id: first, kind: "done", data: 7 });
  assert.deepEqual([await one, steps], [7, ["zone"]]);
  await assert.rejects(two, { message: "Not open." });
  line.close();
  assert.equal(model.listening(), 0);
});

test("silence is said, and taken back by an answer; another view's tells that the kernel is at work", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const model = fakeModel({});
  const told = [];
  const line = lineTo(model, "v", (silent) => told.push(silent));
  line.ask("document");
  context.mock.timers.tick(2000);
  model.answer({ id: "another view's", kind: "done" });
  context.mock.timers.tick(2000);
  assert.deepEqual(told, []);
  outwait(context.mock.timers);
  assert.deepEqual(told, [true]);
  model.answer({ id: model.sent[0].id, kind: "done", data: 7 });
  assert.deepEqual(told, [true, false]);
  line.close();
});

test("runs in several marks are one element each; where a mark starts one can stand", () => {
  const bus = makeBus({ ask: () => null });
  bus.show(DOC);
  const marks = DOC.marks.map((each, number) => ({ ...each, number, look: each.layer, tag: "", spoken: each.label }));
  const spans = drawnByBlock(bus.doc.text, marks, [[2, 2]], []).get(0);
  const nodes = nodesOf("Dam threatens town", spans);
  assert.deepEqual(nodes.map((node) => [node.textContent, node.dataset.marks, node.getAttribute("role")]), [
    ["Dam ", "0", "button"], ["threatens", "0 1", "button"], [" ", "0", null], ["town", "0", null],
  ]);
  assert.ok(nodes[3].classList.contains("ke-is-selected"));
});

test("furniture that stands together is one group, with what it is", () => {
  const zones = ["promo", null, "share", "share", "bio", null].map((label) => label && { label, furniture: true });
  const found = groups(6, (b) => zones[b]);
  assert.deepEqual(found.map(({ blocks, labels }) => [blocks, labels]), [
    [[0], ["promo"]], [[1], []], [[2, 3, 4], ["share", "bio"]], [[5], []],
  ]);
});

test("a layer, a voice, a speaker and a label say which marks are drawn", () => {
  const { within } = speechOf(DOC.marks);
  const drawn = (state) => DOC.marks.filter((each) => isShown(each, { off: new Set(), voice: "", speaker: "", label: "", ...state }, within)).length;
  assert.equal(drawn({}), 3); // most sentences claim a fact: those are drawn where they are asked for
  assert.equal(drawn({ label: "claim fact" }), 1);
  assert.equal(drawn({ off: new Set(["loaded"]) }), 2);
  assert.equal(drawn({ voice: "quoted" }), 2);
  assert.equal(drawn({ speaker: "Tom" }), 2); // what Tom says, and the claim in it
  assert.equal(voiceOf(mark("quote", "scare", [0, 0])), "author");
});

test("every word of an article stands in the text once, its furniture behind a line that says what it is", () => {
  const { text } = opened();
  assert.deepEqual(words(text, ".ke-words"), ["Dam threatens town", "Share this", "They fear it said Tom"]);
  const [fold] = text.querySelectorAll(".ke-fold");
  assert.equal(fold.textContent, "1 block of furniture: share");
  const box = text.querySelector(".ke-folded");
  assert.equal(box.hidden, true);
  fold.fire("click");
  assert.deepEqual([box.hidden, fold.getAttribute("aria-expanded")], [false, "true"]);
});

test("zones that were corrected are laid out anew, and what was unfolded stays so", () => {
  const { bus, text } = opened();
  text.querySelector(".ke-fold").fire("click");
  text.scrollTop = 40;
  const [headline, share, body] = DOC.zones;
  const no = { ...headline, label: "no label", attributes: { why: "It was rejected." } };
  bus.show({ ...DOC, zones: [no, share, { ...body, label: "bio", furniture: true }] });
  assert.deepEqual(words(text, ".ke-zone"), ["no label", "share", "bio"]);
  assert.deepEqual(words(text, ".ke-fold"), ["2 blocks of furniture: share, bio"]);
  assert.deepEqual([text.querySelector(".ke-folded").hidden, text.scrollTop], [false, 40]);
  assert.equal(text.querySelectorAll("h3").length, 0);
  text.querySelector(".ke-zone").fire("click");
  assert.ok(words(text, ".ke-reason")[0].includes("It was rejected."));
});

test("by keyboard one goes from mark to mark, opens the reasons, and closes them", () => {
  const { bus, text } = opened();
  const [first] = text.querySelectorAll("[role=button]");
  assert.deepEqual([first.textContent, first.tabIndex], ["threatens", 0]);
  first.focus();
  first.fire("keydown", { key: "ArrowRight" });
  assert.equal(document.activeElement.textContent, "They fear it");
  document.activeElement.fire("keydown", { key: "ArrowLeft" });
  document.activeElement.fire("keydown", { key: "Enter" });
  const said = words(text, ".ke-reason")[0];
  for (const part of ["Fear", "It frightens.", "Why this may be wrong: It may be so.", "It goes by: “Dam”", "Rule: threats"]) assert.ok(said.includes(part), part);
  assert.deepEqual(words(text, ".ke-is-evidence"), ["Dam"]);
  assert.deepEqual([bus.selection.label, bus.selection.at], ["“threatens”", [[1, 1]]]);
  assert.equal(document.activeElement.textContent, "threatens"); // drawn anew, and still where one stands
  assert.equal(document.activeElement.getAttribute("aria-expanded"), "true");
  document.activeElement.fire("keydown", { key: "Escape" });
  assert.deepEqual([text.querySelector(".ke-reasons"), bus.selection], [null, null]);
});

test("the label of a zone says why, too", () => {
  const { text } = opened();
  const [zone] = text.querySelectorAll(".ke-zone");
  zone.fire("click");
  assert.ok(words(text, ".ke-reason")[0].includes("It stands above."));
  zone.fire("click");
  assert.equal(text.querySelector(".ke-reasons"), null);
});

test("what is selected elsewhere is drawn, its furniture unfolded, and gone through place by place", () => {
  const { bus, node, text } = opened();
  bus.select({ from: "terms", label: "“this”", at: [[4, 4], [9, 9]] });
  assert.deepEqual(words(text, ".ke-is-selected"), ["this", "Tom"]);
  assert.equal(text.querySelector(".ke-folded").hidden, false);
  const [line] = node.querySelectorAll(".ke-selected");
  assert.ok(line.textContent.startsWith("“this”: 2 places"));
  const [, next, clear] = line.querySelectorAll("button");
  next.fire("click");
  next.fire("click");
  assert.ok(line.textContent.startsWith("“this”: place 2 of 2"));
  clear.fire("click");
  assert.deepEqual([words(text, ".ke-is-selected"), line.hidden], [[], true]);
});

test("a layer that is switched off is drawn no more", () => {
  const { node, text } = opened();
  const [, , loaded] = node.querySelectorAll(".ke-switch");
  loaded.fire("click");
  assert.deepEqual([loaded.getAttribute("aria-pressed"), words(text, ".ke-is-loaded")], ["false", []]);
});

test("a fact of the card is corrected in place, and what is missing can be filled in", async () => {
  const asked = [];
  const bus = makeBus({ ask: async (name, more) => (asked.push([name, more]), { card: { ...DOC.card, date: "3 May" }, missing: [], title: "Dam", kept: true }) });
  const said = [];
  bus.say = (line) => said.push(line);
  const { node } = bus.add(card(bus));
  bus.show(DOC);
  assert.ok(words(node, ".ke-look")[0].includes("date"));
  node.querySelector("[data-fact=date]").fire("click");
  const input = document.activeElement;
  input.value = "3 May";
  input.fire("keydown", { key: "Enter" });
  await new Promise(setImmediate);
  assert.deepEqual(asked, [["card", { document: 1, fact: "date", words: "3 May" }]]);
  assert.deepEqual([words(node, "[data-fact=date]"), words(node, ".ke-look"), said.length], [["3 May"], [], 1]);
});

test("what is corrected while a closer reading is under way stays, and the focus with it", async () => {
  const bus = makeBus({ ask: async () => ({ card: { ...DOC.card, date: "3 May" }, missing: [], title: "Dam", kept: true }) });
  bus.say = () => null;
  const { node } = bus.add(card(bus));
  bus.show({ ...DOC, early: true });
  node.querySelector("[data-fact=date]").fire("click");
  document.activeElement.fire("keydown", { key: "Enter" });
  await new Promise(setImmediate);
  for (const early of [true, false]) bus.show({ ...DOC, early }); // read before it was corrected
  assert.deepEqual([words(node, "[data-fact=date]"), words(node, ".ke-look")], [["3 May"], []]);
  assert.equal(document.activeElement.dataset.fact, "date");
});

test("the page opens what is pasted, says what is wrong, and shows what comes", async () => {
  const model = fakeModel({ documents: [], offers: OFFERS, stages: [], mode: "read", front: 0 });
  Object.assign(model, { set: (name, value) => model.change({ [name]: value }), save_changes: () => null });
  const { el, end } = show(explorer, model);
  const last = () => model.sent.at(-1);
  const turn = () => new Promise(setImmediate);
  el.querySelector("textarea").value = "It rained.";
  const go = el.querySelectorAll(".kw-button")[0];
  go.fire("click");
  assert.deepEqual([last().ask, last().text], ["open", "It rained."]);
  model.answer({ id: last().id, kind: "refused", said: "Too wet." });
  await turn();
  assert.deepEqual(words(el, ".ke-wrong"), ["Too wet."]);
  go.fire("click");
  const asked = last().id;
  model.change({ documents: [{ id: 1, title: "Dam", words: 9 }] });
  model.answer({ id: asked, kind: "done", data: 1 });
  await turn();
  const wanted = model.sent.find(({ ask }) => ask === "document");
  const drawn = () => words(el, ".ke-reader .ke-words").length;
  model.answer({ id: wanted.id, kind: "progress", data: { step: "sentence" } }, [packed(early)]);
  model.answer({ id: wanted.id, kind: "progress", data: { step: "closer" } }, [packed({ ...DOC, early: true })]);
  await comes(el, () => drawn() === 3 && el.querySelectorAll(".ke-is-loaded").length === 1);
  assert.equal(el.querySelector(".ke-open").hidden, true);
  model.answer({ id: wanted.id, kind: "done", data: {} }, [packed({ ...DOC, note: "It is long." })]);
  await comes(el, () => words(el, ".ke-said")[0] === "It is long.");
  model.change({ documents: [{ id: 1, title: "Dam", words: 9, edition: 1 }] }); // something was corrected
  const again = model.sent.filter(({ ask }) => ask === "document");
  assert.equal(again.length, 2);
  model.answer({ id: again[1].id, kind: "progress", data: { step: "sentence" } }, [packed(early)]);
  assert.ok(el.querySelectorAll(".ke-mark").length); // until it has come whole, the page stays as it was
  model.answer({ id: again[1].id, kind: "done", data: {} }, [packed({ ...DOC, marks: [] })]);
  await comes(el, () => !el.querySelectorAll(".ke-mark").length);
  model.change({ documents: [{ id: 1, title: "Dam", words: 9, edition: 1 }] });
  assert.equal(model.sent.filter(({ ask }) => ask === "document").length, 2);
  model.change({ documents: [] });
  assert.equal(el.querySelector(".ke-open").hidden, false);
  end();
});

test("whoever opens an article by keyboard is led to its text, and back from where none was opened", async () => {
  const model = fakeModel({ documents: [{ id: 1, title: "Dam", words: 9 }], offers: OFFERS, stages: [], mode: "read", front: 0 });
  Object.assign(model, { set: (name, value) => model.change({ [name]: value }), save_changes: () => null });
  const { el, end } = show(explorer, model);
  const turn = () => new Promise(setImmediate);
  const [another] = el.querySelectorAll(".ke-head .ke-quiet");
  another.fire("click");
  el.querySelector(".ke-open-head .ke-quiet").fire("click");
  assert.equal(document.activeElement, another);
  another.fire("click");
  assert.equal(document.activeElement, el.querySelector("textarea"));
  el.querySelector("textarea").value = "It rained.";
  el.querySelectorAll(".kw-button")[0].fire("click");
  const { id } = model.sent.at(-1);
  model.change({ documents: [...model.get("documents"), { id: 2, title: "Rain", words: 2 }] });
  model.answer({ id, kind: "done", data: 2 });
  await turn();
  assert.ok(el.querySelector(".ke-head").contains(document.activeElement));
  model.answer({ id: model.sent.at(-1).id, kind: "progress", data: { step: "sentence" } }, [packed({ ...early, id: 2 })]);
  await comes(el, () => document.activeElement === el.querySelector(".ke-text"));
  end();
});

test("the article that was looked at when the page was left is in front again", () => {
  const documents = [{ id: 1, title: "Dam", words: 9 }, { id: 2, title: "Rain", words: 2 }];
  const model = fakeModel({ documents, offers: OFFERS, stages: [], mode: "read", front: 1 });
  Object.assign(model, { set: (name, value) => model.change({ [name]: value }), save_changes: () => null });
  const { el, end } = show(explorer, model);
  assert.deepEqual(words(el, "[aria-current]"), ["Dam"]);
  model.change({ documents: [documents[1]] });
  assert.deepEqual(words(el, "[aria-current]"), ["Rain"]);
  end();
});
