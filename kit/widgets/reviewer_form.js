// The form to change a proposal, or to add what the program missed: label, reason, tier and words.

import { make, newId, set } from "./dom.js";
import { excerpt, wordsOf } from "./highlighter_text.js";
import { say } from "./strings.js";

/**
 * The form for `draft`, `{ number, layer, label, why, tier, first, last }`, of which the number is null to add one. What is
 * entered goes into it; `moved` is called when its words have changed, `save` and `leave` with what is asked for.
 */
export function editForm(page, doc, draft, { moved, save, leave }) {
  const id = newId("kr");
  const isNew = draft.number === null;
  const layerOf = () => page.layers.find(({ name }) => name === draft.layer);
  const alert = make("p", { class: "kr-alert", role: "alert" });
  const labels = labelControl(id, draft, layerOf);
  const words = wordControl(doc, draft, moved);
  const lay = () => (labels.lay(), words.lay(layerOf().byBlock));
  const layer = isNew && page.layers.length > 1 ? layerChoice(page, draft, () => (lay(), moved())) : null;
  const tiers = page.tiers.map((tier) => tierChoice(id, tier, draft));
  const fieldset = (legend, part) => make("fieldset", {}, make("legend", { text: legend }), part);
  const node = make(
    "form",
    { class: "kr-edit", "aria-labelledby": `${id}-head`, submit: (event) => (event.preventDefault(), save()) },
    make("h3", { id: `${id}-head`, text: isNew ? say("reviewer.adding") : say("reviewer.editing") }),
    isNew ? make("p", { class: "kw-hint", text: say("reviewer.add-start") }) : null,
    layer,
    fieldset(say("reviewer.label"), labels.node),
    ...reasonControl(id, draft),
    tiers.length ? fieldset(say("reviewer.tiers"), make("div", {}, ...tiers)) : null,
    fieldset(say("reviewer.words"), words.node),
    alert,
    make(
      "div",
      { class: "kr-buttons" },
      make("button", { type: "submit", class: "kw-button kr-main" }, say("reviewer.save"), keyName(say("reviewer.key-enter"))),
      make("button", { type: "button", class: "kw-button", click: leave }, say("reviewer.cancel"), keyName(say("reviewer.key-escape"))),
    ),
  );
  lay();
  return { node, draft, show: words.show, refuse: (said) => (alert.textContent = said), focusLabel: labels.focus, press: labels.press };
}

/** The labels to choose from; `press` chooses the one that has a key, and says whether any has. */
function labelControl(id, draft, layerOf) {
  const node = make("div", { class: "kr-choices" });
  const lay = () => {
    const shown = layerOf().labels.filter((label) => label.offered || label.name === draft.label);
    node.replaceChildren(...shown.map((label) => labelChoice(id, label, draft)));
  };
  const focus = () => (node.querySelector("[checked]") ?? node.querySelector("input"))?.focus();
  const press = (pressed) => {
    const isIt = (label) => label.offered && [label.key, label.letter].includes(pressed.toUpperCase());
    const chosen = layerOf().labels.find(isIt);
    if (!chosen) return false;
    draft.label = chosen.name;
    lay();
    focus();
    return true;
  };
  return { node, lay, focus, press };
}

function reasonControl(id, draft) {
  const why = make("textarea", { rows: 3, id: `${id}-why`, maxlength: 2000 });
  why.value = draft.why;
  why.addEventListener("input", () => (draft.why = why.value));
  return [make("label", { for: `${id}-why`, text: say("reviewer.reason") }), why];
}

/** The name of a key, beside what it does. */
export function keyName(name) {
  return make("kbd", { "aria-hidden": "true", text: name });
}

function radio(group, value, isChosen, chosen) {
  const input = make("input", { type: "radio", name: group, value, checked: isChosen });
  input.addEventListener("change", chosen);
  return input;
}

function labelChoice(id, { name, title, hint, key: digit, letter }, draft) {
  const input = radio(`${id}-label`, name, name === draft.label, () => (draft.label = name));
  return make("label", { class: "kr-choice", title: hint || null }, input, title, keyName(digit || letter));
}

function tierChoice(id, [name, title, hint], draft) {
  const input = radio(`${id}-tier`, name, name === (draft.tier || "must"), () => (draft.tier = name));
  return make("label", { class: "kr-tier" }, input, make("span", {}, make("strong", { text: title }), `: ${hint}`));
}

function layerChoice(page, draft, changed) {
  const select = make("select", {}, ...page.layers.map(({ name, title }) => make("option", { value: name, text: title })));
  select.value = draft.layer;
  select.addEventListener("change", () => {
    Object.assign(draft, { layer: select.value, label: "" });
    changed();
  });
  return make("label", { class: "kr-layer" }, make("span", { text: say("reviewer.layer") }), select);
}

/** The words of a proposal, and an edge at each end that the arrow keys move. */
function wordControl(doc, draft, moved) {
  const chosen = make("p", { class: "kw-quoted kr-words" });
  const first = edgeControl(doc, draft, "first", say("reviewer.first-word"), () => [0, draft.last], moved);
  const last = edgeControl(doc, draft, "last", say("reviewer.last-word"), () => [draft.first, doc.count - 1], moved);
  const edges = make("div", { class: "kr-edges" }, first.node, last.node);
  const how = make("p", { class: "kw-hint" });
  const show = () => {
    chosen.textContent = excerpt(doc, draft.first, draft.last, 160);
    first.show();
    last.show();
  };
  const lay = (byBlock) => {
    how.textContent = byBlock ? say("reviewer.words-block") : say("reviewer.words-how");
    edges.hidden = byBlock;
    show();
  };
  return { node: make("div", {}, chosen, edges, how), show, lay };
}

const EDGE_KEYS = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, Home: -Infinity, End: Infinity };

/** The first or last word, that moves by a word between the two of `bounds`. */
function edgeControl(doc, draft, side, name, bounds, moved) {
  const by = (step) => {
    const [least, most] = bounds();
    draft[side] = Math.max(least, Math.min(most, draft[side] + step));
    moved();
  };
  const keydown = (event) => {
    const step = EDGE_KEYS[event.key];
    if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    by(step);
  };
  const spin = make("span", { class: "kr-spin", role: "spinbutton", tabindex: 0, "aria-label": name, keydown });
  const button = (words, step, text) => make("button", { type: "button", tabindex: -1, "aria-label": words, text, click: () => by(step) });
  const show = () => {
    const [least, most] = bounds();
    spin.textContent = wordsOf(doc, draft[side], draft[side]);
    const now = { now: draft[side] + 1, min: least + 1, max: most + 1, text: spin.textContent };
    for (const [each, value] of Object.entries(now)) set(spin, `aria-value${each}`, value);
  };
  const earlier = button(say("reviewer.earlier", { edge: name }), -1, "‹");
  const later = button(say("reviewer.later", { edge: name }), 1, "›");
  const head = make("span", { class: "kw-hint", text: name });
  return { node: make("div", { class: "kr-edge" }, head, make("div", {}, earlier, spin, later)), show };
}
