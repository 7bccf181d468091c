// The text as numbered tokens, and what is drawn over it. Plain functions on plain data.

const DEEPEST = 12; // marks that are drawn on the same words
const READ = 20; // characters that are read for each that is shown of an excerpt

/** The text as Python cut it: for each block its first token, and where each token starts and ends in UTF-16 units. */
export function indexText(page) {
  let count = 0;
  const blocks = page.blocks.map(({ text, widths }) => {
    const size = (widths.length + 1) >> 1;
    const block = { text, first: count, starts: new Int32Array(size), ends: new Int32Array(size) };
    let at = 0;
    widths.forEach((width, i) => {
      if (i % 2 === 0) block.starts[i >> 1] = at;
      at += width;
      if (i % 2 === 0) block.ends[i >> 1] = at;
    });
    count += size;
    return block;
  });
  const { unit, sentences } = page;
  const { terms, places } = page.glossary;
  const listed = terms.length > new Set(places.map(([, , , number]) => number)).size ? terms : []; // some have no dots
  return { unit, blocks, count, sentences, listed, terms: termsByBlock(page.glossary), firsts: blocks.map((block) => block.first) };
}

/** The place of the last item that is not greater than `value` in an ascending list; -1 where all are greater. What is
 *  compared of an item, `of` says. */
export function lastNotAfter(ascending, value, of = (item) => item) {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (of(ascending[middle]) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The number of the block that a token stands in. */
export function blockOf(doc, token) {
  return lastNotAfter(doc.firsts, token);
}

/** The sentence that a token stands in, as [first, last]. */
export function sentenceOf(doc, token) {
  const at = lastNotAfter(doc.sentences, token);
  return [doc.sentences[at], (doc.sentences[at + 1] ?? doc.count) - 1];
}

/** The sentences of a block, each as [first, last]. */
export function sentencesOf(doc, b) {
  const after = doc.firsts[b + 1] ?? doc.count;
  const out = [];
  for (let token = doc.firsts[b]; token < after; token = out.at(-1)[1] + 1) out.push(sentenceOf(doc, token));
  return out;
}

/** Block → the terms of the glossary in it: where each starts and ends there, what is drawn, and what it means. */
function termsByBlock({ terms, places }) {
  const out = new Map();
  for (const [block, from, to, number] of places) {
    const [term, meaning] = terms[number];
    if (!out.has(block)) out.set(block, []);
    out.get(block).push({ kind: "term", from, to, block, term, meaning });
  }
  return out;
}

/** The token at a UTF-16 offset of a block; in a gap, the one before it, or the one after it with `after`. */
export function tokenAt(block, offset, after = false) {
  const before = Math.max(0, lastNotAfter(block.starts, offset));
  const inGap = offset >= block.ends[before] && before + 1 < block.starts.length;
  return block.first + (after && inGap ? before + 1 : before);
}

/** The words that tokens `first` to `last` cover, a blank line between blocks; of many, as many blocks as are `enough`
 *  characters. */
export function wordsOf(doc, first, last, enough = Infinity) {
  const parts = [];
  let length = 0;
  for (let b = blockOf(doc, first); b <= blockOf(doc, last) && length < enough; b++) {
    const block = doc.blocks[b];
    parts.push(block.text.slice(...within(block, first, last)));
    length += parts.at(-1).length;
  }
  return parts.join("\n\n");
}

/** The words that tokens `first` to `last` cover, on one line, cut where they are long. */
export function excerpt(doc, first, last, most = 80) {
  return shorten(wordsOf(doc, first, last, READ * most + 1), most);
}

/** Where the part of tokens `first` to `last` that lies in a block starts and ends there. */
export function within(block, first, last) {
  const end = Math.min(last - block.first, block.ends.length - 1);
  return [first <= block.first ? 0 : block.starts[first - block.first], block.ends[end]];
}

/** Cut `0..length` where spans start or end; each run names the spans that cover it, the longest first. Of more than
 *  DEEPEST on the same words it names the shortest: what is drawn grows with the text, and not with its square. */
export function runs(length, spans) {
  if (!spans.length) return [{ from: 0, to: length, covers: [] }];
  const cuts = [...new Set([0, length, ...spans.flatMap((span) => [span.from, span.to])])].sort((a, b) => a - b);
  const size = (s) => spans[s].from - spans[s].to;
  const starts = spans.map((span, i) => [span.from, i]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const open = []; // those that have started, the longest first; of equals the earlier
  let at = 0;
  return cuts.slice(1).map((to, i) => {
    for (; at < starts.length && starts[at][0] <= cuts[i]; at++) {
      const s = starts[at][1];
      open.splice(lastNotAfter(open, size(s), size) + 1, 0, s);
    }
    const covers = [];
    for (let j = open.length - 1; j >= 0 && covers.length < DEEPEST; j--) {
      if (spans[open[j]].to > cuts[i]) covers.unshift(open[j]);
      else open.splice(j, 1);
    }
    return { from: cuts[i], to, covers };
  });
}

/** A lane for each [first, last] in order of place, so that marks that overlap draw their lines apart. */
export function lanes(ranges) {
  const ends = [];
  return ranges.map(([first, last]) => {
    let lane = ends.findIndex((end) => end < first);
    if (lane < 0) lane = ends.length;
    ends[lane] = last;
    return lane;
  });
}

/** The marks, as [first, last, label], that touch tokens `first` to `last`. */
export function touching(marks, first, last) {
  return marks.filter((mark) => mark[0] <= last && mark[1] >= first);
}

/** Words on one line, cut at a space where they are long, or are mostly white space. */
export function shorten(words, most = 80) {
  const line = words.slice(0, READ * most).replace(/\s+/gu, " ").trim();
  const letters = Array.from(line.slice(0, 2 * most + 2)); // by code point: a cut through a pair shows as a box
  if (letters.length <= most) return words.length > READ * most ? `${line} …` : line;
  const cut = letters.slice(0, most).join("");
  return `${cut.includes(" ") ? cut.slice(0, cut.lastIndexOf(" ")) : cut} …`;
}

/** A selection as [first, last]. */
export function ends({ anchor, focus }) {
  return anchor <= focus ? [anchor, focus] : [focus, anchor];
}

/** Join the rectangles that follow each other on a line. */
export function joinRects(rects) {
  const out = [];
  for (const { left, top, right, bottom } of rects) {
    if (right - left < 0.5) continue;
    const near = out[out.length - 1];
    const sameLine = near && Math.min(near.bottom, bottom) - Math.max(near.top, top) > 0.6 * (bottom - top);
    if (sameLine && left <= near.right + 12 && right >= near.left - 12) {
      near.left = Math.min(near.left, left);
      near.right = Math.max(near.right, right);
      near.top = Math.min(near.top, top);
      near.bottom = Math.max(near.bottom, bottom);
    } else out.push({ left, top, right, bottom });
  }
  return out;
}

/** A word with a capital at its head. */
export function capital(word) {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
