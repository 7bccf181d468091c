// The list of lessons: the kit's, then those of one's own, then other notebooks, each with what is done.
import assert from "node:assert/strict";
import { test } from "node:test";

import { words } from "./page.mjs";

globalThis.window = { matchMedia: () => ({ matches: true, addEventListener() {} }) };
const { sumOfFiles } = await import("../../kit/lesson/mode/media-literacy-kit/hand_in.js");
const { lessonList } = await import("../../kit/lesson/mode/media-literacy-kit/frame.js");

class Widget {
  title = {};

  constructor({ node }) {
    this.node = node;
  }

  addClass() {}
}

const book = (title, lesson) => ({ cells: [{ source: `# ${title}` }], metadata: lesson ? { kit: { lesson } } : {} });

/** What a server has: notebooks as they are, other files as text, folders by what lies in them. */
function served(files) {
  const kind = (path) => (path.endsWith(".ipynb") ? "notebook" : path in files ? "file" : "directory");
  const inside = (folder) => {
    const start = folder && `${folder}/`;
    const names = Object.keys(files).filter((path) => path.startsWith(start)).map((path) => path.slice(start.length).split("/")[0]);
    return [...new Set(names)].map((name) => ({ name, path: `${start}${name}`, type: kind(`${start}${name}`) }));
  };
  return {
    asked: [],
    async get(path) {
      this.asked.push(path);
      if (path in files) return { content: files[path] };
      if (path && !inside(path).length) throw new Error("404");
      return { content: inside(path) };
    },
  };
}

const LESSONS = {
  "explore.ipynb": book("Explore an article", "explore"),
  "01-article.ipynb": book("Article or furniture?", "01-article"),
  "00-start.ipynb": book("Start here", "00-start"),
};

async function list(files) {
  const opened = [];
  const contents = served(files);
  const widget = lessonList(Widget, contents, (path) => opened.push(path));
  const refresh = async () => {
    await widget.refresh("01-article.ipynb");
    return words(widget.node, "button");
  };
  await refresh();
  return { refresh, node: widget.node, opened, contents, titles: words(widget.node, "button"), heads: words(widget.node, "h2") };
}

test("without lessons of one's own there is no word of them, and exploring stands last", async () => {
  const { titles, heads, contents } = await list(LESSONS);
  assert.deepEqual(titles, ["Start here", "Article or furniture?", "Explore an article"]);
  assert.deepEqual(heads, ["Lessons"]);
  assert.ok(!contents.asked.includes("my-lessons"));
});

test("a lesson of one's own stands in the list with what is done, and is opened where it lies", async () => {
  const { node, titles, heads, opened } = await list({
    ...LESSONS,
    "mine.ipynb": book("My notes"),
    "my-lessons/rain/rain.ipynb": book("Whose rain is it?", "rain"),
    "my-lessons/rain/rain-article.txt": "It rained.",
    "my-lessons/02-buses/02-buses.ipynb": book("Night buses", "02-buses"),
    "answers/learner.txt": '{"name": "Ana", "folder": "ana"}',
    "answers/ana/rain/progress.json": '{"done": 1, "steps": 3}',
  });
  assert.deepEqual(heads, ["Lessons", "Lessons of your own", "Your own notebooks"]);
  assert.deepEqual(titles.slice(3), ["Night buses", "Whose rain is it?1 of 3 steps", "My notes"]);
  node.querySelectorAll("button")[4].fire("click");
  assert.deepEqual(opened, ["my-lessons/rain/rain.ipynb"]);
});

test("a lesson that was handed in says so, and whether it has changed since; read again only where a file is another", async () => {
  const handed = (sum) => ({ at: "2026-11-28T09:00:00Z", sha256: sum });
  const same = sumOfFiles({ "a.json": "1" });
  const files = {
    ...LESSONS,
    "answers/learner.txt": '{"name": "Ana", "folder": "ana"}',
    "answers/ana/00-start/a.json": "1",
    "answers/ana/00-start/progress.json": '{"done": 3, "steps": 3}',
    "answers/ana/01-article/a.json": "2",
    "answers/ana/hand-in.json": JSON.stringify({ lessons: { "00-start": handed(same), "01-article": handed(same) } }),
  };
  const { titles, contents, refresh } = await list(files);
  assert.deepEqual(titles.slice(0, 2), ["Start heredone · handed in", "Article or furniture?changed since it was handed in"]);
  const asked = (path) => contents.asked.filter((each) => each === path).length;
  assert.equal(asked("answers/ana/01-article/a.json"), 1);
  await refresh();
  assert.equal(asked("answers/ana/01-article/a.json"), 1);
  files["answers/ana/hand-in.json"] = "{"; // damaged: then it is not known
  assert.deepEqual((await refresh()).slice(0, 2), ["Start heredone", "Article or furniture?"]);
});

test("what was set aside, a draft, a file and what is no lesson are not in it", async () => {
  const { titles } = await list({
    ...LESSONS,
    "my-lessons/rain (older)/rain.ipynb": book("Older", "rain"),
    "my-lessons/rain (older)/rain (older).ipynb": book("Odd", "rain"),
    "my-lessons/begun/draft/draft.json": "{}",
    "my-lessons/plain/plain.ipynb": book("Plain"),
    "my-lessons/rain.zip": "PK",
    "my-lessons/broken/broken.ipynb": null,
  });
  assert.equal(titles.length, 3);
});
