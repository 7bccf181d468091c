// The small browser of saved pages: what a search finds, and how one goes there and comes back.
import assert from "node:assert/strict";
import { test } from "node:test";

import { fakeModel, show, words } from "./page.mjs";
import packet, { found, snippet, withPicture } from "../../kit/widgets/packet.js";

const page = (name, about) => ({ name, site: "Courier", address: `${name}.example`, date: "", title: name, words: [[["Some words.", ""]]], picture: "", real: false, ...about });
const PAGES = [
  page("post", { title: "Gum makes you clever", words: [[["A study ", ""], ["in a report", "note"], [" says so.", ""]], [["Share!", ""]]] }),
  page("note", { site: "School", title: "A game", words: [[["We chewed gum, and gum was good.", ""]]], picture: "cut" }),
  page("real", { title: "Notes", real: true, words: [[["It stands ", ""], ["here", "https://www.globalresearch.ca/x"]]], picture: "whole" }),
  page("other", { picture: "tree" }),
];
const PICTURES = { whole: { src: "data:1", alt: "A bus", like: "whole" }, cut: { src: "data:2", alt: "Half a bus", like: "whole" }, tree: { src: "data:3", alt: "A tree", like: "tree" } };

function browser() {
  const model = fakeModel({ title: "Gum", start: "post", searches: ["gum", "the courier"], pages: PAGES, pictures: PICTURES });
  const el = document.createElement("div");
  packet.render({ model, el });
  const press = (text) => [...el.querySelectorAll("button"), ...el.querySelectorAll("a")].find((node) => node.textContent.includes(text)).fire("click");
  return { el, model, press };
}

const title = (el) => words(el, ".kh-title")[0];

test("a search finds the beginnings of words, in a title before elsewhere, and leaves out the shortest words", () => {
  const names = (query) => found(PAGES, query).map(({ name }) => name);
  assert.deepEqual(names("gum"), ["post", "note"]);
  assert.deepEqual(names("CLEV game"), ["post", "note"]);
  assert.deepEqual(names("of a gum"), ["post", "note"]);
  assert.deepEqual(names("we"), ["note"]);
  assert.deepEqual(names("  ?! "), []);
  assert.deepEqual(names("<script> zzz"), []);
});

test("a search for a picture finds those it was cut from, and no others", () => {
  assert.deepEqual(withPicture(PAGES, PICTURES, "cut").map(({ name }) => name), ["note", "real"]);
  assert.deepEqual(withPicture(PAGES, PICTURES, "tree").map(({ name }) => name), ["other"]);
});

test("a long page is told by how it begins", () => {
  assert.equal(snippet(PAGES[0]), "A study in a report says so. Share!");
  const long = page("x", { words: [[[Array(30).fill("word").join(" "), ""]]] });
  assert.equal(snippet(long).split(" ").length, 23);
});

test("it begins at its first page, takes no focus, says that the page is ours, and has nowhere to go back to", () => {
  const before = document.activeElement;
  const { el } = browser();
  assert.equal(title(el), "Gum makes you clever");
  assert.equal(document.activeElement, before);
  assert.deepEqual(words(el, ".kh-where"), ["A saved page, made up by us · post.example"]);
  assert.equal(el.querySelector("button").getAttribute("disabled"), "");
  assert.deepEqual(words(el, ".kw-hint"), ["1 of 4 saved pages opened."]);
});

test("a search, a result, a link, and back again: the focus is on what was opened each time", () => {
  const { el, press } = browser();
  press("in a report");
  assert.equal(title(el), "A game");
  assert.equal(document.activeElement, el.querySelector(".kh-title"));
  const field = el.querySelector("input");
  field.value = "clever";
  field.fire("keydown", { key: "Enter" });
  assert.equal(title(el), "1 page for “clever”");
  assert.match(words(el, ".kh-address")[0], /^Courier · post\.example ✓ opened$/);
  el.querySelector(".kh-body").querySelector("a").fire("keydown", { key: "Enter" });
  assert.equal(title(el), "Gum makes you clever");
  for (const _ of [1, 2, 3]) press("Back");
  assert.equal(title(el), "Gum makes you clever");
  assert.equal(el.querySelector("button").getAttribute("disabled"), "");
  assert.deepEqual(words(el, ".kw-hint"), ["2 of 4 saved pages opened."]);
});

test("a search that is offered is typed for one; one that finds nothing says so; an empty one does nothing", () => {
  const { el, press } = browser();
  press("the courier");
  assert.equal(el.querySelector("input").value, "the courier");
  assert.equal(title(el), "3 pages for “the courier”");
  const field = el.querySelector("input");
  field.value = "zeppelin";
  press("Search");
  assert.equal(title(el), "0 pages for “zeppelin”");
  assert.match(words(el, ".kh-body")[0], /No saved page has any of these words/);
  field.value = " ";
  press("Search");
  assert.equal(title(el), "0 pages for “zeppelin”");
});

test("a picture has its words, and is searched for; a real page says that these are notes, and opens in a new tab", () => {
  const { el, press } = browser();
  press("in a report");
  assert.equal(el.querySelector("img").getAttribute("alt"), "Half a bus");
  press("Search for this picture");
  assert.equal(title(el), "2 pages with this picture, or a part of it");
  press("Notes");
  assert.deepEqual(words(el, ".kh-where"), ["Our notes on a real page, in our words · real.example"]);
  const link = el.querySelectorAll("a").find((node) => node.getAttribute("href"));
  const about = ["href", "target", "rel", "data-lm-suppress-shortcuts"].map((name) => link.getAttribute(name));
  assert.deepEqual(about, ["https://www.globalresearch.ca/x", "_blank", "noopener noreferrer", "true"]);
});

test("text is text, and every stop keeps its keys from the notebook", () => {
  const hostile = page("bad", { title: "<img src=x>", words: [[["<b>", ""], ["<script>", "bad"]]] });
  const model = fakeModel({ title: "<i>", start: "bad", searches: ["<u>"], pages: [hostile], pictures: {} });
  const { el } = show(packet, { ...model, get: model.get });
  assert.equal(title(el), "<img src=x>");
  for (const tag of ["b", "script", "img", "u", "i"]) assert.equal(el.querySelectorAll(tag).length, tag === "b" ? 1 : 0);
  const stops = [...el.querySelectorAll("button"), ...el.querySelectorAll("input"), ...el.querySelectorAll("[tabindex]")];
  assert.deepEqual(stops.filter((node) => node.getAttribute("data-lm-suppress-shortcuts") === null), []);
});
