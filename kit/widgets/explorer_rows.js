// What the views beside the text share: rows that select what they stand for, figures with their words, requests.

import { drawTable } from "./chart.js";
import { make, newId, set } from "./dom.js";
import { touches } from "./explorer_bus.js";
import { delay, latest } from "./form.js";
import { rove, roveBy } from "./highlighter_roving.js";
import { say } from "./strings.js";

const QUIETLY = 300; // ms after which it is said that something is being counted

/** A share as people write it. */
export function percent(share) {
  return `${Math.round(100 * share)}\u00a0%`;
}

/** What each voice is called. */
export function voiceTitles() {
  return {
    article: say("explorer.voice-article"),
    author: say("explorer.voice-author"),
    quoted: say("explorer.voice-quoted"),
    furniture: say("explorer.voice-furniture"),
    page: say("explorer.voice-page"),
    label: say("explorer.voice-label"),
  };
}

/** What a measure of readability counts in. */
export function unitOf(unit, harder) {
  if (unit === "grade") return say("explorer.unit-grade");
  return harder === "higher" ? say("explorer.unit-points") : say("explorer.unit-lower");
}

/** How a voice is drawn; what nobody says (a byline, a date) is left blank. */
export function lookOf(voice) {
  return voice === "label" ? "kv-blank" : `kf-look-${voice}`;
}

/** The sign of a voice: its pattern and its letter, so that no colour is needed. */
export function voiceSign(voice) {
  const swatch = make("span", { class: `kv-swatch ${lookOf(voice)}` });
  return make("span", { class: "kv-sign", "aria-hidden": "true" }, swatch, voiceTitles()[voice].charAt(0));
}

/**
 * Rows of one view, each a button: { label, spoken, at, parts, act }. Pressed it selects `at`, pressed again it lets go, or
 * goes back to what `whole()` gives; with `act` it does that instead. One stop of the Tab key, the arrows go along them.
 */
export function rowList(bus, from, { name, whole = () => null }) {
  let rows = [];
  const node = make("div", { class: "kv-rows", role: "group", "aria-label": name });
  node.addEventListener("keydown", (event) => {
    if (roveBy(node, event)) event.preventDefault();
  });
  const press = (row) => {
    if (row.act) return row.act();
    row.selection = { from, label: row.label, at: row.at };
    bus.select(row.button.getAttribute("aria-pressed") === "true" ? whole() : row.selection);
  };
  return {
    node,
    draw(given) {
      rows = given;
      for (const row of rows) {
        const about = { type: "button", class: "kv-row", "aria-pressed": row.act ? null : "false", click: () => press(row) };
        row.name = make("span", { class: "kw-hidden", text: row.spoken });
        for (const part of row.parts) set(part, "aria-hidden", "true"); // for those who see it
        row.button = make("button", about, row.name, ...row.parts);
      }
      node.replaceChildren(...rows.map((row) => row.button));
      rove(node);
    },
    /** Mark what the selection touches; `touched` is told of each row how many of its places. */
    follow(selection, touched = () => null) {
      for (const row of rows) {
        const n = row.at ? row.at.filter((place) => touches(selection, place)).length : 0;
        const own = Boolean(selection) && selection === row.selection;
        if (!row.act) set(row.button, "aria-pressed", String(own));
        set(row.button, "data-touched", n > 0);
        row.name.textContent = n && !own ? say("explorer.row-touched", { n, row: row.spoken }) : row.spoken;
        touched(row, n);
      }
    },
    focus: (label) => (rows.find((row) => row.label === label) ?? rows[0])?.button.focus(),
  };
}

/** What a view shows: a finding in a sentence, the picture, what it cannot tell, and its table behind a click. */
export function figureOf(title, ...drawing) {
  let table = [];
  const finding = make("p", { class: "kv-finding" });
  const limits = make("p", { class: "kv-limits" });
  const cells = make("div", { class: "kf-table", role: "region", tabindex: "0", "aria-label": say("explorer.table", { title }) });
  const summary = make("summary", { text: say("explorer.as-table") });
  summary.dataset.lmSuppressShortcuts = "true";
  const details = make("details", { class: "kv-more" }, summary, cells);
  const fill = () => details.open && cells.replaceChildren(drawTable(table)); // nobody waits for a table that is shut
  details.addEventListener("toggle", fill);
  const node = make("div", { class: "kv-figure" }, finding, ...drawing, limits, details);
  return {
    node,
    tell(found, rows, cannot) {
      table = rows;
      finding.textContent = found;
      limits.textContent = cannot;
      details.hidden = rows.length < 2;
      fill();
    },
  };
}

/**
 * Requests of one view, one at a time, of several only the latest: `ask(more)` → `draw(data, more)`. `node` says after a
 * while that it is being counted, and what went wrong; then `failed` is called.
 */
export function asker(bus, name, draw, failed = () => null) {
  const node = make("p", { class: "kv-state", role: "status" });
  const wait = delay();
  let queue;
  const fresh = () => {
    const own = latest((more) => {
      wait.set(QUIETLY, () => (node.textContent = say("explorer.counting")));
      const after = (act) => (answer) => {
        if (own !== queue) return; // of an article that was in front before
        wait.stop();
        node.textContent = "";
        own.answered();
        if (!own.busy()) act(answer);
      };
      bus.ask(name, more).then(after((data) => draw(data, more)), after((error) => (failed(), (node.textContent = error.message))));
    });
    queue = own;
  };
  fresh();
  return { node, ask: (more) => queue.push(more), forget: () => (wait.stop(), (node.textContent = ""), fresh()) };
}

/** A choice of one, all of it seen; the first stands at first, and `changed` is told of another. */
export function choiceOf(name, options, changed) {
  const group = newId("kv");
  const inputs = Object.keys(options).map((value) => make("input", { type: "radio", name: group, value, change: changed }));
  inputs[0].checked = true;
  const labels = Object.values(options).map((text, i) => make("label", { class: "kv-choice" }, inputs[i], make("span", { text })));
  const node = make("fieldset", { class: "kv-sort" }, make("legend", { text: name }), ...labels);
  return { node, chosen: () => inputs.find((input) => input.checked).value };
}
