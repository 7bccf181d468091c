// A row of tabs, of which one is chosen: one stop of the Tab key, the arrows go along it.

import { make, set } from "./dom.js";
import { roveBy } from "./highlighter_roving.js";

/** Tabs with these titles, one for each of `panels`; `chosen` is told the place of the one that is chosen. */
export function tabs(id, name, titles, panels, chosen = () => null) {
  const choose = (at) => {
    all.forEach((tab, i) => {
      set(tab, "aria-selected", String(i === at));
      tab.tabIndex = i === at ? 0 : -1;
      panels[i].hidden = i !== at;
    });
    chosen(at);
  };
  const all = titles.map((text, at) => {
    const about = { type: "button", role: "tab", class: "ke-tab", id: `${id}-${at}`, "aria-controls": `${id}-${at}-panel` };
    return make("button", { ...about, text, click: () => choose(at) });
  });
  panels.forEach((panel, at) => {
    set(panel, "role", "tabpanel");
    panel.id = `${id}-${at}-panel`;
    set(panel, "aria-labelledby", `${id}-${at}`);
  });
  const list = make("div", { class: "ke-tabs", role: "tablist", "aria-label": name }, ...all);
  list.addEventListener("keydown", (event) => {
    if (!roveBy(list, event)) return;
    event.preventDefault();
    choose(all.indexOf(document.activeElement));
  });
  choose(0);
  return { list, choose };
}
