// The end of a lesson: another article is brought, what became of it is said, and the way to it is a link.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test, mock } from "node:test";

import { fakeModel, show, words } from "./page.mjs";
import another from "../../kit/widgets/another.js";

beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
afterEach(() => mock.timers.reset());

const MADE = { name: "02-rain", title: "Rain", notebook: "my-lessons/02-rain/02-rain.ipynb", key: false, new: true };

function end() {
  const offers = { endings: [".txt", ".pdf"], most: 50_000_000, addresses: false, own: [{ name: "night-buses", title: "Night buses", about: "Tarn Valley Courier (invented) · 267 words · grade 6" }] };
  const model = fakeModel({ offers });
  const shown = { model, ...show(another, model) };
  const button = (text) => shown.el.querySelectorAll("button").find((each) => each.textContent === text);
  /** Python's answer to the last that was asked. */
  const answer = async (about) => {
    model.answer({ id: model.sent.at(-1).id, ...about });
    await settled();
  };
  return { ...shown, button, answer, said: () => words(shown.el, ".ke-said")[0] };
}

const settled = async () => {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
};

test("nothing but a button is seen until it is asked for", () => {
  const { el, button } = end();
  const panel = el.querySelector(".ke-open");
  assert.equal(panel.hidden, true);
  button("Choose another article").fire("click");
  assert.equal(panel.hidden, false);
  assert.equal(button("Choose another article").getAttribute("aria-expanded"), "true");
  button("Choose another article").fire("click");
  assert.equal(panel.hidden, true);
  assert.equal(button("Choose another article").getAttribute("aria-expanded"), "false");
});

test("one of the kit's is made a lesson of, and a link leads there", async () => {
  const { el, model, button, answer, said } = end();
  button("Choose another article").fire("click");
  button("Night buses").fire("click");
  assert.deepEqual([model.sent.at(-1).ask, model.sent.at(-1).own], ["open", "night-buses"]);
  await answer({ kind: "progress", data: { title: "Night buses" } });
  assert.equal(said(), "Making the lesson on Night buses …");
  await answer({ kind: "done", data: { ...MADE, title: "Night buses", key: true } });
  assert.equal(el.querySelector(".ke-open").hidden, true);
  assert.equal(words(el, ".ka-title")[0], "“Night buses” is ready.");
  assert.match(el.textContent, /compared with what careful readers marked/);
  const link = el.querySelector(".ka-open");
  assert.equal(link.getAttribute("href"), MADE.notebook);
  assert.equal(link.getAttribute("data-kit-notebook"), MADE.notebook);
  assert.equal(link.getAttribute("data-lm-suppress-shortcuts"), "true");
  assert.equal(document.activeElement, link);
});

test("an article without a key is said to be read by a program, and one that is there is left", async () => {
  const { el, button, answer } = end();
  button("Choose another article").fire("click");
  el.querySelector("textarea").value = "It rained.";
  button("Read this text").fire("click");
  await answer({ kind: "done", data: { ...MADE, new: false } });
  assert.equal(words(el, ".ka-title")[0], "“Rain” is there already, as you left it.");
  assert.match(el.textContent, /Nobody has made a key.*a second reader that is often wrong/);
});

test("what cannot be made is said, and what was pasted stays", async () => {
  const { el, button, answer } = end();
  button("Choose another article").fire("click");
  el.querySelector("textarea").value = "Rain.";
  button("Read this text").fire("click");
  await answer({ kind: "refused", said: "Too short for a lesson." });
  assert.equal(words(el, ".ke-wrong")[0], "Too short for a lesson.");
  assert.equal(el.querySelector(".ke-wrong").hidden, false);
  assert.equal(el.querySelector("textarea").value, "Rain.");
  assert.equal(el.querySelector(".ke-open").hidden, false);
  assert.equal(el.querySelector(".ka-ready").hidden, true);
});

test("a lesson that was made is packed, and its zip can be had", async () => {
  const { el, model, button, answer, said } = end();
  button("Choose another article").fire("click");
  button("Night buses").fire("click");
  await answer({ kind: "done", data: MADE });
  button("Pack it to hand out").fire("click");
  assert.deepEqual([model.sent.at(-1).ask, model.sent.at(-1).name], ["pack", "02-rain"]);
  globalThis.location = { pathname: "/user/ana/lab/tree/class/02-who-is-speaking.ipynb" };
  await answer({ kind: "done", data: { file: "my-lessons/02-rain.zip", key: true } });
  delete globalThis.location;
  assert.match(said(), /packed, with its key: my-lessons\/02-rain\.zip/);
  const link = el.querySelectorAll("a").at(-1);
  assert.equal(link.getAttribute("href"), "/user/ana/files/class/my-lessons/02-rain.zip?download=1");
  assert.equal(link.getAttribute("download"), "02-rain.zip");
  button("Pack it to hand out").fire("click");
  await answer({ kind: "done", data: { file: "my-lessons/02-rain.zip", key: false } });
  assert.match(said(), /It has no key/);
});
