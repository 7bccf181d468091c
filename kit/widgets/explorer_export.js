// What can be taken away from the article in front: annotations, charts, a report. Python makes the bytes of each file,
// and the browser downloads them.

import { make, newId } from "./dom.js";
import { download } from "./lab_files.js";
import { say } from "./strings.js";

/** A part of the page, with its title and what it is for. */
function partOf(title, about, ...nodes) {
  return make("section", { class: "kx-part" }, make("h2", { text: title }), make("p", { class: "kw-hint", text: about }), ...nodes);
}

/** The charts, by their names in Python. */
function chartNames() {
  return {
    who_speaks: say("explorer.chart-who-speaks"),
    zones_and_voices: say("explorer.chart-zones-and-voices"),
    kinds_of_claims: say("explorer.chart-kinds-of-claims"),
    sources_of_claims: say("explorer.chart-sources-of-claims"),
    loaded_along: say("explorer.chart-loaded-along"),
    readability_by_voice: say("explorer.chart-readability-by-voice"),
    terms_by_voice: say("explorer.chart-terms-by-voice"),
    term_strips: say("explorer.chart-term-strips"),
    sentence_lengths: say("explorer.chart-sentence-lengths"),
  };
}

/** Whose annotations are to be saved: the program's, and what a person has, if they have any. */
function chooserOfWhose(id) {
  const names = { marks: (n) => say("explorer.export-marks", { n }), corrected: (n) => say("explorer.export-corrected", { n }) };
  const select = make("select", { id });
  const node = make("p", {}, make("label", { for: id, text: say("explorer.export-whose") }), " ", select);
  const draw = (own) => {
    const before = select.value;
    const options = Object.entries(own).map(([name, n]) => make("option", { value: name, text: names[name](n) }));
    select.replaceChildren(make("option", { value: "", text: say("explorer.export-found") }), ...options);
    select.value = before in own ? before : "";
    node.hidden = !options.length;
  };
  draw({});
  return { node, draw, chosen: () => select.value };
}

/** Save a file of the article in front, one at a time, and say in `said` what comes of it. */
function saver(bus, said) {
  let busy = false;
  return (kind, name, more = {}) => {
    if (busy) return; // a second press is the same wish
    busy = true;
    said.textContent = say("explorer.export-making", { name });
    bus
      .ask("export", { kind, ...more })
      .then((file) => (download(file), (said.textContent = say("explorer.export-done", { name: file.name }))))
      .catch((error) => (said.textContent = say("explorer.export-not", { name, why: error.message })))
      .finally(() => (busy = false));
  };
}

const saveButton = (text, name, act) => make("button", { type: "button", class: "kx-save", "aria-label": name, text, click: act });

/** A line for each kind of file that annotations can be saved as. */
function annotationFiles(save, whose) {
  const kinds = [
    ["w3c", say("explorer.export-web"), say("explorer.export-web-about")],
    ["jsonl", say("explorer.export-jsonl"), say("explorer.export-jsonl-about")],
    ["csv", say("explorer.export-csv"), say("explorer.export-csv-about")],
  ];
  const line = ([kind, name, about]) => {
    const act = () => save(kind, name, whose.chosen() ? { of: whose.chosen() } : {});
    return make("li", {}, saveButton(name, null, act), make("span", { class: "kw-hint", text: about }));
  };
  return make("ul", { class: "kx-files" }, ...kinds.map(line));
}

/** A line for each chart, with the kinds of pictures that Python can make. */
function chartFiles(save, pictures) {
  const line = ([chart, name]) => {
    const each = pictures.map((ending) => {
      const kind = ending.toUpperCase();
      return saveButton(kind, say("explorer.export-chart", { name, kind }), () => save(`${chart}.${ending}`, name));
    });
    return make("li", {}, make("span", { class: "kx-name", text: name }), ...each);
  };
  return make("ul", { class: "kx-charts" }, ...Object.entries(chartNames()).map(line));
}

/** What can be saved or printed. */
export function exports(bus, { pictures }) {
  const said = make("p", { class: "kx-said", role: "status" });
  const save = saver(bus, said);
  const whose = chooserOfWhose(newId("kx"));
  const report = say("explorer.export-report");
  const charts = pictures.includes("png") ? say("explorer.export-charts-about") : say("explorer.export-charts-svg");
  const node = make(
    "div",
    { class: "kx-root" },
    said,
    partOf(say("explorer.export-report-title"), say("explorer.export-report-about"), saveButton(report, null, () => save("report", report))),
    partOf(say("explorer.export-annotations-title"), say("explorer.export-annotations-about"), whose.node, annotationFiles(save, whose)),
    partOf(say("explorer.export-charts-title"), charts, chartFiles(save, pictures)),
    make("p", { class: "kw-hint", text: say("explorer.export-terms") }),
  );
  let seen = false;
  const look = () => seen && bus.doc && bus.ask("own").then(whose.draw, () => whose.draw({}));
  return {
    node,
    show: () => ((said.textContent = ""), look()),
    entered: (mode) => ((seen = mode === "save"), look()),
  };
}
