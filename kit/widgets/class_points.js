// Points for a lesson, learner by learner: those that are counted, the teacher's own in their place and why, and notes.

import { heading, nothing, plain, ROWS_AT_FIRST } from "./class_desk.js";
import { make, newId, set } from "./dom.js";
import { say } from "./strings.js";

/** Points of the lesson in front, and where a teacher writes their own. */
export function points(desk) {
  const node = make("div");
  let [of, found, few] = [null, null, true]; // of which lesson, and what Python says of it
  const draw = () => {
    const { rows, out_of: all } = found;
    const rest = few && rows.length > ROWS_AT_FIRST ? plain(say("class.all-learners", { n: rows.length }), () => ((few = false), draw()), { class: "kw-button kcv-plain kcv-rest" }) : "";
    node.replaceChildren(heading(say("class.points"), [say(all ? "class.points-lead" : "class.points-none", { all }), desk.named ? "" : say("class.points-unnamed")].join(" ").trim()), pointsTable(desk, few ? rows.slice(0, ROWS_AT_FIRST) : rows), rest);
  };
  const load = async () => {
    const lesson = desk.lesson;
    [of, found] = [lesson, null];
    node.replaceChildren(nothing(say("class.working")));
    try {
      const given = await desk.ask("grades", { lesson: lesson.name });
      if (of !== lesson) return; // another is in front meanwhile
      found = given;
      draw();
    } catch (error) {
      of = null;
      node.replaceChildren(nothing(error.message));
    }
  };
  const show = () => {
    if (!desk.lesson) return node.replaceChildren(nothing(say("class.nothing-handed")));
    if (desk.lesson !== of) return load();
    if (found) draw();
  };
  return { node, show };
}

function pointsTable(desk, rows) {
  const heads = [say("class.learner-column"), say("class.points-counted"), say("class.points-own"), say("class.points-why"), say("class.points-note")];
  const ids = heads.map(() => newId("kp"));
  const head = make("tr", {}, ...heads.map((text, i) => make("th", { scope: "col", id: ids[i], text })), make("td", {}));
  const about = { class: "kcv-scroll", role: "region", "aria-label": say("class.points"), tabindex: "0" };
  return make("div", about, make("table", { class: "kcv-points" }, make("thead", {}, head), make("tbody", {}, ...rows.map((row, who) => pointsRow(desk, row, who, ids)))));
}

/** A learner's row; each field is kept when it is left. */
function pointsRow(desk, row, who, ids) {
  const lesson = desk.lesson;
  const id = newId("kp");
  const said = make("span", { class: "kcv-small", role: "status" });
  const field = (at, value, more) => {
    const input = make("input", { autocomplete: "off", "aria-labelledby": `${id} ${ids[at]}`, ...more });
    input.value = value ?? "";
    return input;
  };
  const own = field(2, row.own, { type: "number", min: "0", step: "any" });
  const why = field(3, row.text, { type: "text" });
  const note = field(4, lesson.notes[who], { type: "text" });
  for (const each of [why, note]) set(each, "dir", "auto");
  const free = () => (why.disabled = own.value === "");
  const attempt = async (what, more, then) => {
    try {
      await desk.ask(what, { lesson: lesson.name, learner: who, ...more });
      then();
      said.textContent = say("class.points-kept");
    } catch (error) {
      said.textContent = error.message;
    }
  };
  const keepPoints = () => {
    if (own.validity?.badInput) return (said.textContent = say("class.points-number"));
    const given = own.value === "" ? null : Number(own.value);
    if (given === null) why.value = "";
    return attempt("points", { points: given, text: why.value }, () => Object.assign(row, { own: given, text: why.value }));
  };
  free();
  own.addEventListener("input", free);
  for (const each of [own, why]) each.addEventListener("change", keepPoints);
  note.addEventListener("change", () => attempt("note", { note: note.value }, () => (lesson.notes[who] = note.value)));
  const counted = row.counted === null ? "–" : String(row.counted);
  return make("tr", {}, make("th", { scope: "row", id }, make("bdi", { text: desk.who(who) })), make("td", { text: counted }), ...[own, why, note, said].map((each) => make("td", {}, each)));
}
