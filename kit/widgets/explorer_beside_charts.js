// What figures of articles side by side are drawn with: bars and dots on one scale, terms on a scale of doublings.

import { drawTable, placeOn } from "./chart.js";
import { make } from "./dom.js";
import { say } from "./strings.js";

const percentOf = (value, ticks) => placeOn(value, ticks).toFixed(2);

/** The letter of an article. */
export function letterOf(letter) {
  return make("b", { class: "kb-letter", text: letter });
}

/** A table behind the words that open it; `rows` begin with the heads. */
export function tableOf(rows) {
  const summary = make("summary", { text: say("explorer.beside-table") });
  summary.dataset.lmSuppressShortcuts = "true";
  const about = { class: "kb-table", tabindex: "0", role: "region", "aria-label": say("explorer.beside-table") };
  return make("details", {}, summary, make("div", about, drawTable(rows)));
}

/** A name that shows its places in the texts where it has some; else words alone. */
function besideName(text, pick) {
  if (!pick) return make("span", { class: "kb-name" }, make("bdi", { text }));
  return make("button", { type: "button", class: "kb-name kb-pick", click: pick }, make("bdi", { text }));
}

function axisOf(ticks, text) {
  const place = (tick) => `--at:${percentOf(tick, ticks)}%`;
  const main = [ticks[0], 0, ticks.at(-1)]; // which there is room for in any case
  const marks = ticks.map((tick) =>
    make("span", { class: main.includes(tick) ? "kb-tick kb-main" : "kb-tick", style: place(tick), text: text(tick) }),
  );
  return make("div", { class: "kb-axis", "aria-hidden": "true" }, ...marks);
}

/** A bar from zero, or a dot with its interval where `dots`; without a value there is nothing to draw. */
function drawn({ value, low = null, high = null }, ticks, dots) {
  const cell = make("span", { class: "kb-cell", "aria-hidden": "true" });
  if (value === null) return cell;
  const at = `--at:${percentOf(value, ticks)}%`;
  if (!dots) cell.append(make("span", { class: "kb-bar", style: at }));
  else {
    const [from, to] = [low ?? value, high ?? value];
    const wide = (placeOn(to, ticks) - placeOn(from, ticks)).toFixed(2);
    cell.append(make("span", { class: "kb-whisker", style: `--at:${percentOf(from, ticks)}%;--wide:${wide}%` }));
    cell.append(make("span", { class: "kb-dot", style: at }));
  }
  return cell;
}

/**
 * Rows of bars or dots: `rows` are `{ name, pick, cells: [{ value, low, high, said }] }` with a cell for each letter,
 * `unit` says what the scale is of.
 */
export function barsOf({ rows, ticks, letters, unit, dots = false }) {
  const groups = rows.map(({ name, pick, cells }) => {
    const lines = cells.map((cell, i) =>
      make(
        "div",
        { class: "kb-line", role: "listitem" },
        letterOf(letters[i]),
        drawn(cell, ticks, dots),
        make("span", { class: "kb-said", text: cell.said }),
      ),
    );
    const head = name ? make("div", { class: "kb-head" }, besideName(name, pick)) : null;
    return make("div", { class: "kb-group" }, head, make("div", { role: "list", "aria-label": name || unit }, ...lines));
  });
  const foot = make("div", { class: "kb-line" }, letterOf(""), axisOf(ticks, (tick) => tick.toLocaleString("en")), make("span", { class: "kb-said" }));
  return make("div", { class: "kb-chart" }, ...groups, foot, make("p", { class: "kb-unit", text: unit }));
}

/** Doublings as people say them: how many times as often, on either side. */
function doublings(tick) {
  return tick ? say("explorer.beside-times", { n: 2 ** Math.abs(tick) }) : say("explorer.beside-alike");
}

/** A term of keyness on a scale of doublings, what the first has more of to the left; a bound there is none of has an arrow. */
function whiskerOf({ value, low, high, holds }, ticks) {
  const edge = ticks.at(-1);
  const within = (doubled) => Math.min(edge, Math.max(-edge, doubled));
  const [from, to] = [high === null ? -edge : within(-high), low === null ? edge : within(-low)];
  const wide = (placeOn(to, ticks) - placeOn(from, ticks)).toFixed(2);
  const open = [high === null || -high < -edge ? "kb-open-left" : "", low === null || -low > edge ? "kb-open-right" : ""];
  return make(
    "span",
    { class: "kb-cell kb-middle", "aria-hidden": "true" },
    make("span", { class: ["kb-whisker", ...open].join(" ").trim(), style: `--at:${percentOf(from, ticks)}%;--wide:${wide}%` }),
    make("span", { class: holds ? "kb-dot" : "kb-dot kb-hollow", style: `--at:${percentOf(within(-value), ticks)}%` }),
  );
}

/** The terms that tell two articles apart: for each its counts, and a dot with its interval; `pick` is told the row. */
export function keynessOf({ rows, ticks }, letters, pick) {
  const lines = rows.map((row) => {
    const [a, b] = row.counts;
    const who = letters[row.more ?? 0];
    const said = say(row.holds ? "explorer.beside-holds" : "explorer.beside-chance");
    const values = { term: row.spelling, times: row.times, who, low: row.interval[0], high: row.interval[1], a, b, one: letters[0], two: letters[1], said };
    const button = besideName(row.spelling, () => pick(row));
    button.setAttribute("aria-label", say("explorer.beside-keyword", values));
    return make(
      "div",
      { class: "kb-line kb-keyword", role: "listitem" },
      button,
      make("span", { class: "kb-counts", text: `${a} : ${b}` }),
      whiskerOf(row, ticks),
    );
  });
  const blank = () => make("span", {});
  const heads = make(
    "div",
    { class: "kb-line kb-keyword kb-heads", "aria-hidden": "true" },
    blank(),
    make("span", { class: "kb-counts", text: `${letters[0]} : ${letters[1]}` }),
    make("span", { class: "kb-ends" }, ...letters.map((who) => make("span", { text: say("explorer.beside-more-in", { who }) }))),
  );
  const foot = make("div", { class: "kb-line kb-keyword" }, blank(), blank(), axisOf(ticks, doublings));
  return make("div", { class: "kb-chart" }, heads, make("div", { role: "list", "aria-label": say("explorer.beside-keyness") }, ...lines), foot);
}
