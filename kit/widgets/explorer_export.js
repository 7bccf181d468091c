// What can be taken away from the article in front: annotations, charts, a report. Python makes the bytes of each file,
// and the browser downloads them.

import { make, newId } from "./dom.js";
import { say } from "./strings.js";

const LATER = 60_000; // ms after which a browser has read what it downloads

/** Give bytes to the browser as a file, which it puts where it puts downloads. */
export function download({ name, media, bytes }) {
  const address = URL.createObjectURL(new Blob([bytes], { type: media }));
  const link = make("a", { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), LATER);
}

/** A part of the page, with its title and what it is for. */
function partOf(title, about, ...nodes) {
  return make("section", { class: "kx-part" }, make("h3", { text: title }), make("p", { class: "kw-hint", text: about }), ...nodes);
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

/** What can be saved or printed. */
export function exports(bus) {
  const said = make("p", { class: "kx-said", role: "status" });
  const whose = chooserOfWhose(newId("kx"));
  let busy = false;
  const save = (kind, name, more = {}) => {
    if (busy) return; // one at a time: a second press is the same wish
    busy = true;
    said.textContent = say("explorer.export-making", { name });
    bus.ask("export", { kind, ...more }, () => null)
      .then((file) => {
        download(file);
        said.textContent = say("explorer.export-done", { name: file.name });
      })
      .catch((error) => (said.textContent = say("explorer.export-not", { name, why: error.message })))
      .finally(() => (busy = false));
  };
  const button = (text, name, act) => make("button", { type: "button", class: "kx-save", "aria-label": name, text, click: act });
  const annotations = [
    ["w3c", say("explorer.export-web"), say("explorer.export-web-about")],
    ["jsonl", say("explorer.export-jsonl"), say("explorer.export-jsonl-about")],
    ["csv", say("explorer.export-csv"), say("explorer.export-csv-about")],
  ].map(([kind, name, about]) => {
    const act = () => save(kind, name, whose.chosen() ? { of: whose.chosen() } : {});
    return make("li", {}, button(name, null, act), make("span", { class: "kw-hint", text: about }));
  });
  const charts = Object.entries(chartNames()).map(([kind, name]) => {
    const each = ["svg", "png"].map((ending) => {
      const text = ending.toUpperCase();
      return button(text, say("explorer.export-chart", { name, kind: text }), () => save(`${kind}.${ending}`, name));
    });
    return make("li", {}, make("span", { class: "kx-name", text: name }), ...each);
  });
  const report = say("explorer.export-report");
  const node = make(
    "div",
    { class: "kx-root" },
    said,
    partOf(say("explorer.export-report-title"), say("explorer.export-report-about"), button(report, null, () => save("report", report))),
    partOf(say("explorer.export-annotations-title"), say("explorer.export-annotations-about"), whose.node, make("ul", { class: "kx-files" }, ...annotations)),
    partOf(say("explorer.export-charts-title"), say("explorer.export-charts-about"), make("ul", { class: "kx-charts" }, ...charts)),
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
