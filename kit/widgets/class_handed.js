// Who has handed in what: learners by lessons, each cell in words; who is missing; what could not be read.

import { heading, nothing, people, plain, ROWS_AT_FIRST, when } from "./class_desk.js";
import { make } from "./dom.js";
import { say } from "./strings.js";

/** Learners by lessons. */
export function handed(desk) {
  const node = make("div");
  let few = true;
  const all = () => ((few = false), show());
  const show = () => {
    const { view } = desk;
    const front = view.lessons.find(({ name }) => name === desk.front);
    if (!view.names.length) return node.replaceChildren(nothing(say("class.nobody")));
    const table = view.lessons.length ? theTable(desk, few) : nothing(say("class.nothing-handed"));
    const n = view.names.length;
    const rest = few && n > ROWS_AT_FIRST ? [plain(say("class.all-learners", { n }), all, { class: "kw-button kcv-plain kcv-rest" })] : [];
    const unnamed = desk.named ? [] : [make("p", { class: "kcv-lead", text: say("class.handed-unnamed") })];
    node.replaceChildren(...(front ? [summary(desk, front)] : []), ...unnamed, table, ...rest, troubles(desk));
  };
  return { node, show };
}

/** Who is expected to hand in: those on the roster, and where there is none everybody who ever did. */
function expected({ roster, names }) {
  return names.map((_, n) => n).filter((n) => !roster || roster[n]);
}

function summary(desk, lesson) {
  const { view } = desk;
  const cells = view.cells[lesson.name];
  const due = expected(view);
  const here = due.filter((n) => cells[n]);
  const missing = due.filter((n) => !cells[n]);
  const done = here.filter((n) => cells[n].done !== null && cells[n].done >= cells[n].steps);
  const others = view.roster ? view.names.map((_, n) => n).filter((n) => !view.roster[n] && cells[n]) : [];
  const unread = here.filter((n) => cells[n].unread);
  const line = (title, numbers) => (numbers.length ? make("div", {}, make("dt", { text: title }), make("dd", { text: people(desk, numbers) })) : null);
  const lines = [line(say("class.missing"), missing), line(say("class.not-on-roster"), others), line(say("class.partly-unread"), unread)].filter(Boolean);
  return make(
    "section",
    { class: "kcv-summary" },
    make("p", { class: "kcv-big" }, make("strong", { text: say("class.of", { n: here.length, all: due.length }) }), ` ${say("class.have-handed", { title: lesson.title })}`),
    make("p", { class: "kcv-lead", text: say("class.finished", { n: done.length }) }),
    lines.length ? make("dl", { class: "kcv-lines" }, ...lines) : null,
  );
}

function theTable(desk, few) {
  const { view, front } = desk;
  const due = expected(view);
  const heads = view.lessons.map((each) => {
    const mark = each.name === front ? { "aria-current": "true" } : {};
    return make(
      "th",
      { scope: "col", title: each.title, ...mark },
      make("span", { class: "kcv-number", text: shortName(each.name) }),
      make("span", { class: "kcv-column", text: each.title }),
      make("span", { class: "kcv-small", text: say("class.of", { n: due.filter((n) => view.cells[each.name][n]).length, all: due.length }) }),
    );
  });
  const rows = (few ? view.names.slice(0, ROWS_AT_FIRST) : view.names).map((_, n) => {
    const stranger = view.roster && !view.roster[n] ? make("span", { class: "kcv-small", text: say("class.stranger") }) : null;
    const name = make("th", { scope: "row" }, make("bdi", { text: desk.who(n) }), stranger);
    return make("tr", {}, name, ...view.lessons.map((each) => cell(view.cells[each.name][n], each.name === front)));
  });
  const caption = make("caption", { class: "kw-hidden", text: say("class.handed-table") });
  const head = make("thead", {}, make("tr", {}, make("th", { scope: "col", text: say("class.learner-column") }), ...heads));
  const about = { class: "kcv-scroll", role: "region", "aria-label": say("class.handed-table"), tabindex: "0" };
  return make("div", about, make("table", { class: "kcv-handed" }, caption, head, make("tbody", {}, ...rows)));
}

/** What a column is called where it is narrow: a lesson's number, or its whole name where it has none. */
const shortName = (name) => /^\d+/.exec(name)?.[0] ?? name;

function cell(given, current) {
  const mark = current ? { "data-current": "yes" } : {};
  if (!given) return make("td", { class: "kcv-none", ...mark }, make("span", { "aria-hidden": "true", text: "–" }), make("span", { class: "kw-hidden", text: say("class.not-yet") }));
  const { done, steps } = given;
  const words = done === null ? say("class.handed-in") : say("class.of", { n: done, all: steps });
  const whole = done !== null && done >= steps;
  const bar = make("span", { class: "kcv-done", "aria-hidden": "true" });
  bar.style.setProperty("--part", done === null ? 0 : Math.min(1, done / (steps || 1)));
  const more = [
    when(given.made),
    given.late ? say("class.late") : "",
    given.earlier ? say("class.again", { n: given.earlier + 1 }) : "",
    given.unread ? say("class.unread", { n: given.unread }) : "",
  ].filter(Boolean);
  return make(
    "td",
    { class: whole ? "kcv-whole" : "kcv-part", ...mark },
    make("span", { class: "kcv-cell" }, make("span", { "aria-hidden": "true", class: "kcv-sign", text: whole ? "✓" : "" }), make("span", { text: words })),
    bar,
    make("span", { class: "kcv-small", text: more.join(" · ") }),
  );
}

function troubles(desk) {
  const lines = desk.view.trouble;
  if (!lines.length) return make("p", { class: "kcv-lead", text: say("class.no-trouble") });
  const said = desk.named ? make("ul", {}, ...lines.map((text) => make("li", { text }))) : make("p", { text: say("class.trouble-names") });
  const about = { class: "kcv-trouble", open: desk.named };
  return make("section", { "aria-label": say("class.trouble", { n: lines.length }) }, heading(say("class.trouble", { n: lines.length })), make("div", about, said));
}
