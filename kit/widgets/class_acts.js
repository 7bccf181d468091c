// What is done with a class: collect what came, and give something back; each says what was written, and where.

import { heading, nothing, plain } from "./class_desk.js";
import { make, newId } from "./dom.js";
import { takesFiles } from "./file_drop.js";
import { say } from "./strings.js";

const PIECE = 4_000_000; // bytes of a file that go in one message: a server takes 10 MB

const offers = () => [
  ["report", say("class.act-report"), say("class.about-report")],
  ["feedback", say("class.act-feedback"), say("class.about-feedback")],
  ["gradebook", say("class.act-gradebook"), say("class.about-gradebook")],
  ["class_file", say("class.act-class-file"), say("class.about-class-file")],
  ["class_key", say("class.act-class-key"), say("class.about-class-key")],
];

/** What can be done; in a page of its own, nothing. */
export function acts(desk, can) {
  const node = make("div");
  const rows = offers().filter(([name]) => can.includes(name)).map((offer) => act(desk, offer));
  const collecting = can.includes("collect") ? collector(desk) : null;
  const show = () => {
    if (!node.firstChild) {
      if (!desk.ask) return node.replaceChildren(heading(say("class.acts")), nothing(say("class.only-to-look")), make("pre", { class: "kcv-command", tabindex: "0" }, make("code", { text: commandsFor(desk.view.class) })));
      node.append(heading(say("class.acts"), say("class.acts-lead")), ...(collecting ? [collecting] : []), make("ul", { class: "kcv-acts" }, ...rows));
    }
  };
  return { node, show };
}

/** What one types in a terminal to do the same, a line each; a name that means something else there is left to the teacher. */
function commandsFor(name) {
  const shown = /^[\p{L}\p{N}_][\p{L}\p{N}_.-]*$/u.test(name) ? name : "CLASS";
  return [`kit class open ${shown}`, `kit collect DOWNLOAD.zip --class ${shown}`, `kit class feedback ${shown}`, `kit class gradebook ${shown}`].join("\n");
}

/** A button, what it does, and what came of it. */
function act(desk, [name, title, about]) {
  const id = newId("ka");
  const said = make("div", { class: "kcv-said", role: "status" });
  const run = async () => {
    said.replaceChildren(make("p", { text: say("class.working") }));
    try {
      told(said, await desk.ask(name, { lesson: desk.lesson?.name ?? null }, ({ said: words }) => said.replaceChildren(make("p", { text: words }))));
    } catch (error) {
      said.replaceChildren(make("p", { class: "kcv-wrong", text: error.message }));
    }
  };
  const button = plain(title, run, { "aria-describedby": id });
  return make("li", {}, button, make("div", {}, make("p", { id, text: about }), said));
}

/** What Python says of what was done: lines, and a page that was made. */
function told(node, { said = [], page = "" }) {
  const open = page ? make("a", { href: addressOf(page), target: "_blank", rel: "noopener", class: "kw-button kcv-link", text: say("class.open-page"), "data-lm-suppress-shortcuts": "true" }) : "";
  node.replaceChildren(...said.map((text) => make("p", { text })), open);
}

/** Where JupyterLab's server has a file: a path from its root. */
function addressOf(path) {
  const [, base] = /^(.*?)\/lab(?:\/|$)/.exec(globalThis.location?.pathname ?? "") ?? [];
  return `${base ?? ""}/files/${path.split("/").map(encodeURIComponent).join("/")}`;
}

function collector(desk) {
  const id = newId("kc");
  const said = make("div", { class: "kcv-said", role: "status" });
  const field = make("input", { type: "text", id, autocomplete: "off", spellcheck: "false", placeholder: say("class.collect-example") });
  const attempt = async (sent) => {
    said.replaceChildren(make("p", { text: say("class.working") }));
    try {
      told(said, await sent((words) => said.replaceChildren(make("p", { text: words }))));
    } catch (error) {
      said.replaceChildren(make("p", { class: "kcv-wrong", text: error.message }));
    }
  };
  const go = () => attempt((tell) => desk.ask("collect", { path: field.value }, ({ said: words }) => tell(words)));
  field.addEventListener("keydown", (event) => event.key === "Enter" && go());
  const input = make("input", { type: "file", class: "kw-hidden", accept: ".json,.zip", tabindex: "-1", multiple: true, "aria-label": say("class.collect-choose") });
  input.addEventListener("change", () => attempt((tell) => sendAll(desk, [...input.files], tell)).finally(() => (input.value = "")));
  const node = make(
    "section",
    { class: "kcv-card kcv-collect", "aria-label": say("class.collect"), "data-kit-takes-files": "yes" },
    make("h4", { text: say("class.collect") }),
    make("p", { class: "kcv-small", text: say("class.collect-lead") }),
    make("label", { for: id, text: say("class.collect-where") }),
    make("div", { class: "kcv-line" }, field, make("button", { type: "button", class: "kw-button", text: say("class.collect-go"), click: go })),
    make("div", { class: "kw-row" }, plain(say("class.collect-choose"), () => input.click()), input, make("span", { class: "kcv-hint", text: say("class.collect-drop") })),
    said,
  );
  takesFiles(node, "kcv-over-here", (files) => attempt((tell) => sendAll(desk, files, tell)));
  return node;
}

/** Hand files to Python in pieces, and have them collected: the last answer is what came of all of them. */
async function sendAll(desk, files, tell) {
  let answer = null;
  for (let n = 0; n < files.length; n++) {
    const { name } = files[n];
    const bytes = await files[n].arrayBuffer();
    const pieces = Math.max(1, Math.ceil(bytes.byteLength / PIECE));
    for (let piece = 0; piece < pieces; piece++) {
      tell(say("class.sending", { name, n: piece + 1, all: pieces }));
      const about = { file: name, piece, pieces, more: n + 1 < files.length };
      answer = await desk.ask("collect", about, ({ said }) => tell(said), [bytes.slice(piece * PIECE, (piece + 1) * PIECE)]);
    }
  }
  return answer;
}
