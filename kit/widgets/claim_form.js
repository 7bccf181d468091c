// A form for claims: under each its kind to choose, and room to say what would settle it. Python keeps what is entered.

import { make, newId } from "./dom.js";
import { PAUSE, chooser, delay, follow, frame, line, together } from "./form.js";
import { say } from "./strings.js";

/** What is said under a claim, as [words in bold, the rest]; nothing while it was not compared. */
export function findingLines({ said, kind, why, settle } = {}) {
  if (!said) return [];
  const lines = [[said, ` ${say("claim.key-says", { kind, why })}`.trimEnd()]];
  return settle ? [...lines, [say("claim.settled-by"), ` ${settle}`]] : lines;
}

/** One claim: its words, its kind to choose, and what would settle it. */
function claimItem(row, labels, finding, changed) {
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
      make("label", { class: "kc-kind" }, make("span", { text: say("claim.kind") }), kind),
      make("label", {}, make("span", { text: say("claim.settle") }), settle),
    ),
    finding,
  );
}

function render({ model, el }) {
  const id = newId("kc");
  const pause = delay();
  const rows = model.get("rows").map((row) => ({ ...row }));

  const changed = (wait) => pause.set(wait, () => kernel.send({ rows }));
  const findings = rows.map(() => make("div", { class: "kc-finding", "aria-live": "polite" }));
  const items = rows.map((row, i) => claimItem(row, model.get("labels"), findings[i], changed));
  const status = make("p", { class: "kw-status", role: "status" });
  const root = frame(model, id, "kc-root", make("ol", {}, ...items), status);

  const tell = () => (status.textContent = model.get("status"));
  const show = () => {
    findings.forEach((box, i) => {
      const lines = findingLines(model.get("findings")[i]);
      box.replaceChildren(...lines.map(([bold, rest]) => make("p", {}, make("strong", { text: bold }), rest)));
    });
  };
  // When heard, told anew: where the status is as before, what was said while waiting has to go.
  const kernel = line(model, { heard: tell, silent: () => (status.textContent = say("form.silent")) });

  el.append(root);
  tell();
  show();
  const stop = follow(model, { "change:status": tell, "change:findings": show });
  return together(pause.stop, kernel.close, stop);
}

export default { render };
