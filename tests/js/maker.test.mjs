// The maker: steps, one open at a time; what is typed is sent; problems lead to their steps; what was made can be had.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test, mock } from "node:test";

import { fakeModel, show, words } from "./page.mjs";
import maker from "../../kit/widgets/maker.js";

beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
afterEach(() => mock.timers.reset());

const NAMES = ["article", "card", "passage", "parts", "key", "before", "make"];
const HEADS = NAMES.map((name) => ({ name, title: `Step ${name}`, said: `what ${name} has`, done: name === "parts" }));
const OFFERS = { endings: [".txt", ".pdf"], most: 50_000_000, addresses: false, own: [{ name: "night-buses", title: "Night buses", about: "Tarn Valley Courier (invented) · 267 words · grade 6" }] };
const CARD = { facts: { title: "Rain", author: "", outlet: "", date: "", url: "", notice: "" }, sharing: "For your class.", own: "Our own." };

function stateOf(step, body, more = {}) {
  return { name: "rain", title: "Rain", step, heads: HEADS, body, saved: "Saved at 10:32.", failed: false, ...more };
}

function panel(state = {}, more = {}) {
  const model = fakeModel({ offers: OFFERS, front: "", drafts: [], blocks: ["One.", "Two.", "Three."], reviewer: null, state, ...more });
  const shown = { model, ...show(maker, model) };
  const button = (text) => shown.el.querySelectorAll("button").find((each) => each.textContent === text);
  const field = (text) => {
    const label = shown.el.querySelectorAll("label").find((each) => each.textContent === text);
    return shown.el.querySelectorAll("input").find((each) => each.getAttribute("id") === label.getAttribute("for"));
  };
  const answer = async (about) => {
    model.answer({ id: model.sent.at(-1).id, ...about });
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  };
  return { ...shown, button, field, answer, last: () => model.sent.at(-1) };
}

test("without a draft there is the article in front, one to choose, and the drafts that wait", async () => {
  const { el, button, last, answer } = panel({}, { front: "Rain", drafts: [{ name: "mill", title: "Mill", when: "10:02" }] });
  assert.equal(el.querySelector(".km-steps").hidden, true);
  button("Make a lesson of “Rain”").fire("click");
  assert.equal(last().ask, "front");
  await answer({ kind: "progress", data: { step: "front" } });
  assert.match(words(el, ".km-said")[0], /^Reading the article/);
  await answer({ kind: "refused", said: "Nothing is open." });
  assert.equal(words(el, ".ke-wrong")[0], "Nothing is open.");
  el.querySelector(".km-go-on").fire("click");
  assert.deepEqual([last().ask, last().name], ["go-on", "mill"]);
});

test("one step is open, and says so; a head opens another, and what is done has a word for ears", () => {
  const { el, last } = panel(stateOf("card", CARD));
  const heads = el.querySelectorAll(".km-head");
  assert.deepEqual(heads.map((head) => head.getAttribute("aria-expanded")), ["false", "true", "false", "false", "false", "false", "false"]);
  assert.deepEqual(el.querySelectorAll(".km-body").map((body) => Boolean(body.hidden)), [true, false, true, true, true, true, true]);
  assert.match(heads[3].textContent, /Step parts.*what parts has.*done/);
  heads[4].fire("click");
  assert.deepEqual([last().ask, last().step], ["step", "key"]);
});

test("a page that was opened for a draft is told to begin here, and no other", () => {
  const here = (more) => panel(stateOf("card", CARD), more).el.querySelector(".km-root").getAttribute("data-kit-here") !== null;
  assert.equal(here({ leads: true }), true);
  assert.equal(here({}), false);
});

test("what is typed is sent after a pause, once, and what may be shared is shown", () => {
  const { el, model, field, last } = panel(stateOf("card", CARD));
  const notice = field("Licence, or whose text it is");
  notice.value = "CC BY";
  notice.fire("input");
  assert.equal(model.sent.length, 0);
  mock.timers.tick(500);
  assert.deepEqual([last().what, last().value], ["card", { notice: "CC BY" }]);
  notice.fire("change");
  assert.equal(model.sent.length, 1);
  assert.equal(words(el, ".km-sharing")[0], "For your class.");
});

test("parts have their minutes, and one that cannot be made says why", async () => {
  const rows = [
    { name: "predict", title: "Predict", hint: "A guess.", chosen: true, minutes: 2, lacks: "" },
    { name: "speech", title: "Who says what", hint: "Marks.", chosen: false, minutes: 0, lacks: "nobody is quoted" },
  ];
  const { el, last, answer } = panel(stateOf("parts", { rows, start: 3, sum: 5, hour: 50 }));
  assert.match(el.textContent, /2 minutes.*Cannot be made: nobody is quoted\./);
  assert.ok(words(el, ".km-sum")[0].startsWith("5 of 50 minutes, with 3 to open the lesson. What you keep"));
  const [box] = el.querySelectorAll(".km-part").map((part) => part.querySelector("input"));
  box.checked = false;
  box.fire("change");
  assert.deepEqual([last().what, last().value], ["parts", []]);
  await answer({ kind: "refused", said: "A lesson needs a part." });
  assert.equal(box.checked, true);
});

test("the passage is marked in the text, and its ends are moved by blocks", () => {
  const rows = [{ at: [5, 9], begins: "Two.", why: "One word.", chosen: true, own: false }];
  const { el, button, last } = panel(stateOf("passage", { level: 8, rows, whole: false, words: 3, at: [1, 1] }));
  assert.deepEqual(words(el, ".km-in"), ["Two."]);
  button("End later").fire("click");
  assert.deepEqual([last().what, last().value], ["blocks", [1, 2]]);
  button("End earlier").fire("click");
  assert.equal(words(el, ".km-said")[0], "The passage goes no further that way.");
});

test("a hard word is struck out, and can come back", () => {
  const rows = ["weir", "council"].map((word) => ({ word, meaning: "", sentence: `The ${word}.` }));
  const { button, last } = panel(stateOf("before", { notes: [], words: rows, struck: ["retail"] }));
  button("Strike out").fire("click");
  assert.deepEqual([last().what, last().value], ["glossary", [["council", ""]]]);
  button("retail").fire("click");
  assert.deepEqual(last().value, [["council", ""], ["retail", ""]]);
});

test("each problem leads to its step, and what was made can be opened, printed and handed out", async () => {
  const problems = [{ step: "card", title: "Whose it is", said: "The card has no notice." }];
  const made = { notebook: "my-lessons/rain/rain.ipynb", handout: "my-lessons/rain/rain.handout.html", plan: "p.md", aside: ["x (changed).md"], stale: false };
  const { el, button, last, answer } = panel(stateOf("make", { title: "Rain", name: "rain", problems, made }));
  button("Go to “Whose it is”").fire("click");
  assert.deepEqual([last().ask, last().step], ["step", "card"]);
  const [open] = el.querySelectorAll(".km-open-it");
  assert.equal(open.getAttribute("data-kit-notebook"), made.notebook);
  assert.match(el.textContent, /set aside, and kept: x \(changed\)\.md/);
  button("Make it again").fire("click");
  assert.equal(last().ask, "make");
  await answer({ kind: "done", data: {} });
  assert.equal(document.activeElement, el.querySelectorAll(".km-open-it")[0]);
});

test("what is not on the disk is an alert, and not said to be saved", () => {
  const { el } = panel(stateOf("card", CARD, { saved: "Not on the disk.", failed: true }));
  assert.equal(words(el, ".km-saved")[0], "");
  assert.equal(words(el, ".ke-wrong")[0], "Not on the disk.");
});
