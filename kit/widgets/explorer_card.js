// The card of the article in front: what is known of where it comes from, what is missing, and a place to correct both.

import { make, newId } from "./dom.js";
import { say } from "./strings.js";

/** The facts that a card has, each with its name for a person, in order. */
function factTitles() {
  return {
    title: say("explorer.fact-title"),
    author: say("explorer.fact-author"),
    outlet: say("explorer.fact-outlet"),
    date: say("explorer.fact-date"),
    region: say("explorer.fact-region"),
    theme: say("explorer.fact-theme"),
    url: say("explorer.fact-url"),
    retrieved: say("explorer.fact-retrieved"),
  };
}

const ALWAYS = ["title", "author", "outlet", "date", "region", "theme"]; // asked for also where they are missing

/** The card. */
export function card(bus) {
  const node = make("section", { class: "ke-card", "aria-label": say("explorer.card") });
  let [doc, editing] = [null, null];
  const draw = (focus = null) => {
    if (!doc) return node.replaceChildren();
    const isHeading = (fact) => fact === "title" && doc.card.title && editing !== fact;
    const rows = Object.entries(factTitles())
      .filter(([fact]) => (ALWAYS.includes(fact) || doc.card[fact]) && !isHeading(fact))
      .map(([fact, title]) => (fact === editing ? field(fact, title, doc.card[fact], { save, leave }) : row(fact, title, doc.card[fact], edit)));
    const title = make("h2", { class: "ke-title" }, isHeading("title") ? shown("title", factTitles().title, doc.card.title, edit) : doc.title);
    node.replaceChildren(title, make("dl", { class: "ke-facts" }, ...rows), ...notes(doc));
    if (focus) node.querySelector(`[data-fact=${focus}]`)?.focus();
  };
  const edit = (fact) => ((editing = fact), draw(fact));
  const leave = (fact) => ((editing = null), draw(fact));
  const save = async (fact, words) => {
    try {
      const { kept, ...now } = await bus.ask("card", { fact, words });
      Object.assign(doc, now, { corrected: now });
      leave(fact);
      bus.say(kept ? say("explorer.card-kept") : say("explorer.card-not-kept"));
    } catch (error) {
      bus.say(error.message);
    }
  };
  const show = (now) => {
    const goesOn = editing && doc?.early && doc.id === now?.id; // what is being typed stays
    const isSame = doc?.id === now?.id;
    const held = isSame && node.contains(document.activeElement) ? document.activeElement.dataset.fact : null;
    const { early, corrected } = doc ?? {};
    if (isSame && early && corrected) Object.assign(now, corrected, { corrected }); // it was under way before that
    doc = now;
    if (goesOn) return;
    editing = null;
    draw(held);
  };
  return { node, early: true, show };
}

/** What is missing, and whose the article is. */
function notes({ missing, card }) {
  const facts = missing.map((fact) => factTitles()[fact] ?? fact).join(", ");
  const look = missing.length ? make("p", { class: "ke-look", text: say("explorer.missing", { facts: facts.toLowerCase() }) }) : null;
  const notice = card.notice ? make("p", { class: "ke-notice", dir: "auto", text: card.notice }) : null;
  return [look, notice].filter(Boolean);
}

/** A fact; pressed, it can be corrected. */
function row(fact, title, words, edit) {
  return make("div", { class: "ke-row" }, make("dt", { text: title }), make("dd", {}, shown(fact, title, words, edit)));
}

function shown(fact, title, words, edit) {
  const name = words ? say("explorer.correct", { fact: title, words }) : say("explorer.fill-in", { fact: title });
  const about = { type: "button", class: words ? "ke-fact" : "ke-fact ke-unknown", "data-fact": fact, dir: "auto", "aria-label": name, title: name };
  return make("button", { ...about, text: words ?? say("explorer.not-said"), click: () => edit(fact) });
}

/** A field for a fact: Enter keeps what is in it, Escape leaves it as it was. */
function field(fact, title, words, { save, leave }) {
  const id = newId("kf");
  const input = make("input", { type: "text", id, class: "ke-edit", "data-fact": fact, dir: "auto", maxlength: "2000", autocomplete: "off" });
  input.value = words ?? "";
  const keep = () => save(fact, input.value);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") keep();
    else if (event.key === "Escape") leave(fact);
    else return;
    event.preventDefault();
  });
  const buttons = [
    make("button", { type: "button", class: "kw-button ke-small", text: say("explorer.save"), click: keep }),
    make("button", { type: "button", class: "ke-quiet", text: say("explorer.cancel"), click: () => leave(fact) }),
  ];
  return make("div", { class: "ke-row ke-editing" }, make("dt", {}, make("label", { for: id, text: title })), make("dd", {}, input, ...buttons));
}
