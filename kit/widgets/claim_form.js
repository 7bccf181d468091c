// A form for claims: under each its kind to choose, and room to say what would settle it. Python keeps what is entered.

import { make, newId } from "./dom.js";
import { PAUSE, chooser, frame, talk } from "./form.js";
import { say } from "./strings.js";

/** What is said under a claim, as [words in bold, the rest]; nothing while it was not compared. */
export function findingLines({ said, kind, why, doubt, settle, class: many } = {}, reference = "key") {
  if (!said) return [];
  const lines = [[said, ` ${say("claim.says", { reference, kind, why })}`.trimEnd()]];
  if (doubt) lines.push([say("claim.doubt"), ` ${doubt}`]);
  if (settle) lines.push([say("claim.settled-by", { reference }), ` ${settle}`]);
  if (many) lines.push([say("beside.class-head"), ` ${many}`]);
  return lines;
}

function inPlainWords(words) {
  const summary = make("summary", { text: say("versions.plain"), "data-lm-suppress-shortcuts": "true" });
  return make("details", { class: "kc-plain" }, summary, make("p", { text: words }));
}

/** One claim: its words, behind a click in plain words too, its kind to choose, and what would settle it. */
function claimItem(row, plain, labels, finding, changed) {
  const kind = chooser(labels, row.label, (value) => ((row.label = value), changed(0)));
  const settle = make("textarea", { rows: 2 });
  settle.value = row.settle;
  settle.addEventListener("input", () => ((row.settle = settle.value), changed(PAUSE)));
  return make(
    "li",
    {},
    make(
      "fieldset",
      {},
      make("legend", { text: row.claim }),
      plain ? inPlainWords(plain) : null,
      make("label", { class: "kc-kind" }, make("span", { text: say("claim.kind") }), kind),
      make("label", {}, make("span", { text: say("claim.settle") }), settle),
    ),
    finding,
  );
}

function render({ model, el }) {
  let rows = [];
  const put = () => {
    rows = model.get("rows").map((row) => ({ ...row }));
    const [plain, labels] = [model.get("plain") ?? [], model.get("labels")];
    list.replaceChildren(...rows.map((row, i) => claimItem(row, plain[i], labels, findings[i], python.changed)));
  };
  const draw = () => {
    findings.forEach((box, i) => {
      const lines = findingLines(model.get("findings")[i], model.get("reference"));
      box.replaceChildren(...lines.map(([bold, rest]) => make("p", {}, make("strong", { text: bold }), rest)));
    });
  };
  const python = talk(model, { read: () => ({ rows }), put, draw, traits: ["findings"] });
  const findings = model.get("rows").map(() => make("div", { class: "kc-finding", "aria-live": "polite" }));
  const list = make("ol");

  el.append(frame(model, newId("kc"), "kc-root", list, python.status, python.other));
  put();
  python.show();
  return python.stop;
}

export default { render };
