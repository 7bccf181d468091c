// A text in several versions, one highlighter each, of which one is shown: of two levels with a switch above. All stay on
// the page, so that each keeps its place, and switching needs no kernel.

import { make, newId } from "./dom.js";
import { follow, together } from "./form.js";
import { say } from "./strings.js";

const LEVELS = ["printed", "plain"];

/** Show a highlighter of Python's in its place; what ends that is promised. */
async function showIn(place, model, ref) {
  const child = await model.widget_manager.get_model(ref.replace("IPY_MODEL_", ""));
  const view = await model.widget_manager.create_view(child);
  place.replaceChildren(view.el);
  return () => view.remove();
}

/** The switch: two radio buttons, which a browser moves between by arrow keys. */
function levelSwitch(id, chosen) {
  const titles = { printed: say("versions.printed"), plain: say("versions.plain") };
  const inputs = Object.fromEntries(
    LEVELS.map((level) => {
      const about = { type: "radio", name: id, value: level, "aria-describedby": `${id}-hint` };
      return [level, make("input", { ...about, change: () => chosen(level) })];
    }),
  );
  const options = LEVELS.map((level) => make("label", { class: "kw-option kd-level" }, inputs[level], make("span", { text: titles[level] })));
  const name = make("span", { class: "kd-name", id: `${id}-name`, text: say("versions.name") });
  const node = make("div", { class: "kd-switch", role: "radiogroup", "aria-labelledby": `${id}-name` }, name, ...options);
  return { node, inputs };
}

function render({ model, el }) {
  const id = newId("kd");
  const refs = Object.entries(model.get("texts"));
  const hint = make("p", { class: "kw-hint kd-hint", id: `${id}-hint`, role: "status" });
  const places = Object.fromEntries(refs.map(([name]) => [name, make("div", { class: "kd-text" })]));
  let isMine = false; // whether it was switched here: else another text's switch has been heard, and says so itself
  const choose = (level) => {
    isMine = true;
    model.set("shown", level);
    isMine = false;
    model.save_changes();
  };
  const { node, inputs } = levelSwitch(id, choose);
  const hasLevels = model.get("levels");
  const draw = () => {
    const shown = model.get("shown");
    for (const [name, place] of Object.entries(places)) place.hidden = name !== shown;
    if (!hasLevels) return;
    for (const level of LEVELS) inputs[level].checked = level === shown;
    hint.setAttribute("aria-live", isMine ? "polite" : "off");
    hint.textContent = shown === "plain" ? say("versions.plain-hint") : say("versions.printed-hint");
  };
  draw();
  if (hasLevels) el.append(make("div", { class: "kw-form kd-root" }, node, hint));
  el.append(...Object.values(places));
  let isGone = false;
  const ends = [];
  for (const [name, ref] of refs) {
    showIn(places[name], model, ref).then(
      (end) => (isGone ? end() : ends.push(end)),
      (error) => (places[name].textContent = say("versions.not-shown", { why: error.message })),
    );
  }
  return together(follow(model, { "change:shown": draw }), () => ((isGone = true), together(...ends)()));
}

export default { render };
