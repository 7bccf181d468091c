// Look and make: what is missing, each with the way to its step; then the lesson, and the ways to it.

import { make } from "./dom.js";
import { fileAddress, fileLink, lastPart } from "./lab_files.js";
import { wordsField } from "./maker_fields.js";
import { say } from "./strings.js";

const OURS = { "data-lm-suppress-shortcuts": "true" };

function problemsList(bus, problems) {
  const way = ({ step, title, said }) =>
    make(
      "li",
      {},
      make("span", { dir: "auto", text: said }),
      make("button", { type: "button", class: "ke-quiet", text: say("maker.to-step", { title }), click: () => bus.go(step, true) }),
    );
  if (!problems.length) return [make("p", { text: say("maker.no-problems") })];
  return [make("p", { class: "kw-hint", text: say("maker.problems-hint") }), make("ul", { class: "km-problems" }, ...problems.map(way))];
}

/** What was made: the ways to it. */
function madeBox(bus) {
  const node = make("div", { class: "km-made", role: "group", "aria-label": say("maker.made") });
  const zipped = make("span", { class: "km-zipped" });
  const pack = async () => {
    bus.say(say("maker.packing"));
    const packed = await bus.ask("pack").catch(() => null);
    if (!packed) return;
    const file = packed.bytes ? lastPart(packed.file) : packed.file;
    bus.say(packed.key ? say("maker.packed", { file }) : say("maker.packed-alone", { file }));
    const link = fileLink(packed, say("maker.download"));
    zipped.replaceChildren(link);
    link.click();
    link.focus();
  };
  /** A file that no server has: Python is asked for it when somebody wants it. */
  const asked = (what, text) => {
    const get = () => bus.ask("file", { what }).then((file) => fileLink(file, text).click(), () => null);
    return make("button", { type: "button", class: "kw-button ke-plain", text, click: get });
  };
  return {
    node,
    draw(made) {
      node.hidden = !made;
      if (!made) return;
      const { notebook, handout, plan, aside, stale } = made;
      const goes = { class: "kw-button km-open-it", href: notebook, "data-kit-notebook": notebook, text: say("maker.open"), ...OURS };
      const open = notebook ? make("a", goes) : null; // else nothing could open it
      const zip = make("button", { type: "button", class: open ? "kw-button ke-plain" : "kw-button", text: say("maker.zip"), click: pack });
      const opens = { target: "_blank", rel: "noopener", download: null, href: fileAddress(handout, false) };
      const sheet = handout ? fileLink({ file: handout }, say("maker.handout"), opens) : asked("handout", say("maker.handout"));
      const plans = plan ? fileLink({ file: plan }, say("maker.plan")) : asked("plan", say("maker.plan"));
      node.replaceChildren(
        make("p", { class: "km-ready", text: stale ? say("maker.stale") : say("maker.ready") }),
        ...(aside.length ? [make("p", { text: say("maker.aside", { files: aside.join(", ") }) })] : []),
        make("div", { class: "kw-row" }, open, zip, sheet, plans, zipped),
      );
      return open ?? zip;
    },
  };
}

export function makeStep(bus) {
  const title = wordsField(say("maker.lesson-title"), (words) => bus.change("title", words));
  const name = wordsField(say("maker.lesson-name"), (words) => bus.change("name", words), { dir: "ltr", spellcheck: "false", hint: say("maker.lesson-name-hint") });
  const problems = make("div", {});
  const box = madeBox(bus);
  let open = null;
  const go = async () => {
    bus.say(say("maker.making"));
    const done = await bus.ask("make").catch(() => null);
    if (!done) return;
    bus.say(say("maker.ready"));
    open?.focus();
  };
  const button = make("button", { type: "button", class: "kw-button", click: go });
  return {
    node: make("div", {}, problems, make("div", { class: "km-fields" }, title.node, name.node), make("div", { class: "kw-row" }, button), box.node),
    show(body, fresh) {
      problems.replaceChildren(...problemsList(bus, body.problems));
      if (fresh) title.put(body.title);
      if (fresh || name.field !== document.activeElement) name.put(body.name);
      name.field.readOnly = Boolean(body.made);
      button.textContent = body.made ? say("maker.make-again") : say("maker.make");
      button.classList.toggle("ke-plain", Boolean(body.made) && !body.made.stale);
      open = box.draw(body.made);
    },
  };
}
