// Whose the article is, and what may be shared.

import { make } from "./dom.js";
import { wordsField } from "./maker_fields.js";
import { say } from "./strings.js";

export function cardStep(bus) {
  const asks = {
    title: [say("maker.fact-title"), {}],
    author: [say("maker.fact-author"), {}],
    outlet: [say("maker.fact-outlet"), {}],
    date: [say("maker.fact-date"), { hint: say("maker.hint-date") }],
    url: [say("maker.fact-url"), { type: "url", dir: "ltr", placeholder: "https://", hint: say("maker.hint-url") }],
    notice: [say("maker.fact-notice"), { hint: say("maker.hint-notice") }],
  };
  const fields = Object.entries(asks).map(([fact, [title, more]]) => [
    fact,
    wordsField(title, (words) => bus.change("card", { [fact]: words }), more),
  ]);
  const notice = fields.at(-1)[1];
  let ours = "";
  const own = make("button", {
    type: "button",
    class: "kw-button ke-plain ke-small",
    text: say("maker.own-text"),
    click: () => (notice.put(ours), bus.change("card", { notice: ours })),
  });
  const sharing = make("p", { class: "km-sharing", role: "status" });
  notice.node.append(own);
  return {
    node: make("div", {}, make("div", { class: "km-fields" }, ...fields.map(([, { node }]) => node)), sharing),
    stop: () => fields.forEach(([, field]) => field.stop()),
    show(body, fresh) {
      ours = body.own;
      sharing.textContent = body.sharing;
      if (fresh) for (const [fact, field] of fields) field.put(body.facts[fact]);
    },
  };
}
