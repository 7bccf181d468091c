// The highlighter's plain functions: tokens, runs, keys, moves, findings, and what is drawn.
import assert from "node:assert/strict";
import { describe, test } from "node:test";

import * as findings from "../../kit/widgets/highlighter_findings.js";
import * as moves from "../../kit/widgets/highlighter_moves.js";
import * as spans from "../../kit/widgets/highlighter_spans.js";
import * as text from "../../kit/widgets/highlighter_text.js";

const NO_TERMS = { terms: [], places: [] };
const kit = { ...findings, ...moves, ...spans, ...text };

/** The page that Python would send for blocks of words, one gap between two tokens. */
function page(blocks, { unit = "word", sentences = [0], glossary = NO_TERMS } = {}) {
  const wire = blocks.map((words) => ({
    text: words.join(" "),
    widths: words.flatMap((word, i) => (i ? [1, word.length] : [word.length])),
  }));
  return kit.indexText({ unit, sentences, blocks: wire, glossary });
}

const doc = page(
  [
    ["One", "two", "three."],
    ["Four", "five.", "Six", "😀", "eight."],
    ["Nine."],
  ],
  { sentences: [0, 3, 5, 8] },
);
const at = (focus, anchor = focus) => ({ anchor, focus });
const go = (by, step, extend = false) => ({ does: "move", by, step, extend });

describe("tokens", () => {
  test("offsets count UTF-16 units, as the page does", () => {
    const block = doc.blocks[1];
    assert.deepEqual([...block.starts], [0, 5, 11, 15, 18]);
    assert.equal(block.text.slice(block.starts[3], block.ends[3]), "😀");
    assert.deepEqual([doc.count, doc.firsts], [9, [0, 3, 8]]);
  });

  test("a token without a gap after it touches the next", () => {
    const { blocks } = kit.indexText({ blocks: [{ text: "“a”", widths: [1, 0, 1, 0, 1] }], sentences: [0], glossary: NO_TERMS });
    assert.deepEqual([...blocks[0].starts], [0, 1, 2]);
    assert.equal(kit.tokenAt(blocks[0], 1), 1);
  });

  test("an offset in a gap belongs to the token before, or after where asked", () => {
    assert.equal(kit.tokenAt(doc.blocks[1], 4), 3);
    assert.equal(kit.tokenAt(doc.blocks[1], 4, true), 4);
    assert.equal(kit.tokenAt(doc.blocks[1], 0), 3);
    assert.equal(kit.tokenAt(doc.blocks[1], 99), 7);
    assert.equal(kit.tokenAt(doc.blocks[1], 99, true), 7);
  });

  test("words can run across blocks", () => {
    assert.equal(kit.wordsOf(doc, 2, 4), "three.\n\nFour five.");
    assert.deepEqual([0, 2, 3, 7, 8].map((token) => kit.blockOf(doc, token)), [0, 0, 1, 1, 2]);
    assert.deepEqual(kit.within(doc.blocks[1], 4, 8), [5, 24]);
  });
});

describe("runs of overlapping marks", () => {
  test("no marks make one run", () => {
    assert.deepEqual(kit.runs(9, []), [{ from: 0, to: 9, covers: [] }]);
  });

  test("each run names what covers it, the longest first", () => {
    const spans = [{ from: 4, to: 6 }, { from: 2, to: 8 }, { from: 6, to: 9 }];
    assert.deepEqual(
      kit.runs(10, spans).map(({ from, to, covers }) => [from, to, covers.join()]),
      [[0, 2, ""], [2, 4, "1"], [4, 6, "1,0"], [6, 8, "1,2"], [8, 9, "2"], [9, 10, ""]],
    );
  });

  test("the runs join up to the whole, whatever the marks", () => {
    let seed = 7;
    const random = (n) => (seed = (seed * 16807) % 2147483647) % n;
    for (let round = 0; round < 200; round++) {
      const spans = Array.from({ length: random(7) }, () => {
        const from = random(40);
        return { from, to: from + 1 + random(40 - from) };
      });
      const runs = kit.runs(41, spans);
      assert.equal(runs[0].from, 0);
      assert.equal(runs.at(-1).to, 41);
      runs.slice(1).forEach((run, i) => assert.equal(run.from, runs[i].to));
      for (const { from, to, covers } of runs) {
        assert.ok(from < to);
        spans.forEach((span, i) => assert.equal(covers.includes(i), span.from <= from && to <= span.to));
      }
    }
  });

  test("what is looked at grows with the marks, and not with their square", () => {
    const shapes = [
      (i) => [4 * i, 4 * i + 3],
      (i, n) => [4 * i, 4 * n],
      (i, n) => [2 * i, 4 * n - 2 * i],
      (i) => [0, 4 * i + 3],
    ];
    for (const shape of shapes) {
      const looks = [500, 2000].map((n) => {
        let count = 0;
        const spans = Array.from({ length: n }, (_, i) => {
          const [from, to] = shape(i, n);
          return { get from() { return count++, from; }, get to() { return count++, to; } };
        });
        const made = kit.runs(4 * n + 3, spans);
        assert.ok(made.every(({ covers }) => covers.length <= 12));
        return count;
      });
      assert.ok(looks[1] < 6 * looks[0], `${looks}`);
    }
  });

  test("an excerpt reads no more than it shows", () => {
    const many = page(Array.from({ length: 3000 }, () => ["word"]));
    assert.equal(kit.excerpt(many, 0, 2999, 12), "word word …");
    assert.equal(kit.wordsOf(many, 0, 2999, 5), "word\n\nword");
    assert.equal(kit.shorten(" ".repeat(9999), 10), " …");
  });

  test("marks that overlap get lanes of their own, and a lane is used again", () => {
    assert.deepEqual(kit.lanes([[0, 9], [2, 4], [3, 5], [5, 6], [10, 11]]), [0, 1, 2, 1, 0]);
  });
});

describe("keys", () => {
  const press = (key, more = {}, options = { unit: "word" }) => kit.commandFor({ key, ...more }, options);

  test("arrows go by word and line, with Alt by sentence and block", () => {
    assert.deepEqual(press("ArrowRight"), { does: "move", by: "word", step: 1, extend: undefined });
    assert.equal(press("ArrowLeft", { altKey: true }).by, "sentence");
    assert.equal(press("ArrowDown").by, "line");
    assert.deepEqual(press("ArrowUp", { altKey: true, shiftKey: true }), { does: "move", by: "block", step: -1, extend: true });
    assert.equal(press("End").by, "edge");
    assert.equal(press("Home", { ctrlKey: true }).by, "text");
  });

  test("in blocks the arrows go by block", () => {
    assert.equal(press("ArrowDown", {}, { unit: "block" }).by, "word");
    assert.equal(press("End", {}, { unit: "block" }).by, "text");
  });

  test("left is onwards where the text runs from right to left", () => {
    assert.equal(press("ArrowLeft", {}, { unit: "word", rtl: true }).step, 1);
    assert.equal(press("ArrowDown", {}, { unit: "word", rtl: true }).step, 1);
  });

  test("digits and letters are labels, in any case and script", () => {
    assert.deepEqual(press("3"), { does: "label", key: "3" });
    assert.deepEqual(press("q"), { does: "label", key: "Q" });
    assert.deepEqual(press("γ"), { does: "label", key: "Γ" });
  });

  test("undo, redo, delete, escape and help", () => {
    const does = (...args) => press(...args)?.does;
    assert.equal(does("z", { ctrlKey: true }), "undo");
    assert.equal(does("Z", { metaKey: true, shiftKey: true }), "redo");
    assert.equal(does("y", { ctrlKey: true }), "redo");
    assert.deepEqual([does("Delete"), does("Backspace"), does("Escape"), does("?")], ["remove", "remove", "clear", "help"]);
  });

  test("what is not ours is left to the browser", () => {
    assert.deepEqual([press("Tab"), press("Enter", { ctrlKey: true }), press("c", { ctrlKey: true }), press("f", { altKey: true }), press("F5")], [null, null, null, null, null]);
  });

  test("a key finds a label that is offered, by digit or letter", () => {
    const labels = [
      { name: "quote", key: "1", letter: "Q", offered: true },
      { name: "old", key: "", letter: "O", offered: false },
    ];
    assert.equal(kit.labelFor(labels, "1").name, "quote");
    assert.equal(kit.labelFor(labels, "Q").name, "quote");
    assert.equal(kit.labelFor(labels, "O"), undefined);
  });
});

describe("moving", () => {
  const focus = (from, command) => kit.moved(doc, at(from), command).focus;

  test("the first move puts the cursor at the start", () => {
    assert.deepEqual(kit.moved(doc, null, go("word", 1)), at(0));
  });

  test("by word, and not past the ends", () => {
    assert.deepEqual([focus(0, go("word", 1)), focus(0, go("word", -1)), focus(8, go("word", 1))], [1, 0, 8]);
  });

  test("by sentence to its start, then to the one before", () => {
    assert.deepEqual([focus(3, go("sentence", 1)), focus(6, go("sentence", -1)), focus(5, go("sentence", -1))], [5, 5, 3]);
    assert.equal(focus(8, go("sentence", 1)), 8);
    assert.equal(focus(0, go("sentence", -1)), 0);
  });

  test("by block, to its edges, and to the ends of the text", () => {
    assert.deepEqual([focus(4, go("block", 1)), focus(4, go("block", -1)), focus(3, go("block", -1))], [8, 3, 0]);
    assert.deepEqual([focus(5, go("edge", -1)), focus(5, go("edge", 1))], [3, 7]);
    assert.deepEqual([focus(5, go("text", -1)), focus(5, go("text", 1))], [0, 8]);
  });

  test("extending by sentence takes the whole sentence, then the next", () => {
    const once = kit.moved(doc, at(3), go("sentence", 1, true));
    assert.deepEqual(once, at(4, 3));
    assert.deepEqual(kit.moved(doc, once, go("sentence", 1, true)), at(7, 3));
    assert.deepEqual(kit.moved(doc, at(8), go("sentence", 1, true)), at(8));
  });

  test("extending by word keeps the anchor, also backwards", () => {
    assert.deepEqual(kit.moved(doc, at(4), go("word", -1, true)), at(3, 4));
    assert.deepEqual(kit.ends(at(3, 4)), [3, 4]);
  });

  test("by line to the nearest word on the next line", () => {
    const rect = (i) => ({ left: (i % 3) * 50, right: (i % 3) * 50 + 40, top: Math.floor(i / 3) * 20, bottom: Math.floor(i / 3) * 20 + 16 });
    const line = (token, step) => kit.lineTarget(9, token, step, rect, 70);
    assert.deepEqual([line(0, 1), line(5, 1), line(8, -1)], [4, 7, 4]);
    assert.deepEqual([line(1, -1), line(7, 1)], [1, 7]);
    assert.equal(kit.moved(doc, at(0), go("line", 1), line).focus, 4);
  });
});

describe("what is said", () => {
  const title = (name) => name.toUpperCase();

  test("the word under the cursor, and the labels on it", () => {
    assert.equal(kit.spokenMove(doc, at(6), "word", [[5, 7, "quote"]], title), "😀. Marked: QUOTE");
  });

  test("a sentence or block that one has jumped to is read whole", () => {
    assert.equal(kit.spokenMove(doc, at(3), "sentence", [], title), "Four five.");
    assert.equal(kit.spokenMove(doc, at(3), "block", [], title), "Four five. Six 😀 eight.");
  });

  test("a selection is read as one", () => {
    assert.equal(kit.spokenMove(doc, at(4, 2), "word", [], title), "Selected: three. Four five.");
  });

  test("long words are cut, and never through a pair", () => {
    assert.equal(kit.shorten("one two three", 9), "one two …");
    assert.equal(kit.shorten(" one\n two ", 9), "one two");
    assert.equal(kit.shorten("😀".repeat(9), 4), "😀😀😀😀 …");
  });
});

describe("comparing", () => {
  const find = (status, mine, reference) => ({ status, mine, reference, why: "", accept: [] });
  const findings = [
    find("agree", [0, 1, "a"], [0, 1, "a"]),
    find("differ", [2, 2, "a"], [2, 3, "b"]),
    find("missed", null, [4, 4, "b"]),
    find("extra", [6, 6, "a"], null),
    find("trap", [8, 8, "a"], [7, 8, "a"]),
    find("open", [9, 9, "a"], [9, 9, "b"]),
  ];

  test("beside a program nothing is asked for, missing or too much", () => {
    assert.equal(kit.summary(findings.slice(0, 4), "program"), "You and the program agree at 1 place · 1 differs · 1 only the program’s · 1 only yours");
    assert.deepEqual(["missed", "extra", "agree"].map((status) => kit.statusName(status, "program")), ["Only the program’s", "Only yours", "Agree"]);
    assert.match(kit.describe(findings[3], "program", String), /may have missed it/);
    assert.equal(kit.statusName("missed", "key"), "Not marked");
  });

  test("where a key asks for nothing, that is said in words", () => {
    assert.equal(kit.summary([], "key"), "The key asks for nothing here");
    assert.equal(kit.summary(findings.slice(3, 5), "key"), "The key asks for nothing here · 1 not in the key · 1 look-alike marked");
  });

  test("a class and a neighbour are readers as well, and no judges", () => {
    assert.equal(kit.summary(findings.slice(0, 4), "class"), "You and the class agree at 1 place · 1 differs · 1 only the class’s · 1 only yours");
    assert.equal(kit.statusName("missed", "neighbour"), "Only the neighbour’s");
    assert.match(kit.describe(findings[3], "class", String), /Fewer than half of the class marked this, which need not make it wrong/);
    assert.match(kit.describe(findings[3], "neighbour", String), /The neighbour left this unmarked/);
  });

  test("a summary counts, and never says wrong", () => {
    assert.equal(kit.summary(findings, "key"), "1 of 3 agree · 1 differs · 1 not marked · 1 not in the key · 1 look-alike marked · 1 is open and does not count");
    assert.equal(kit.summary(findings.slice(0, 1), "key"), "1 of 1 agree · 0 differ · 0 not marked");
    for (const finding of findings) assert.doesNotMatch(kit.describe(finding, "key", String), /wrong|mistake/i);
  });

  test("each finding in words", () => {
    const said = findings.map((finding) => kit.describe(finding, "key", (name) => name.toUpperCase()));
    assert.equal(said[0], "You and the key: A");
    assert.equal(said[1], "You: A. The key: B");
    assert.equal(said[2], "The key: B. You left it unmarked");
    assert.equal(said[3], "You: A. The key has nothing here. Look again: would you keep it?");
    assert.equal(said[4], "You: A. The key: it looks right, and is not");
    assert.equal(said[5], "You: A. The key leaves this one open: people disagree, so it does not count");
    assert.equal(kit.describe(find("agree", [0, 0, "a"], [0, 0, "b"]), "key", String), "You: a. The key says b, and takes this label too");
    assert.equal(kit.describe(find("differ", [0, 0, "a"], [0, 9, "a"]), "key", String), "You and the key: a, but not the same words");
  });

  test("every status has a symbol of its own", () => {
    const symbols = Object.values(kit.STATUSES).map(({ symbol }) => symbol);
    assert.equal(new Set(symbols).size, symbols.length);
    assert.deepEqual(Object.keys(kit.tally(findings)), Object.keys(kit.STATUSES));
  });

  test("a finding reaches over both spans", () => {
    assert.deepEqual(kit.extent(findings[1]), [2, 3]);
    assert.deepEqual(kit.extent(findings[2]), [4, 4]);
  });

  test("findings of a status, and those that a selection touches", () => {
    assert.deepEqual(kit.ofStatus(findings, "all"), findings);
    assert.deepEqual(kit.ofStatus(findings, "missed"), [findings[2]]);
    assert.deepEqual(kit.findingsAt(findings, at(3, 6)), [findings[1], findings[2], findings[3]]);
    assert.deepEqual(kit.findingsAt(findings, null), []);
  });
});

test("rectangles that follow each other on a line become one", () => {
  const rect = (left, top, right) => ({ left, top, right, bottom: top + 16 });
  assert.deepEqual(kit.joinRects([rect(0, 0, 40), rect(40, 1, 60), rect(0, 20, 30), rect(5, 20, 5.2)]), [
    { left: 0, top: 0, right: 60, bottom: 17 },
    rect(0, 20, 30),
  ]);
});

describe("what is drawn", () => {
  const labelOf = (name) => ({ letter: name.toUpperCase(), title: name, pattern: "solid", ink: ["#000", "#fff"] });
  const brief = (drawn) => drawn.map(([first, last, { kind, tag, lane }]) => [first, last, kind, tag, lane]);

  test("marks that overlap have lanes of their own", () => {
    assert.deepEqual(brief(kit.markSpans([[0, 4, "a"], [2, 3, "b"]], labelOf)), [[0, 4, "mine", "A", 0], [2, 3, "mine", "B", 1]]);
    assert.deepEqual(kit.backgroundSpans([[1, 2, "zone: body"]]), [[1, 2, { kind: "background", name: "zone: body" }]]);
  });

  test("a finding draws both sides, its sign at the learner's, or at the reference's where that is alone", () => {
    const differ = { status: "differ", mine: [0, 1, "a"], reference: [0, 2, "b"] };
    const missed = { status: "missed", mine: null, reference: [4, 4, "b"] };
    const agree = { status: "agree", mine: [6, 6, "a"], reference: [6, 6, "a"] };
    const drawn = kit.findingSpans([differ, missed, agree], [missed, differ, agree], labelOf);
    assert.deepEqual(brief(drawn), [
      [0, 1, "mine", "≠ A", 0],
      [0, 2, "theirs", "B", 0],
      [4, 4, "theirs", "○ B", 0],
      [6, 6, "mine", "✓ A", 0],
      [6, 6, "theirs", "", 0],
    ]);
    assert.deepEqual(drawn.map(([, , span]) => span.finding), [1, 1, 0, 2, 2]);
  });

  test("of a trap the learner's mark alone is drawn, for the reference has none there", () => {
    const trap = { status: "trap", mine: [0, 1, "a"], reference: [0, 1, "a"] };
    assert.deepEqual(brief(kit.findingSpans([trap], [trap], labelOf)), [[0, 1, "mine", "! A", 0]]);
  });

  test("a mark over several blocks has its tag in the first", () => {
    const blocks = kit.spansByBlock(doc, [[2, 4, { tag: "A" }]]);
    assert.deepEqual([...blocks], [[0, [{ tag: "A", from: 8, to: 14 }]], [1, [{ tag: "", from: 0, to: 10 }]]]);
  });

  test("a word with a capital", () => assert.equal(kit.capital("key"), "Key"));
});
