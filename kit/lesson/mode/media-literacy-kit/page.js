// A lesson in the page of a site: JupyterLite's app for one notebook, with a quiet line above it, and nothing that saves.

import { fitLine, nameWindow } from "./access.js";
import { codeButton, darkButton, heading, isDark } from "./frame.js";
import { handInButton } from "./hand_in_box.js";
import { deskOf } from "./hand_in_desk.js";
import { keptIn } from "./keeping.js";
import { WORDS } from "./words.js";

const HOME = "../index.html"; // the start page, from JupyterLite's
const FATAL = /^Pyodide has /; // how the kernel logs its own end

/**
 * Make the page ready before the lesson is opened, and give what lesson mode asks of it as of JupyterLab's frame.
 * `ready` is done when the lesson may be opened.
 */
export function pageView(app, { Widget, Dialog, PageConfig }, lessons) {
  const { shell } = app;
  const { contents } = app.serviceManager;
  const path = new URLSearchParams(location.search).get("path") ?? "";
  document.body.classList.add("kit-page", "kit-calm");
  saveNothing(contents);
  Dialog.tracker.widgetAdded.connect((_, dialog) => dialog.reject()); // what is to be said, the page says
  const current = () => (lessons.has(shell.currentWidget) ? shell.currentWidget : null);
  const title = () => (current() ? heading(current().context.model.cells.get(0)?.sharedModel.source) : "");
  const store = keptIn(contents);
  listenToKernel(() => window.kitWaiting?.stop(store.isForgetful() ? WORDS.diedForgetful : WORDS.died));
  const top = header(Widget, app, handInButton(desk(contents, store, current, title)));
  shell.add(top, "top", { rank: 0 });
  shell.menu.hide();
  const name = nameWindow(title);
  return {
    ready: withoutCopy(contents, PageConfig, path),
    follow() {
      top.titleIs(title());
      name();
    },
    open: (other) => location.assign(`?path=${encodeURIComponent(other)}`),
    left: () => false,
    refresh() {},
    prepare: (panel) => store.prepare(panel, path),
    failed: () => WORDS.failedHere,
  };
}

/** Where one hands in here: the lesson of the page, by its title. */
function desk(contents, store, current, title) {
  const lesson = () => current().context.model.getMetadata("kit").lesson;
  const kernel = async () => {
    const { sessionContext } = current();
    await sessionContext.ready;
    return sessionContext.session.kernel;
  };
  const titleOf = (name) => (name === lesson() ? title() : name);
  return deskOf({ contents, kernel, isForgetful: store.isForgetful, lesson, titleOf, takenOver: () => location.reload() });
}

/** The line above the lesson: the way back, what it is called, and what one may do here. */
function header(Widget, { shell, commands }, handIn) {
  const widget = new Widget({ node: document.createElement("div") });
  widget.id = "kit-header";
  widget.addClass("kit-header");
  widget.node.setAttribute("data-lm-suppress-shortcuts", "true");
  const home = document.createElement("a");
  home.href = HOME;
  home.className = "kit-home";
  home.textContent = WORDS.lessons;
  const title = document.createElement("strong");
  const dark = darkButton(async () => {
    const theme = isDark() ? "JupyterLab Light" : "JupyterLab Dark";
    localStorage.setItem("kit-theme", isDark() ? "light" : "dark"); // for the first moment of the next page
    await commands.execute("apputils:change-theme", { theme }); // no longer as the system has it
    await commands.execute("apputils:change-theme", { theme });
  });
  widget.node.append(home, title, dark, codeButton(), handIn);
  fitLine(widget, shell.top.node);
  widget.titleIs = (words) => void (title.textContent = words);
  return widget;
}

/**
 * A notebook is never saved here, neither by a key nor by itself: a copy would hide the next edition for good. What the
 * kernel writes passes by: lessons that a learner makes are files of their own.
 */
function saveNothing(contents) {
  const none = { id: "0", last_modified: new Date(0).toISOString() };
  contents.createCheckpoint = async () => none;
}

/** Remove a copy of one of the site's own lessons that was saved, here or by another tool: the site's is used. */
async function withoutCopy(contents, PageConfig, path) {
  if (!isNotebook(new URLSearchParams(location.search))) {
    window.kitWaiting?.stop(WORDS.absent, false);
    return new Promise(() => {}); // nothing is opened
  }
  const base = PageConfig.getBaseUrl();
  const asked = async (address) => {
    const answer = await fetch(new URL(address, new URL(base, location.href))).catch(() => null);
    return answer?.ok ? answer.json().catch(() => null) : null;
  };
  // The third, for nothing that it gives: JupyterLite reads the list for itself, while it still may, and keeps it.
  const [own, listed] = await Promise.all([asked(`files/${path}`), asked("api/contents/all.json"), contents.get("")]);
  // Without folders of its own a site has no lists of them, and is not asked for those of a learner.
  if (listed && !listed.content.some((each) => each.type === "directory")) PageConfig.setOption("contentsAllJsonFile", "");
  if (typeof own?.metadata?.kit?.lesson === "string") await contents.delete(path);
  else if (!own && !(await contents.get(path).catch(() => null))) window.kitWaiting?.stop(WORDS.absent, false);
}

/**
 * Whether an address asks for one notebook of this site, as a notebook is shown. Another file shown as one would run what
 * is in it, such as an answer that came in somebody's hand-in; and ".." leads to what others may have put on the server.
 */
function isNotebook(asked) {
  const [path, ...more] = asked.getAll("path");
  const isPlain = (part) => part !== "" && !/^\.|[:\\%]/.test(part);
  return !more.length && !asked.has("factory") && Boolean(path?.endsWith(".ipynb")) && path.split("/").every(isPlain);
}

/** Call a function where the kernel cannot start, or ends: JupyterLite tells nobody. */
function listenToKernel(ended) {
  const Plain = window.Worker;
  window.Worker = class extends Plain {
    constructor(...given) {
      super(...given);
      this.addEventListener("error", () => ended());
      this.addEventListener("message", ({ data }) => {
        if (FATAL.test(data?._logMessage?.data)) ended();
      });
    }
  };
  window.addEventListener("unhandledrejection", (event) => {
    if (typeof event.reason === "string") ended(); // so it says that it could not start
  });
}
