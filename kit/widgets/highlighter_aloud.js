// Reading aloud by the browser's own voice: by one on this machine alone, so that no text leaves it. The selected words, or
// all from the cursor on, sentence by sentence, for browsers fall silent within what is long.

import { set } from "./dom.js";
import { rove } from "./highlighter_roving.js";
import { drawSelection } from "./highlighter_selection.js";
import { blockOf, ends, sentenceOf, tokenAt, within, wordsOf } from "./highlighter_text.js";
import { say } from "./strings.js";

const synth = () => globalThis.speechSynthesis;

/** A voice on this machine, of a language where there is one; nothing where there is none. */
export function localVoice(voices, language) {
  const local = voices.filter((voice) => voice.localService);
  const speaks = (voice) => voice.lang.toLowerCase().split(/[-_]/)[0] === language.toLowerCase().split("-")[0];
  const fit = local.filter(speaks);
  return fit.find((voice) => voice.default) ?? fit[0] ?? local[0] ?? null;
}

/** What is read, as ranges of tokens: the selection, or where that is one token all from there on, by sentences. */
export function readingRanges(doc, selection) {
  const [first, last] = selection ? ends(selection) : [0, 0];
  const end = first === last ? doc.count - 1 : last;
  const out = [];
  for (let at = first; at <= end; at = out.at(-1)[1] + 1) {
    const stop = doc.unit === "word" ? sentenceOf(doc, at)[1] : at;
    out.push([at, Math.min(stop, end)]);
  }
  return out;
}

/** The token that a voice is at, in a range whose words it reads. */
export function tokenRead(doc, [first, last], charIndex) {
  const block = doc.blocks[blockOf(doc, first)];
  return Math.min(tokenAt(block, within(block, first, last)[0] + charIndex), last);
}

/** Show the button where there is a voice; `on` listens as long as the view is there. */
export function offerAloud(view, on) {
  if (!synth()) return;
  const show = () => {
    view.aloudButton.hidden = !voiceOf(view);
    rove(view.acts, "button:not([hidden])");
  };
  show();
  if (synth().addEventListener) on(synth(), "voiceschanged", show); // some browsers find voices later
  on(window, "pagehide", () => stopAloud(view));
}

/** Read aloud, or stop. */
export function toggleAloud(view) {
  if (view.aloud) return stopAloud(view);
  const voice = synth() && voiceOf(view);
  if (!voice) return view.tell(say("highlighter.no-voice"), true);
  if (!view.doc.count) return;
  synth().cancel(); // what another text was being read
  view.aloud = { ranges: readingRanges(view.doc, view.selection), voice };
  view.aloudButton.textContent = say("highlighter.stop");
  view.tell(say("highlighter.reading"));
  readNext(view, view.aloud);
}

/** Stop reading, if something is read; whether it was. */
export function stopAloud(view) {
  if (!view.aloud) return false;
  view.aloud = null;
  synth().cancel();
  view.aloudButton.textContent = say("highlighter.read");
  view.tell("");
  showRead(view, null);
  return true;
}

function voiceOf(view) {
  return localVoice(synth().getVoices(), view.text.closest("[lang]")?.getAttribute("lang") || "en");
}

function readNext(view, aloud) {
  const range = aloud.ranges.shift();
  if (!range) return stopAloud(view);
  const said = new globalThis.SpeechSynthesisUtterance(wordsOf(view.doc, ...range));
  const isOurs = () => view.aloud === aloud;
  said.voice = aloud.voice;
  said.lang = aloud.voice.lang;
  said.onstart = () => isOurs() && showRead(view, range);
  said.onboundary = ({ name, charIndex }) => {
    if (!isOurs() || name === "sentence" || view.doc.unit === "block") return;
    const token = tokenRead(view.doc, range, charIndex);
    showRead(view, [token, token]);
  };
  said.onend = () => isOurs() && readNext(view, aloud);
  said.onerror = () => isOurs() && stopAloud(view);
  aloud.said = said; // or a browser forgets it, and with it what is to come after it
  synth().speak(said);
}

function showRead(view, range) {
  view.beingRead = range;
  if (view.doc.unit === "block") view.rows.forEach((row, b) => set(row, "data-read", range && b >= range[0] && b <= range[1] ? "true" : null));
  else drawSelection(view);
}
