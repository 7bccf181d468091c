// The end of a lesson: the same lesson on another article, chosen or brought, and the way to it.

import { make, newId } from "./dom.js";
import { lineTo } from "./explorer_bus.js";
import { opener } from "./explorer_open.js";
import { fileLink, lastPart } from "./lab_files.js";
import { say } from "./strings.js";

const OURS = { "data-lm-suppress-shortcuts": "true" };

/** What was made: that it is ready, what its answers are compared with, the way to it, and to hand it out. */
function ready(line, tell) {
  const node = make("div", { class: "ka-ready", hidden: true });
  const pack = async ({ name }) => {
    tell(say("another.packing"));
    try {
      const packed = await line.ask("pack", { name });
      const file = packed.bytes ? lastPart(packed.file) : packed.file;
      tell(packed.key ? say("another.packed", { file }) : say("another.packed-alone", { file }));
      const link = fileLink(packed, say("another.download"));
      node.append(make("p", {}, link));
      if (packed.bytes) link.click(); // no folder has it: it is among the downloads, or nowhere
    } catch (error) {
      tell(error.message);
    }
  };
  const show = (made) => {
    const about = { title: made.title };
    const link = { class: "kw-button ka-open", href: made.notebook, "data-kit-notebook": made.notebook, ...OURS };
    const open = made.notebook ? make("a", { ...link, text: say("another.open") }) : null; // else nothing could open it
    const hand = make("button", { type: "button", class: "kw-button ke-plain", text: say("another.pack"), click: () => pack(made) });
    node.replaceChildren(
      make("p", { class: "ka-title", dir: "auto", text: made.new ? say("another.ready", about) : say("another.there", about) }),
      make("p", { text: made.key ? say("another.by-key") : say("another.by-program") }),
      make("div", { class: "kw-row" }, open, hand),
    );
    node.hidden = false;
    tell("");
    (open ?? hand).focus();
  };
  return { node, show };
}

function render({ model, el }) {
  const id = newId("ka");
  const said = make("p", { class: "ke-said", role: "status" });
  const tell = (words) => (said.textContent = words);
  const line = lineTo(model, id, (silent) => tell(silent ? say("form.silent") : ""));
  const made = ready(line, tell);
  const working = ({ title }) => tell(say("another.working", { title }));
  const bus = { say: tell, askAnyway: (name, given, _, buffers) => line.ask(name, given, working, buffers), front: made.show };
  const panel = opener(bus, model.get("offers"));
  const choose = make("button", { type: "button", class: "kw-button ke-plain", text: say("another.choose"), click: () => panel.toggle() });
  panel.told = (isOpen) => {
    choose.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) made.node.hidden = true;
  };
  panel.needed(false);
  el.append(
    make(
      "section",
      { class: "kw-form ke-root ka-root", "aria-labelledby": `${id}-title` },
      make("h2", { class: "ka-head", id: `${id}-title`, text: say("another.title") }),
      make("p", { class: "ka-intro", text: say("another.intro") }),
      make("div", { class: "kw-row" }, choose),
      panel.node,
      made.node,
      said,
    ),
  );
  return line.close;
}

export default { render };
