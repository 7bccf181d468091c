// A learner's report: a button makes it, it is shown in a frame in which nothing runs, and the browser keeps its file.

import { make, newId } from "./dom.js";
import { lineTo } from "./explorer_bus.js";
import { PAUSE } from "./form.js";
import { download } from "./lab_files.js";
import { say } from "./strings.js";

/** The report as it was made last, and above it what is still empty; nothing of it until it is shown. */
function preview() {
  const lacks = make("p", { class: "kw-hint", hidden: true });
  const frame = make("iframe", { class: "ko-page", title: say("report.preview"), sandbox: "", hidden: true });
  const show = ({ bytes, lacks: empty }) => {
    // Its body can have the focus here: by Tab one comes into the frame, and scrolls it with the arrow keys.
    frame.srcdoc = new TextDecoder().decode(bytes).replace("<body", "<body tabindex='0'");
    frame.hidden = false;
    lacks.textContent = empty.length ? say("report.lacks", { parts: empty.join(", ") }) : "";
    lacks.hidden = !empty.length;
  };
  return { lacks, frame, show };
}

function render({ model, el }) {
  const id = newId("kz");
  const said = make("p", { class: "ko-said", role: "status" });
  const tell = (words) => (said.textContent = words);
  const line = lineTo(model, id, (silent) => tell(silent ? say("form.silent") : ""));
  const { lacks, frame, show } = preview();
  let busy = false;
  const act = async (then) => {
    if (busy) return; // a second press is the same wish
    busy = true;
    tell(say("report.making"));
    await new Promise((rested) => setTimeout(rested, PAUSE)); // what was typed last has been sent by then
    try {
      const made = await line.ask("make");
      show(made);
      tell(then(made));
    } catch (error) {
      tell(error.message);
    } finally {
      busy = false;
    }
  };
  const keep = (made) => (download(made), say("report.made", { name: made.name }));
  const button = (text, look, then) => make("button", { type: "button", class: `kw-button ${look}`, text, click: () => act(then) });
  const row = make(
    "div",
    { class: "kw-row" },
    button(say("report.make"), "ko-make", keep),
    button(say("report.look"), "ko-look", () => say("report.shown")),
  );
  el.append(make("section", { class: "kw-form ko-root", "aria-label": say("report.title") }, row, said, lacks, frame));
  return line.close;
}

export default { render };
