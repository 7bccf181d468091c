// Which proposal comes after which, and how many are decided. Plain functions on plain data: proposals are known by their
// numbers, and those whose decision has been asked for and not yet answered are `waiting`.

/** The numbers of all proposals, layer by layer, each layer in the order of the text. */
export function inOrder(rows, layers) {
  const rank = new Map(layers.map((layer, i) => [layer.name, i]));
  const key = (n) => [rank.get(rows[n].layer), rows[n].at[0], -rows[n].at[1], n];
  const compare = (a, b) => a.reduce((order, each, i) => order || each - b[i], 0);
  return rows
    .map((_, n) => [key(n), n])
    .sort(([a], [b]) => compare(a, b))
    .map(([, n]) => n);
}

/** Of proposals in order those of a layer, or of all with null; and of these those that are open, or all. */
export function filtered(order, rows, { layer, onlyOpen }) {
  return order.filter((n) => (!layer || rows[n].layer === layer) && (!onlyOpen || rows[n].state === "open"));
}

/** The one after `from` in order that is shown, or with `by` -1 the one before; null where there is none. */
export function neighbour(order, shown, from, by) {
  const rank = new Map(order.map((n, i) => [n, i]));
  const at = rank.get(from) ?? -1;
  const beyond = shown.filter((n) => (rank.get(n) - at) * by > 0);
  return (by > 0 ? beyond[0] : beyond.at(-1)) ?? null;
}

/** The next of those that are shown that is still open, after `from`, else from the start; null where none is. */
export function nextOpen(order, shown, rows, from, waiting = new Set()) {
  const at = order.indexOf(from);
  const open = shown.filter((n) => n !== from && rows[n].state === "open" && !waiting.has(n));
  return open.find((n) => order.indexOf(n) > at) ?? open[0] ?? null;
}

/** How many there are of a layer, or in all with null, and how many are kept and rejected. */
export function tally(rows, layer = null) {
  const own = layer ? rows.filter((row) => row.layer === layer) : rows;
  const count = (state) => own.filter((row) => row.state === state).length;
  const [kept, rejected] = [count("kept"), count("rejected")];
  return { all: own.length, decided: kept + rejected, kept, rejected, open: own.length - kept - rejected };
}

/** What a key asks of the review, or null. `isTyping` is whether letters are letters where it was pressed. */
export function reviewKey({ key, ctrlKey, metaKey, altKey, shiftKey }, isTyping) {
  const letter = key.length === 1 ? key.toLowerCase() : "";
  if (isTyping || altKey) return null;
  if (ctrlKey || metaKey) return { z: shiftKey ? "redo" : "undo", y: "redo" }[letter] ?? null;
  const keys = { y: "keep", n: "reject", e: "edit", a: "add", u: "undo", j: "on", k: "back" };
  return keys[letter] ?? { ArrowDown: "on", ArrowRight: "on", ArrowUp: "back", ArrowLeft: "back" }[key] ?? null;
}
