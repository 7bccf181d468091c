// The explorer: articles, what was found in them, and views that are linked with the text. Python reads and counts.

import { makeBus, lineTo } from "./explorer_bus.js";
import { reader } from "./explorer_reader.js";
import { make, newId } from "./dom.js";
import { follow, together } from "./form.js";
import { say } from "./strings.js";

function render({ model, el }) {
  const id = newId("ke");
  const said = make("p", { class: "ke-said", role: "status" });
  const line = lineTo(model, id, (silent) => (said.textContent = silent ? say("explorer.silent") : ""));
  const bus = makeBus(line);
  const parts = [bus.add(reader(bus))];
  el.append(make("section", { class: "kw-form ke-root", "aria-label": say("explorer.name") }, ...parts.map((part) => part.node), said));
  const showLast = () => bus.show(model.get("documents").at(-1) ?? null);
  showLast();
  return together(line.close, follow(model, { "change:documents": showLast }));
}

export default { render };
