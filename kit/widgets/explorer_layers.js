// Which marks are drawn in the text: layers switched on and off, a voice, a speaker, a label. Plain functions, and their controls.

import { make, newId, set } from "./dom.js";
import { say } from "./strings.js";

/** The layers that are marked, each with its name for a person, in order. */
export function layerTitles() {
  return { quote: say("explorer.layer-quote"), claim: say("explorer.layer-claim"), loaded: say("explorer.layer-loaded") };
}

const SPEECH = ["direct", "indirect", "mixed", "unclosed"];

/** Whose words a mark is about: what a rule said, or, of a quotation, whether somebody is said to speak. */
export function voiceOf({ layer, label, attributes }) {
  return attributes.voice ?? (layer === "quote" && SPEECH.includes(label) ? "quoted" : "author");
}

/** Whether a mark is drawn. Fact claims, which most sentences are, are drawn where they are asked for by their label. */
export function isShown(mark, { off, voice, speaker, label }, inSpeech) {
  if (off.has(mark.layer)) return false;
  if (label ? label !== `${mark.layer} ${mark.label}` : mark.layer === "claim" && mark.label === "fact") return false;
  if (voice && voice !== voiceOf(mark)) return false;
  return !speaker || mark.attributes.speaker === speaker || inSpeech(mark, speaker);
}

/** A function that says whether a mark lies within what a speaker is said to have said. */
export function speechOf(marks) {
  const of = new Map();
  for (const { layer, at, attributes } of marks) {
    if (layer !== "quote" || !at || !attributes.speaker) continue;
    of.set(attributes.speaker, [...(of.get(attributes.speaker) ?? []), at]);
  }
  const within = ({ at }, speaker) => (of.get(speaker) ?? []).some(([first, last]) => first <= at[0] && at[1] <= last);
  return { speakers: [...of.keys()], within };
}

/** How many marks there are of each layer, and of each label of it. */
export function tally(marks) {
  const layers = {};
  const labels = new Map();
  for (const { layer, label } of marks) {
    layers[layer] = (layers[layer] ?? 0) + 1;
    labels.set(`${layer} ${label}`, (labels.get(`${layer} ${label}`) ?? 0) + 1);
  }
  return { layers, labels };
}

/** A filter by one thing, `state[name]`; of what can be chosen, `offer` tells. */
function filterOf(id, state, changed, name, title, first) {
  const options = (values) => select.replaceChildren(...values.map(([value, text]) => make("option", { value, text })));
  const select = make("select", { id: `${id}-${name}` });
  select.addEventListener("change", () => ((state[name] = select.value), changed()));
  const label = make("label", { for: `${id}-${name}`, class: "kw-hidden", text: title });
  const offer = (values, goesOn) => {
    options([["", first], ...values]);
    select.value = state[name] = goesOn && values.some(([value]) => value === state[name]) ? state[name] : "";
    select.hidden = values.length < 2;
  };
  return { node: make("span", { class: "ke-choice" }, label, select), offer };
}

/** The controls; `changed` is called when what is to be drawn is another. `titles` names labels by layer. */
export function layerControls(titles, changed) {
  const id = newId("kl");
  const state = { off: new Set(), voice: "", speaker: "", label: "" };
  const switches = Object.entries(layerTitles()).map(([layer, title]) => {
    const count = make("span", { class: "ke-count" });
    const press = () => {
      if (!state.off.delete(layer)) state.off.add(layer);
      set(button, "aria-pressed", String(!state.off.has(layer)));
      changed();
    };
    const about = { type: "button", class: `ke-switch ke-switch-${layer}`, "aria-pressed": "true", click: press };
    const button = make("button", about, make("span", { class: "ke-sample", text: title }), count);
    return { layer, button, count };
  });
  const choice = (...about) => filterOf(id, state, changed, ...about);
  const voice = choice("voice", say("explorer.by-voice"), say("explorer.every-voice"));
  const speaker = choice("speaker", say("explorer.by-speaker"), say("explorer.every-speaker"));
  const label = choice("label", say("explorer.by-label"), say("explorer.every-label"));
  const group = make("div", { class: "ke-switches", role: "group", "aria-label": say("explorer.layers") }, ...switches.map(({ button }) => button));
  const node = make("div", { class: "ke-layers" }, group, voice.node, speaker.node, label.node);
  /** Offer what there is among these marks, and start with all of it; where the same article goes on, with what is chosen. */
  const show = (marks, speakers, goesOn = false) => {
    const { layers, labels } = tally(marks);
    for (const { layer, count } of switches) count.textContent = layers[layer] ?? 0;
    const voices = { author: say("explorer.voice-author"), quoted: say("explorer.voice-quoted") };
    voice.offer(Object.entries(voices), goesOn);
    speaker.offer(speakers.map((name) => [name, name]), goesOn);
    label.offer([...labels].map(([value, n]) => [value, `${titleOf(titles, value)} (${n})`]).sort((a, b) => order(a) - order(b)), goesOn);
  };
  const order = ([value]) => Object.keys(titles).indexOf(value.split(" ")[0]);
  return { node, state, show };
}

/** A label by its layer and name, "loaded fear", as a person reads it. */
export function titleOf(titles, value) {
  const [layer, label] = value.split(" ");
  return titles[layer]?.[label] ?? label;
}
