// The key: the reviewer over what the parts go by, in the passage; and what it means to skip it.

import { make } from "./dom.js";
import { say } from "./strings.js";

/** Show a widget of Python's within this one; what ends that is promised. */
async function embed(model, place, ref) {
  const child = await model.widget_manager.get_model(ref.replace("IPY_MODEL_", ""));
  const view = await model.widget_manager.create_view(child);
  place.replaceChildren(view.el);
  return () => view.remove();
}

export function keyStep(bus) {
  const list = make("ul", { class: "km-layers" });
  const place = make("div", { class: "km-review" });
  let [shown, end] = [null, () => null];
  const show = async () => {
    const ref = bus.model.get("reviewer");
    if (ref === shown) return;
    [shown] = [ref];
    end();
    end = () => null;
    place.replaceChildren();
    if (!ref) return;
    try {
      const ended = await embed(bus.model, place, ref);
      if (shown === ref) end = ended;
      else ended();
    } catch (error) {
      shown = null;
      bus.refuse(say("maker.no-reviewer", { why: error.message }));
    }
  };
  const layer = ({ title, left, said }) =>
    make("li", {}, make("span", { class: "km-layer", text: title }), make("span", { text: left }), make("span", { class: "kw-hint", text: said }));
  return {
    node: make("div", {}, make("p", { class: "kw-hint", text: say("maker.key-hint") }), list, place),
    stop: () => end(),
    show({ layers }) {
      list.replaceChildren(...layers.map(layer));
      if (!layers.length) list.append(make("li", { text: say("maker.no-layers") }));
      show();
    },
  };
}
