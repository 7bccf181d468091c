// Reading aloud: by a voice on this machine or by none, what is selected, and until one leaves.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import { fakeModel, show, words } from "./page.mjs";
import highlighter from "../../kit/widgets/highlighter.js";
import { localVoice, readingRanges, tokenRead } from "../../kit/widgets/highlighter_aloud.js";
import { indexText } from "../../kit/widgets/highlighter_text.js";

const BLOCKS = ["One two. Three four.", "Five."].map((text) => ({
  text,
  widths: text.split(" ").flatMap((word, i) => (i ? [1, word.length] : [word.length])),
}));
const PAGE = {
  title: "Buses", notice: "", unit: "word", sentences: [0, 2, 4], margin: false, blocks: BLOCKS,
  glossary: { terms: [["two", "one and one"]], places: [[0, 4, 7, 0]] },
};
const HERE = { lang: "en-GB", localService: true, default: false };
const FAR = { lang: "en-US", localService: false, default: true };
const OTHER = { lang: "de-DE", localService: true, default: true };

/** A browser that speaks when it is told to. */
function speaker(voices) {
  const spoken = [];
  const listeners = [];
  globalThis.SpeechSynthesisUtterance = class {
    constructor(text) {
      this.text = text;
    }
  };
  globalThis.speechSynthesis = {
    spoken, voices, cancelled: 0,
    getVoices() {
      return this.voices;
    },
    speak: (said) => spoken.push(said),
    cancel() {
      this.cancelled += 1;
    },
    addEventListener: (_, react) => listeners.push(react),
    find(more) {
      this.voices = more;
      listeners.forEach((react) => react());
    },
  };
  return globalThis.speechSynthesis;
}

afterEach(() => {
  delete globalThis.speechSynthesis;
  delete globalThis.SpeechSynthesisUtterance;
});

function open() {
  const model = fakeModel({
    _page: PAGE, _labels: [], _background: [], _marks: [], _comparison: {},
    _state: { saved: "", failed: false, undo: false, redo: false },
  });
  const shown = show(highlighter, model);
  const find = (does) => shown.el.querySelectorAll("button").find((each) => each.dataset.does === does);
  return { ...shown, read: find("read"), text: shown.el.querySelector(".kit-text") };
}

test("a voice on this machine is taken, of the language first, and none that would send the text away", () => {
  assert.equal(localVoice([FAR, OTHER, HERE], "en"), HERE);
  assert.equal(localVoice([FAR, OTHER], "en"), OTHER);
  assert.equal(localVoice([FAR], "en"), null);
});

test("what is selected is read, or all from the cursor on, a sentence at a time", () => {
  const doc = indexText(PAGE);
  assert.deepEqual(readingRanges(doc, null), [[0, 1], [2, 3], [4, 4]]);
  assert.deepEqual(readingRanges(doc, { anchor: 1, focus: 1 }), [[1, 1], [2, 3], [4, 4]]);
  assert.deepEqual(readingRanges(doc, { anchor: 3, focus: 1 }), [[1, 1], [2, 3]]);
  assert.deepEqual([tokenRead(doc, [2, 3], 0), tokenRead(doc, [2, 3], 6), tokenRead(doc, [4, 4], 9)], [2, 3, 4]);
});

test("there is no button without a voice on this machine, and there is once one is found", () => {
  assert.equal(open().read.hidden, true);
  const synth = speaker([FAR]);
  const { read } = open();
  assert.equal(read.hidden, true);
  synth.find([FAR, HERE]);
  assert.equal(read.hidden, false);
  assert.match(read.getAttribute("title"), /No text is sent anywhere/);
});

test("it reads on to the end, and the button then reads again", () => {
  const synth = speaker([HERE]);
  const { read, el } = open();
  read.fire("click");
  assert.equal(read.textContent, "Stop");
  assert.match(words(el, ".kit-said")[0], /A voice on this computer reads/);
  for (const said of ["One two.", "Three four.", "Five."]) {
    assert.equal(synth.spoken.at(-1).text, said);
    assert.equal(synth.spoken.at(-1).voice, HERE);
    synth.spoken.at(-1).onstart();
    synth.spoken.at(-1).onboundary({ name: "word", charIndex: 0 });
    synth.spoken.at(-1).onend();
  }
  assert.deepEqual([synth.spoken.length, read.textContent], [3, "Read aloud"]);
});

test("it stops by the button, by Escape, by its key, and when one leaves; what was spoken then says no more", () => {
  const synth = speaker([HERE]);
  const { read, text, end } = open();
  const stops = [
    () => read.fire("click"),
    () => text.fire("keydown", { key: "Escape" }),
    () => text.fire("keydown", { key: "®", code: "KeyR", altKey: true }),
    () => end(),
  ];
  for (const stop of stops) {
    read.fire("click");
    assert.equal(read.textContent, "Stop");
    const before = [synth.cancelled, synth.spoken.length];
    stop();
    synth.spoken.at(-1).onend();
    assert.deepEqual([synth.cancelled, synth.spoken.length], [before[0] + 1, before[1]]);
    assert.equal(read.textContent, "Read aloud");
  }
});

test("Enter on a dotted word says what it means", () => {
  const { el, text } = open();
  text.fire("focus");
  text.fire("keydown", { key: "ArrowRight" });
  text.fire("keydown", { key: "Escape" });
  text.fire("keydown", { key: "Enter" });
  assert.match(words(el, ".kit-spoken")[0], /two: one and one/);
});
