// A calm small browser of saved pages: one is open, or a list of those that a search found. Nothing is asked of a network,
// nor of Python; what was opened is known as long as the page is.

import { make, newId, set } from "./dom.js";
import { say } from "./strings.js";

const SHORTEST = 3; // letters of a word that is looked for, where there are longer ones
const SNIPPET = 22; // words of a page in a list
const HEAD = 3; // times that a word in a title, or in a site's name, counts more than one below

const wordsIn = (text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
const textOf = (paragraph) => paragraph.map(([words]) => words).join("");

/** The pages that have words of a search, those with most first; a word is found where one begins so, too. */
export function found(pages, query) {
  const all = [...new Set(wordsIn(query))];
  const long = all.filter((word) => word.length >= SHORTEST);
  const asked = long.length ? long : all;
  const has = (words, word) => words.some((each) => each.startsWith(word));
  const score = (page) => {
    const head = wordsIn(`${page.site} ${page.title}`);
    const body = wordsIn(page.words.map(textOf).join(" "));
    return asked.reduce((sum, word) => sum + (has(head, word) ? HEAD : has(body, word) ? 1 : 0), 0);
  };
  const scored = pages.map((page) => ({ page, points: score(page) })).filter(({ points }) => points > 0);
  return scored.sort((a, b) => b.points - a.points).map(({ page }) => page);
}

/** The pages that show a picture, or one that it was cut out of, or that was cut out of it. */
export function withPicture(pages, pictures, name) {
  return pages.filter(({ picture }) => picture && pictures[picture].like === pictures[name].like);
}

/** How a page begins. */
export function snippet({ words }) {
  const said = words.map(textOf).join(" ").split(/\s+/);
  return said.length > SNIPPET ? `${said.slice(0, SNIPPET).join(" ")} …` : said.join(" ");
}

/** A link within the packet: words that wrap as others do, and that a key opens, too. */
function innerLink(text, open) {
  const link = make("a", { class: "kh-link", role: "link", tabindex: "0", text, click: open });
  link.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    open();
  });
  return link;
}

function run([words, target], go) {
  if (!target) return words;
  if (!target.startsWith("https://")) return innerLink(words, () => go({ page: target }));
  const hidden = make("span", { class: "kw-hidden", text: ` ${say("packet.new-tab")}` });
  return make("a", { class: "kh-link", href: target, target: "_blank", rel: "noopener noreferrer", "data-lm-suppress-shortcuts": "true" }, words, hidden);
}

/** An open page: whose it says it is, its title, its picture, its words. */
function pageView(page, pictures, go) {
  const whose = [page.site, page.date].filter(Boolean).join(" · ");
  const picture = pictures[page.picture];
  const drawn = picture && make("img", { class: "kh-picture", src: picture.src, alt: picture.alt });
  const search = picture && make("button", { type: "button", class: "kw-button kh-plain", text: say("packet.find-picture"), click: () => go({ picture: page.picture }) });
  const paragraphs = page.words.map((paragraph) => make("p", {}, ...paragraph.map((each) => run(each, go))));
  return {
    address: page.address,
    label: say(page.real ? "packet.real" : "packet.made"),
    nodes: [
      make("p", { class: "kh-site", text: whose }),
      make("h3", { class: "kh-title", tabindex: "-1", text: page.title }),
      drawn || null,
      search ? make("div", {}, search) : null,
      ...paragraphs,
    ].filter(Boolean),
  };
}

/** What a search found: a list of pages, each with its address and how it begins, and whether it was opened. */
function resultsView(pages, said, opened, go) {
  const items = pages.map((page) =>
    make(
      "li",
      {},
      innerLink(page.title, () => go({ page: page.name })),
      make("p", { class: "kh-address" }, [page.site, page.date, page.address].filter(Boolean).join(" · "), opened.has(page.name) ? make("b", { text: ` ${say("packet.opened")}` }) : null),
      make("p", { class: "kh-snippet", text: snippet(page) }),
    ),
  );
  const none = make("p", { text: say("packet.nothing") });
  const head = make("h3", { class: "kh-title", tabindex: "-1", text: said });
  return { address: "", label: say("packet.results"), nodes: [head, items.length ? make("ol", {}, ...items) : none] };
}

/** The bar above: back, a field to search in, and searches that are offered. */
function searchBar(searches, { back, search }) {
  const id = newId("kh");
  const button = (text, click, kind = "kw-button") => make("button", { type: "button", class: kind, text, click });
  const away = button(say("packet.back"), back, "kw-button kh-plain");
  const field = make("input", { type: "search", id, autocomplete: "off", maxlength: 200 });
  const ask = () => field.value.trim() && search(field.value.trim());
  field.addEventListener("keydown", (event) => event.key === "Enter" && (event.preventDefault(), ask()));
  const label = make("label", { for: id, text: say("packet.field") });
  const offered = searches.map((words) => make("li", {}, button(words, () => ((field.value = words), ask()), "kw-button kh-plain")));
  return {
    away,
    nodes: [
      make("div", { class: "kh-bar" }, away, make("div", { class: "kh-search" }, label, field, button(say("packet.search"), ask))),
      ...(offered.length ? [make("ul", { class: "kh-offered", "aria-label": say("packet.offered") }, ...offered)] : []),
    ],
  };
}

function render({ model, el }) {
  const [pages, pictures, searches] = ["pages", "pictures", "searches"].map((trait) => model.get(trait));
  const opened = new Set();
  const been = [{ page: model.get("start") }];
  const viewOf = ({ page, query, picture }) => {
    if (page) return pageView(pages.find(({ name }) => name === page), pictures, go);
    const listed = picture ? withPicture(pages, pictures, picture) : found(pages, query);
    const said = picture ? say("packet.found-picture", { n: listed.length }) : say("packet.found", { n: listed.length, query });
    return resultsView(listed, said, opened, go);
  };
  const show = () => {
    const here = been.at(-1);
    if (here.page) opened.add(here.page);
    const { address, label, nodes } = viewOf(here);
    where.replaceChildren(make("b", { text: label }), address ? ` · ${address}` : "");
    body.replaceChildren(...nodes);
    set(bar.away, "disabled", been.length < 2);
    count.textContent = say("packet.count", { n: opened.size, all: pages.length });
  };
  const arrive = () => (show(), body.querySelector(".kh-title").focus());
  const go = (there) => (been.push(there), arrive());
  const bar = searchBar(searches, { back: () => (been.pop(), arrive()), search: (query) => go({ query }) });
  const where = make("p", { class: "kh-where" });
  const body = make("div", { class: "kh-body" });
  const count = make("p", { class: "kw-hint", role: "status" });
  const about = { class: "kw-form kh-root", "aria-label": say("packet.name", { title: model.get("title") }) };

  el.append(make("section", about, ...bar.nodes, where, body, count));
  show();
}

export default { render };
