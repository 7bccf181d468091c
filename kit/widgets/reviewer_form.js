// The form to change a proposal, or to add what the program missed: label, reason, tier and words.

import { make, newId, set } from "./dom.js";
import { excerpt, wordsOf } from "./highlighter_text.js";
import { say } from "./strings.js";

/**
 * The form for `draft`, `{ number, layer, label, why, tier, first, last }`, of which the number is null to add one. What is
 * entered goes into it; `moved` is called when its words have changed, `save` and `leave` with what is asked for.
 */
export function editForm(page, doc, draft, { moved, save, leave }) {
  const id = newId("kv");
  const isNew = draft.number === null;
  const alert = make("p", { class: "kv-alert", role: "alert" });
  const labels = make("div", { class: "kv-choices" });
  const layerOf = () => page.layers.find(({ name }) => name === draft.layer);
  const words = wordControl(doc, draft, moved);
  const why = make("textarea", { rows: 3, id: `${id}-why`, maxlength: 2000 });
  why.value = draft.why;
  why.addEventListener("input", () => (draft.why = why.value));
  const lay = () => {
    const { labels: offered, byBlock } = layerOf();
    const shown = offered.filter((label) => label.offered || label.name === draft.label);
    labels.replaceChildren(...shown.map((label) => labelChoice(id, label, draft)));
    words.lay(byBlock);
  };
  const layer = isNew && page.layers.length > 1 ? layerChoice(page, draft, () => (lay(), moved())) : null;
  const fieldset = (key, ...parts) => make("fieldset", {}, make("legend", { text: say(key) }), ...parts);
  const node = make(
    "form",
    { class: "kv-edit", "aria-labelledby": `${id}-head`, submit: (event) => (event.preventDefault(), save()) },
    make("h3", { id: `${id}-head`, text: isNew ? say("reviewer.adding") : say("reviewer.editing") }),
    isNew ? make("p", { class: "kw-hint", text: say("reviewer.add-start") }) : null,
    layer,
    fieldset("reviewer.label", labels),
    make("label", { for: `${id}-why`, text: say("reviewer.reason") }),
    why,
    page.tiers.length ? fieldset("reviewer.tiers", make("div", { class: "kv-tiers" }, ...page.tiers.map((tier) => tierChoice(id, tier, draft)))) : null,
    fieldset("reviewer.words", words.node),
    alert,
    make(
      "div",
      { class: "kv-buttons" },
      make("button", { type: "submit", class: "kw-button kv-main" }, say("reviewer.save"), key("Enter", isNew)),
      make("button", { type: "button", class: "kw-button", click: leave }, say("reviewer.cancel"), key("Esc")),
    ),
  );
  lay();
  return {
    node,
    draft,
    byBlock: () => layerOf().byBlock,
    words: words.show,
    refuse: (said) => (alert.textContent = said),
    focusLabel: () => (labels.querySelector("[checked]") ?? labels.querySelector("input"))?.focus(),
    /** Choose the label that has a key; false where none has. */
    press(pressed) {
      const chosen = layerOf().labels.find((label) => label.offered && [label.key, label.letter].includes(pressed.toUpperCase()));
      if (!chosen) return false;
      draft.label = chosen.name;
      lay();
      this.focusLabel();
      return true;
    },
  };
}

/** The name of a key, beside what it does. */
export function key(name) {
  return make("kbd", { "aria-hidden": "true", text: name });
}

function radio(group, value, isChosen, chosen) {
  const input = make("input", { type: "radio", name: group, value, checked: isChosen });
  input.addEventListener("change", chosen);
  return input;
}

function labelChoice(id, { name, title, hint, key: digit, letter }, draft) {
  const input = radio(`${id}-label`, name, name === draft.label, () => (draft.label = name));
  return make("label", { class: "kv-choice", title: hint || null }, input, title, key(digit || letter));
}

function tierChoice(id, [name, title, hint], draft) {
  const input = radio(`${id}-tier`, name, name === (draft.tier || "must"), () => (draft.tier = name));
  return make("label", { class: "kv-tier" }, input, make("span", {}, make("strong", { text: title }), `: ${hint}`));
}

function layerChoice(page, draft, changed) {
  const select = make("select", {}, ...page.layers.map(({ name, title }) => make("option", { value: name, text: title })));
  select.value = draft.layer;
  select.addEventListener("change", () => {
    Object.assign(draft, { layer: select.value, label: "" });
    changed();
  });
  return make("label", { class: "kv-layer" }, make("span", { text: say("reviewer.layer") }), select);
}

/** The words of a proposal, and an edge at each end that the arrow keys move. */
function wordControl(doc, draft, moved) {
  const chosen = make("p", { class: "kw-quoted kv-words" });
  const edge = (name, side, least, most) => {
    const by = (step) => {
      draft[side] = Math.max(least(), Math.min(most(), draft[side] + step));
      moved();
    };
    const keys = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, Home: -Infinity, End: Infinity };
    const spin = make("span", {
      class: "kv-spin",
      role: "spinbutton",
      tabindex: 0,
      "aria-label": name,
      keydown(event) {
        const step = keys[event.key];
        if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
        event.preventDefault();
        event.stopPropagation();
        by(step);
      },
    });
    const button = (words, step, text) => make("button", { type: "button", tabindex: -1, "aria-label": words, text, click: () => by(step) });
    const show = () => {
      const word = wordsOf(doc, draft[side], draft[side]);
      spin.textContent = word;
      const now = { now: draft[side] + 1, min: least() + 1, max: most() + 1, text: word };
      for (const [each, value] of Object.entries(now)) set(spin, `aria-value${each}`, value);
    };
    const node = make(
      "div",
      { class: "kv-edge" },
      make("span", { class: "kw-hint", text: name }),
      make("div", {}, button(say("reviewer.earlier", { edge: name }), -1, "‹"), spin, button(say("reviewer.later", { edge: name }), 1, "›")),
    );
    return { node, show };
  };
  const first = edge(say("reviewer.first-word"), "first", () => 0, () => draft.last);
  const last = edge(say("reviewer.last-word"), "last", () => draft.first, () => doc.count - 1);
  const edges = make("div", { class: "kv-edges" }, first.node, last.node);
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
