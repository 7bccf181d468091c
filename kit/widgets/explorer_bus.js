// What the parts of the explorer share: the article in front, what is selected in it, and the line to Python.

import { patience } from "./form.js";
import { indexText, lastNotAfter } from "./highlighter_text.js";

/**
 * Requests of Python. `ask(name, more)` promises the data of its answer, and fails with an Error in words for a person;
 * `progress` is told of each step on the way. What takes longer than PATIENCE, `silent(true)` says until it comes.
 */
export function lineTo(model, id, silent) {
  const waiting = new Map();
  let [asked, atWork] = [0, null]; // atWork: what Python says that it is working at; who asks meanwhile has to wait
  let isSilent = false;
  const tell = (now) => silent((isSilent = now));
  const wait = patience(() => atWork || tell(true));
  const onAnswer = ({ id: number, kind, data, said }, buffers = []) => {
    const waits = waiting.get(number);
    if (!waits) return wait.waits() && wait.heard(); // another view's
    if (wait.waits() || isSilent) tell(false);
    wait.end();
    atWork = kind === "progress" ? number : null;
    const whole = buffers.length ? { ...data, bytes: buffers[0] } : data;
    if (kind === "progress") return waits.progress?.(whole);
    waiting.delete(number);
    if (kind === "done") waits.resolve(whole);
    else waits.reject(new Error(said));
  };
  model.on("msg:custom", onAnswer);
  return {
    ask(name, more = {}, progress = null, buffers = []) {
      return new Promise((resolve, reject) => {
        const number = `${id}:${++asked}`;
        waiting.set(number, { resolve, reject, progress });
        wait.begin();
        try {
          model.send({ id: number, ask: name, ...more }, undefined, buffers);
        } catch {
          tell(true); // the line to the kernel is closed
        }
      });
    },
    close: () => (wait.end(), model.off("msg:custom", onAnswer)),
  };
}

/** A document that Python packed: whole, a long one is more than a server lets by. */
function unpacked({ bytes }) {
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).json();
}

/** A document as Python sent it, with `text`, its words by number (highlighter_text.js). */
export function indexed(document) {
  const page = { unit: "word", sentences: [], glossary: { terms: [], places: [] }, blocks: document.blocks };
  return { ...document, text: indexText(page) };
}

/**
 * The article in front and what is selected in it. A selection is `{ from, label, at }`: the part that made it, words
 * for a person ("Ana Ruiz", "“dam”"), and where it stands, as a list of [first, last] in order. Whatever is clicked in
 * a view becomes one, and each view and the text show what of theirs it touches. `part` is what is told of it:
 * `{ show(doc), follow(selection), entered(mode) }`, any of which may be left out; one with `early` is shown an article
 * when its zones are known, and again with all that was found: `doc.whole` tells the two apart.
 */
export function makeBus(line) {
  const parts = [];
  const bus = {
    parts,
    doc: null, // as Python sent it, with `text`, the words by number (highlighter_text.js)
    selection: null,
    open: [], // what is open, in order: { id, title, words } each
    coming: null, // the id of the article that is being read
    say: () => null, // a line for a person, read out
    step: () => null, // told of the steps while an article is read; of {} at the end
    arrive: (document) => bus.show(document),
    fronted: () => null,
    add: (part) => (parts.push(part), part),
    /** Ask Python of the article in front. */
    ask: (name, more, progress) => line.ask(name, { document: bus.doc.id, ...more }, progress),
    /** Ask Python of no article in particular, or of several: { documents: [id, …] }. */
    askAnyway: (name, more, progress, buffers) => line.ask(name, more, progress, buffers),
    show(document) {
      const goesOn = bus.doc?.early && bus.doc.id === document?.id; // the same words, with more found in them
      if (!goesOn) bus.selection = null;
      bus.doc = document && (document.text ? document : indexed(document));
      const told = bus.doc?.early ? parts.filter((part) => part.early) : parts;
      for (const part of told) part.show?.(bus.doc);
      for (const part of told) part.follow?.(bus.selection);
      if (bus.doc?.note) bus.say(bus.doc.note);
    },
    select(selection) {
      bus.selection = selection;
      for (const part of parts) part.follow?.(selection);
    },
  };
  return Object.assign(bus, fetching(bus, line));
}

/** What brings the open articles to the page: each is asked for once. */
function fetching(bus, line) {
  const loaded = new Map();
  return {
    /** A promise of an open article, by its id; `progress` is told of the steps of reading. */
    load(id, progress = null) {
      if (!loaded.has(id)) loaded.set(id, line.ask("document", { document: id }, progress).then(unpacked).then(indexed));
      loaded.get(id).catch(() => loaded.delete(id));
      return loaded.get(id);
    },
    /** What was loaded of an article is no longer so: it was closed. */
    forget: (id) => loaded.delete(id),
    /** Bring an open article to the front; null leaves nothing there. */
    front(id) {
      bus.coming = id;
      bus.fronted(id);
      if (id === null) return Promise.resolve(bus.arrive(null));
      const inFront = (document) => bus.coming === id && bus.arrive(document);
      let shown = Promise.resolve(); // in the order in which it was sent
      const step = (told) => {
        if (bus.coming === id) bus.step(told);
        if (bus.doc?.id === id && !bus.doc.early) return; // renewed it comes whole
        if (told.bytes) shown = shown.then(() => unpacked(told)).then((document) => inFront(indexed(document)));
      };
      return bus
        .load(id, step)
        .then(async (document) => (await shown, bus.coming === id && bus.step({}), inFront(document)))
        .catch((error) => bus.say(error.message));
    },
  };
}

const reaches = new WeakMap(); // of the places of a selection, in order: where each begins, and how far they reach by then

function reachOf(places) {
  if (!reaches.has(places)) {
    const sorted = [...places].sort((one, two) => one[0] - two[0]);
    let furthest = -1;
    reaches.set(places, { begins: sorted.map(([from]) => from), furthest: sorted.map(([, to]) => (furthest = Math.max(furthest, to))) });
  }
  return reaches.get(places);
}

/** Whether a [first, last] is touched by any of a selection's; of thousands of places it looks at a few. */
export function touches(selection, [first, last]) {
  if (!selection?.at.length) return false;
  const { begins, furthest } = reachOf(selection.at);
  const at = lastNotAfter(begins, last);
  return at >= 0 && furthest[at] >= first;
}
