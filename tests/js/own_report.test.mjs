// A learner's report: the button asks Python for it, shows it in a frame in which nothing runs, and downloads it.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test, mock } from "node:test";

import { fakeModel, outwait, show, words } from "./page.mjs";
import { PAUSE } from "../../kit/widgets/form.js";
import ownReport from "../../kit/widgets/own_report.js";

beforeEach(() => mock.timers.enable({ apis: ["setTimeout"] }));
afterEach(() => mock.timers.reset());

const PAGE = "<!DOCTYPE html><title>Geese</title><body class='a'>";
const SHOWN = PAGE.replace("<body", "<body tabindex='0'"); // keys come there

const settled = async () => {
  for (let turn = 0; turn < 8; turn++) await Promise.resolve();
};

const press = async (button) => {
  button.fire("click");
  mock.timers.tick(PAUSE);
  await settled();
};

function report() {
  const model = fakeModel({});
  const shown = { model, ...show(ownReport, model) };
  const [make, look] = shown.el.querySelectorAll("button");
  const frame = shown.el.querySelector("iframe");
  const answer = async (lacks = []) => {
    const data = { name: "report-geese.html", media: "text/html", lacks };
    model.answer({ id: model.sent.at(-1).id, kind: "done", data }, [new TextEncoder().encode(PAGE)]);
    await settled();
  };
  return { ...shown, make, look, frame, answer };
}

test("looked at it stands in a frame without rights, and what is empty is named; nothing is downloaded", async () => {
  const { el, model, look, frame, answer } = report();
  assert.deepEqual([frame.hidden, frame.getAttribute("sandbox")], [true, ""]);
  look.fire("click");
  mock.timers.tick(PAUSE - 1);
  await settled();
  assert.deepEqual([model.sent, words(el, ".ko-said")], [[], ["Making the report …"]]);
  mock.timers.tick(1); // by now what was typed last has been sent
  await settled();
  assert.deepEqual([model.sent.length, model.sent[0].ask], [1, "make"]);
  await press(look); // a second press is the same wish
  assert.equal(model.sent.length, 1);
  await answer(["its title", "the chart"]);
  assert.deepEqual([frame.hidden, frame.srcdoc, words(el, ".ko-said")], [false, SHOWN, ["Here it is. Nothing was downloaded."]]);
  assert.match(el.textContent, /Still empty: its title, the chart\./);
  await press(look);
  await answer();
  assert.doesNotMatch(el.textContent, /Still empty/);
});

test("made, it is downloaded under its name", async () => {
  const { el, make, answer } = report();
  const links = [];
  const create = document.createElement;
  document.createElement = (tag) => Object.assign(create(tag), tag === "a" ? { click() { links.push(this.getAttribute("download")); } } : {}); // prettier-ignore
  const [give, revoke] = [URL.createObjectURL, URL.revokeObjectURL];
  Object.assign(URL, { createObjectURL: () => "blob:1", revokeObjectURL: () => null });
  await press(make);
  await answer();
  Object.assign(URL, { createObjectURL: give, revokeObjectURL: revoke });
  document.createElement = create;
  assert.deepEqual(links, ["report-geese.html"]);
  assert.match(words(el, ".ko-said")[0], /^Downloaded as report-geese\.html\./);
});

test("what Python refuses is said, and a kernel that is silent; then it can be asked again", async () => {
  const { el, model, make, end } = report();
  await press(make);
  outwait(mock.timers);
  assert.match(words(el, ".ko-said")[0], /^The program is not answering/);
  model.answer({ id: model.sent[0].id, kind: "refused", said: "No article is open." });
  await settled();
  assert.deepEqual(words(el, ".ko-said"), ["No article is open."]);
  await press(make);
  assert.equal(model.sent.length, 2);
  end();
  assert.equal(model.listening(), 0);
});
