// What of the start page needs a script: who works, how far one is, hand in, bring back, start again. All of it is read
// from where JupyterLite keeps its files, and JupyterLite itself is not loaded.

import { expired, handedIn } from "./answers.js";
import { asideList, bring, classLine } from "./bring.js";
import { handIn } from "./start_hand_in.js";
import { lessons } from "./start_lessons.js";
import { Blocked, databaseName, readAnswers, writeAnswers } from "./start_storage.js";
import { who } from "./start_who.js";
import { WORDS } from "./start_words.js";

const NAMES = "media-literacy-kit names"; // in localStorage: names as typed, by their folders

const root = new URL(".", document.baseURI);
const database = databaseName(root);
const trouble = document.getElementById("trouble");
const aloud = document.getElementById("aloud");

function tell(words) {
  trouble.textContent = words;
  trouble.hidden = !words;
}

const rows = [...document.querySelectorAll("[data-lesson]")];
const titles = Object.fromEntries(rows.map((row) => [row.dataset.lesson, row.querySelector("h3 a").textContent]));
titles.explore = document.querySelector(".explore h3").textContent;

/** What all parts of the page know, and what they ask of it. */
const page = {
  rows,
  titles,
  models: new Map(),
  given: { learner: { name: "", folder: "me", at: "me" }, lessons: {}, missing: {}, handed: {}, class: null, offered: "" },
  unread: WORDS.blocked,
  titleOf: (lesson) => titles[lesson] ?? lesson,
  say: (words) => void (aloud.textContent = words),

  /** Names as typed, by their folders, as far as this page has met them. */
  names() {
    try {
      return JSON.parse(localStorage.getItem(`${NAMES} ${root.pathname}`)) ?? {};
    } catch {
      return {};
    }
  },

  remember({ name, folder }) {
    try {
      if (name) localStorage.setItem(`${NAMES} ${root.pathname}`, JSON.stringify({ ...page.names(), [folder]: name }));
    } catch {
      // A name is then shown as its folder has it.
    }
  },

  /** Make the change that `build` says of what is kept now, and show what came of it. */
  async write(build) {
    await writeAnswers(database, build(await readAnswers(database), new Date()));
    tell("");
    await show();
  },

  /** The same; whether it could be made. */
  async change(build) {
    try {
      await page.write(build);
      return true;
    } catch (error) {
      tell(WORDS.notWritten(error.message));
      return false;
    }
  },

  /** What is kept at this moment. */
  async look() {
    page.models = await readAnswers(database);
    page.given = await handedIn(page.models);
    page.remember(page.given.learner);
    return page.given;
  },
};

const byId = (id) => document.getElementById(id);
bring(page, { file: byId("file"), drop: byId("drop"), read: byId("read"), told: byId("brought") }, () =>
  (document.querySelector("#who a") ?? document.querySelector("#who button"))?.focus(),
);
const classGone = (words) => {
  byId("brought").textContent = words;
  byId("file").focus();
};
const aside = asideList(page, byId("aside"), page.say);
const parts = [who(page), lessons(page), handIn(page), aside, classLine(page, byId("class"), classGone)];

async function show() {
  await page.look();
  for (const part of parts) part.show();
}

async function begin() {
  try {
    await show();
    if (!("serviceWorker" in navigator)) tell(WORDS.brief); // a private window, or an address without https
    const old = expired(page.models, new Date());
    if (old.removes.length) await writeAnswers(database, old);
  } catch (error) {
    if (!(error instanceof Blocked)) throw error;
    tell(WORDS.blocked);
    for (const part of parts) part.show();
  }
  document.body.dataset.kitStart = "ready";
}

begin();

/** Back from a lesson, in this window or another: what has changed there is shown, unless a question waits here. */
async function again() {
  const before = JSON.stringify(page.given);
  if (document.querySelector(".ask, dialog")) return;
  if (JSON.stringify(await page.look()) !== before) for (const part of parts) part.show();
}
addEventListener("pageshow", (event) => event.persisted && again().catch(() => {}));
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && again().catch(() => {}));
