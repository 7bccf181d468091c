// Charts as the page draws them: bars, dots with their intervals, an axis, a table. What they say is given.

import { make } from "./dom.js";

/** Where a figure stands between the first and the last tick, in per cent. */
export function placeOn(value, ticks) {
  const low = ticks[0];
  const high = ticks[ticks.length - 1];
  return high > low ? (100 * (value - low)) / (high - low) : 0;
}

/** Round numbers from zero, or from below the lowest, to beyond the highest, as kit/charts/outline.py has them. */
export function roundTicks(values) {
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const rough = Math.max(high - low, 1) / 4;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = unit * [1, 2, 5, 10].find((factor) => unit * factor >= rough);
  const [from, to] = [Math.floor(low / step), Math.max(1, Math.ceil(high / step))];
  return Array.from({ length: to - from + 1 }, (_, i) => Number(((from + i) * step).toPrecision(12)));
}

const placed = (value, ticks) => `--at:${placeOn(value, ticks).toFixed(3)}`;

/** A line with its ticks. */
export function drawAxis(ticks) {
  const marks = ticks.map((tick) => make("span", { class: "kf-tick", style: placed(tick, ticks), text: tick.toLocaleString("en") }));
  return make("div", { class: "kf-axis" }, ...marks);
}

/** A bar from the first tick, with its figure; without a value the figure alone. */
export function drawBar([value, text], look, ticks) {
  const cell = make("div", { class: "kf-cell", style: placed(value ?? 0, ticks) });
  if (value !== null) cell.append(make("div", { class: `kf-bar kf-look-${look}` }));
  cell.append(make("span", { class: "kf-figure-text", text }));
  return cell;
}

/** A dot with its figure, and the interval around it where there is one. */
export function drawDot([value, text, low, high], ticks) {
  const cell = make("div", { class: "kf-cell kf-dots", style: placed(value ?? ticks[0], ticks) });
  if (low !== null && high !== null) {
    const wide = placeOn(high, ticks) - placeOn(low, ticks);
    cell.append(make("div", { class: "kf-interval", style: `${placed(low, ticks)};--wide:${wide.toFixed(3)}` }));
  }
  if (value !== null) cell.append(make("div", { class: "kf-dot" }));
  cell.append(make("span", { class: "kf-figure-text", text }));
  return cell;
}

/** An outline of kit/charts/outline.py as a picture with its words. */
export function drawChart({ form, columns, rows, ticks, unit, alt }) {
  const heads = form === "bars" ? [make("span"), ...columns.map(([, text]) => make("span", { class: "kf-head", text }))] : [];
  const lines = rows.flatMap(([label, cells]) => [
    make("span", { class: "kf-label", text: label }),
    ...cells.map((cell, i) => (form === "bars" ? drawBar(cell, columns[i][0], ticks) : drawDot(cell, ticks))),
  ]);
  const feet = rows.length ? [make("span"), ...columns.map(() => drawAxis(ticks))] : [];
  const box = make("div", { class: `kf-chart kf-${form}`, role: "img", "aria-label": alt });
  box.style.setProperty("--columns", columns.length);
  box.append(...heads, ...lines, ...feet, make("span"), make("span", { class: "kf-unit", text: unit }));
  return box;
}

/** A table: the heads first, then its rows, each headed by its first cell. */
export function drawTable(rows) {
  const [heads, ...body] = rows;
  const head = make("tr", {}, ...heads.map((text) => make("th", { scope: "col", text })));
  const lines = body.map(([first, ...rest]) =>
    make("tr", {}, make("th", { scope: "row", text: first }), ...rest.map((text) => make("td", { text }))),
  );
  return make("table", {}, make("thead", {}, head), make("tbody", {}, ...lines));
}
