// Where one hands in in JupyterLab and in a site's lesson: answers are read from where JupyterLab keeps files, and what is
// kept of name, class and hand-in is kept by the kernel (kit/activity/window.py), as a lesson keeps it.

import { gather, keptBy } from "./hand_in.js";
import { SAID } from "./hand_in_words.js";
import { printed } from "./keeping.js";

const PATIENCE = 3000; // ms for a kernel that is busy, or gone: what is kept is handed in without it

const soon = (done) => Promise.race([done, new Promise((go) => setTimeout(go, PATIENCE))]);

const ASK = `__import__("kit.activity.window").activity.window`;
const SIGNED = `signed=getattr(globals().get("lesson"), "signed", lambda: None)`; // the lesson of this kernel is told

const call = (name, ...given) => `${ASK}.${name}(${given.join(", ")})`;
const text = (words) => JSON.stringify(words); // which Python reads alike

/**
 * A desk for the lesson in front, or with `all`, the names of all there are, for all of them: `look` gives what `gather`
 * does. `kernel()` is that of the lesson in front; where it `isForgetful` it alone has the answers.
 */
export function deskOf({ contents, kernel, isForgetful = () => false, lesson = () => "", titleOf, all = () => null, closed, takenOver }) {
  const done = async (code) => printed(await kernel(), code).catch((error) => Promise.reject(new Error(why(error))));
  const fromKernel = async (name) => JSON.parse(await done(`print(${call("given", ...(name ? [text(name)] : []))})`));
  // What was entered last has been saved once the kernel, which answers in turn, has answered this.
  const settled = async () => (await kernel()).requestExecute({ code: "", silent: true, store_history: false }).done.catch(() => {});
  const read = async (name) => {
    if (isForgetful()) return fromKernel(name);
    await soon(settled());
    return gather(keptBy(contents), name);
  };
  return {
    get title() {
      return lesson() ? SAID.title : SAID.titleAll;
    },
    get all() {
      return all();
    },
    titleOf,
    closed,
    takenOver,
    look: () => read(lesson()),
    lookAll: () => read(""),
    workAs: (name, className) => done(call("work_as", text(name), text(className), SIGNED)),
    keepClass: (name) => done(call("keep_class", text(name))),
    handed: (sums, at) => soon(done(call("note_handed", text(JSON.stringify(sums)), text(at)))),
  };
}

/** What Python says of an error, without its kind. */
const why = (error) => error.message.replace(/^\w+: /, "");
