// Where an article is opened: pasted, from a file, from an address, or one of the kit's own.

import { make, newId } from "./dom.js";
import { takesFiles } from "./file_drop.js";
import { say } from "./strings.js";

const PIECE = 4_000_000; // bytes of a file that go in one message: a server takes 10 MB

/** The panel to open an article from; it is there while nothing is open, and else when it is asked for. */
export function opener(bus, offers) {
  const id = newId("ko");
  const wrong = make("p", { class: "ke-wrong", role: "alert", hidden: true });
  const cancel = make("button", { type: "button", class: "ke-quiet", text: say("explorer.not-now"), click: () => panel.toggle(false) });
  const open = (given, name, buffers) => {
    wrong.hidden = true;
    bus.say(say("explorer.opening", { name }));
    return bus.askAnyway("open", given, null, buffers);
  };
  /** Open what a way of opening promises; what is wrong is said here, and what was open stays. */
  const attempt = async (promise) => {
    panel.leads = node.contains(document.activeElement);
    try {
      const number = await promise;
      panel.toggle(false);
      bus.front(number);
    } catch (error) {
      panel.leads = false;
      bus.say("");
      wrong.textContent = error.message;
      wrong.hidden = false;
      node.scrollIntoView({ block: "nearest" });
    }
  };
  const node = openPanel(id, wrong, cancel, waysOf(id, open, attempt, bus, offers));
  const panel = shutter(node, cancel, wrong);
  takesFiles(node, "ke-over", ([file]) => file && attempt(sendFile(file, open, bus, offers)));
  return panel;
}

function waysOf(id, open, attempt, bus, offers) {
  return [
    textField(id, open, attempt),
    fileField(id, open, attempt, bus, offers),
    offers.addresses ? addressField(id, open, attempt) : make("p", { class: "kw-hint", text: say("explorer.open-saved") }),
    ownList(id, open, attempt, offers),
  ];
}

function openPanel(id, wrong, cancel, [text, ...others]) {
  const title = make("h2", { class: "ke-open-title", id: `${id}-title`, text: say("explorer.open-title") });
  const top = make("div", { class: "ke-open-head" }, title, make("p", { class: "kw-hint", text: say("explorer.open-intro") }), cancel);
  const columns = make("div", { class: "ke-open-ways" }, text, make("div", { class: "ke-open-others" }, ...others));
  const about = { class: "ke-open", "data-kit-takes-files": "yes", "aria-labelledby": `${id}-title` };
  return make("section", about, top, wrong, columns);
}

/** What shows the panel and puts it away. */
function shutter(node, cancel, wrong) {
  const panel = {
    node,
    leads: false, // whoever has the focus in here is led to the text that comes
    told: () => null,
    /** Nothing else is there to see: it cannot be put away. */
    needed(isNeeded) {
      cancel.hidden = isNeeded;
      if (isNeeded) panel.toggle(true, false);
      else if (!node.dataset.asked) panel.toggle(false);
    },
    toggle(isOpen = node.hidden, asked = true) {
      const had = node.contains(document.activeElement);
      node.hidden = !isOpen;
      if (isOpen && asked) node.dataset.asked = "yes";
      else node.removeAttribute("data-asked");
      wrong.hidden = true;
      panel.told(isOpen, had);
      if (isOpen && asked) node.querySelector("textarea").focus();
    },
  };
  return panel;
}

function textField(id, open, attempt) {
  const about = { id: `${id}-text`, class: "ke-paste", rows: 12, placeholder: say("explorer.open-text-hint"), spellcheck: "false" };
  const field = make("textarea", { ...about, dir: "auto" });
  const go = () => attempt(open({ text: field.value }, say("explorer.the-text")).then((number) => ((field.value = ""), number)));
  const label = make("label", { for: `${id}-text`, class: "ke-label", text: say("explorer.open-text") });
  const button = make("button", { type: "button", class: "kw-button", text: say("explorer.open-text-go"), click: go });
  return make("div", { class: "ke-way ke-way-text" }, label, field, make("div", {}, button));
}

function fileField(id, open, attempt, bus, offers) {
  const input = make("input", { type: "file", id: `${id}-file`, class: "kw-hidden", accept: offers.endings.join(","), tabindex: "-1" });
  input.addEventListener("change", () => {
    const [file] = input.files;
    if (file) attempt(sendFile(file, open, bus, offers)).finally(() => (input.value = ""));
  });
  hideInput(input);
  const button = make("button", { type: "button", class: "kw-button ke-plain", text: say("explorer.open-file-choose"), click: () => input.click() });
  const most = offers.most / 1_000_000;
  const hint = make("span", { class: "kw-hint", text: say("explorer.open-file-hint", { endings: offers.endings.join(", "), most }) });
  const label = make("h3", { class: "ke-label", text: say("explorer.open-file") });
  return make("div", { class: "ke-way ke-way-file" }, label, make("div", { class: "ke-line" }, button, input, hint));
}

function hideInput(input) {
  input.setAttribute("aria-label", say("explorer.open-file-choose"));
  input.setAttribute("aria-hidden", "true");
}

/** Hand a file's bytes to Python, in pieces. */
async function sendFile(file, open, bus, offers) {
  const { name } = file;
  if (offers.unread.some((ending) => name.toLowerCase().endsWith(ending))) throw new Error(say("explorer.unread", { name }));
  if (file.size > offers.most) throw new Error(say("explorer.too-large", { name: file.name, most: offers.most / 1_000_000 }));
  const bytes = await file.arrayBuffer();
  const pieces = Math.max(1, Math.ceil(bytes.byteLength / PIECE));
  let number = null;
  for (let piece = 0; piece < pieces; piece++) {
    const part = bytes.slice(piece * PIECE, (piece + 1) * PIECE);
    number = await open({ file: file.name, piece, pieces }, file.name, [part]);
    if (pieces > 1) bus.say(say("explorer.sending", { name: file.name, n: piece + 1, all: pieces }));
  }
  return number;
}

function addressField(id, open, attempt) {
  const about = { type: "url", id: `${id}-address`, autocomplete: "off", spellcheck: "false", placeholder: "https://" };
  const field = make("input", { ...about, "aria-describedby": `${id}-asks` });
  const go = () => attempt(open({ address: field.value }, field.value).then((number) => ((field.value = ""), number)));
  field.addEventListener("keydown", (event) => event.key === "Enter" && go());
  const button = make("button", { type: "button", class: "kw-button ke-plain", text: say("explorer.open-address-go"), click: go });
  const label = make("label", { for: `${id}-address`, class: "ke-label", text: say("explorer.open-address") });
  const asks = make("p", { class: "kw-hint", id: `${id}-asks`, text: say("explorer.open-address-hint") });
  return make("div", { class: "ke-way" }, label, make("div", { class: "ke-line" }, field, button), asks);
}

function ownList(id, open, attempt, offers) {
  const entry = ({ name, title, about }, at) => {
    const described = { class: "ke-own-about", id: `${id}-own-${at}`, text: about };
    const button = { type: "button", class: "ke-own", "aria-describedby": described.id, text: title };
    return make("li", {}, make("button", { ...button, click: () => attempt(open({ own: name }, title)) }), make("span", described));
  };
  const list = make("ul", {}, ...offers.own.map(entry));
  return make("div", { class: "ke-way" }, make("h3", { class: "ke-label", text: say("explorer.open-own") }), list);
}
