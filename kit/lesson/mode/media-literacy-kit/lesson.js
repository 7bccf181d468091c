// Lesson mode: what makes an app of a lesson's notebook. It runs by itself and stands at its first question; no key and
// no click changes its cells; around it is a quiet frame with the list of lessons. A prebuilt JupyterLab extension in
// plain JavaScript: JupyterLab loads this file, hands over the packages that it shares, and asks for the plugin.
// frame.js makes what stands around a lesson, page.js the same in a site's page, waiting.js what is seen until it is alive,
// access.js what it is for ears, keys and large print, words.js what is said; hand_in_box.js, bring_box.js windows above it.
(() => {
  const CHANGING = /^(notebook|runmenu|kernelmenu|editmenu):|^docmanager:(save|rename|delete|restore|duplicate|reload)/;
  const LISTED = 1_500; // ms after the last key or click, when the list of lessons is made anew
  const LINGER = 2_000; // ms that a lesson lives on after another has come in front
  const FULL = "kit-full"; // in sessionStorage: the learner asked for all of JupyterLab
  const CLASS = "class"; // the teacher's notebook: nothing of it is handed in

  // ---- what a lesson is, and what of it may change ----

  const isLesson = (model) => typeof model?.getMetadata("kit")?.lesson === "string";

  /** No cell can be edited, deleted, moved or unrendered, and JupyterLab hears of no key that is pressed here. */
  function lock(panel) {
    panel.node.setAttribute("data-lm-suppress-shortcuts", "true");
    panel.toolbar.hide();
    const notebook = panel.content;
    for (const cell of notebook.widgets) {
      cell.readOnly = true;
      if (cell.model.type === "markdown") cell.rendered = true;
      else cell.inputHidden = false; // the style hides it, until code is asked for
    }
    const typing = "input, textarea, [contenteditable='true']:not(.cm-content), [data-kit-takes-files]";
    const refuse = (event) => {
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    const unlessTyping = (event) => event.target.closest?.(typing) || refuse(event);
    // Where the page moved between two clicks, the target is no cell, and JupyterLab looks what stands there now.
    notebook.node.addEventListener("dblclick", (event) => event.target.closest?.(".jp-OutputArea") || refuse(event), true);
    for (const kind of ["contextmenu", "dragstart", "drop", "paste", "cut"]) {
      notebook.node.addEventListener(kind, unlessTyping, true);
    }
    // What runs here changes nothing that is worth saving: answers are files of their own.
    const { model } = panel.context;
    model.sharedModel.changed.connect(() => {
      if (model.dirty) queueMicrotask(() => (model.dirty = false)); // once the change is all told
    });
  }

  /** JupyterLab's own commands that would change a lesson do nothing while one is in front. */
  function refuseCommands(commands, lessonInFront) {
    const execute = commands.execute.bind(commands);
    commands.execute = (id, args) =>
      CHANGING.test(id) && lessonInFront() ? Promise.resolve(undefined) : execute(id, args);
  }

  /** Nor does the browser offer to save the page: answers are saved already. */
  function refuseSaving(lessonInFront) {
    const asks = (event) => (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s" && lessonInFront();
    document.addEventListener("keydown", (event) => asks(event) && event.preventDefault(), true);
  }

  // ---- getting ready ----

  /** When the kernel dies, run the lesson again with a new one: answers are on the disk, and come back with it. */
  function revive(panel, Dialog, say, again) {
    let died = false;
    Dialog.tracker.widgetAdded.connect((_, dialog) => died && dialog.reject()); // that it died is said by the lesson
    panel.sessionContext.statusChanged.connect((_, status) => {
      if (status === "autorestarting") {
        died = true;
        Dialog.tracker.forEach((dialog) => dialog.reject());
      } else if (died && status === "idle") {
        died = false;
        again();
      } else if (status === "dead") {
        waiting.notice(panel, say).stop(WORDS.late);
      }
    });
  }

  /** Wait for the kernel, run every cell, and stand where one stood: at first at the top, or where a widget says “here”. */
  async function run(panel, CodeCell, say, view) {
    delete panel.node.dataset.kitReady;
    const stood = panel.content.node.querySelector(".jp-WindowedPanel-outer")?.scrollTop ?? 0;
    const shown = waiting.notice(panel, say);
    const cells = panel.content.widgets.filter((cell) => cell.model.type === "code");
    let failed = false;
    try {
      for (const cell of cells) cell.model.sharedModel.clearOutputs?.(); // of another day, whose widgets are gone
      await panel.sessionContext.ready;
      // The kernel answers in turn: once it has answered this, it has told the widget manager which widgets it had. Told
      // later, among those that the cells make, the manager would make some of them twice, and show the one nobody tells.
      // Nothing is what it is asked to do: a browser's kernel never answers which widgets it has.
      await panel.sessionContext.session?.kernel?.requestExecute({ code: "", silent: true, store_history: false }).done;
      await view.prepare(panel);
      for (const [at, cell] of cells.entries()) {
        shown.step(at, cells.length);
        const reply = await CodeCell.execute(cell, panel.sessionContext);
        failed ||= reply?.content.status === "error";
      }
    } catch (error) {
      console.warn(error);
      failed = true;
    }
    if (failed) shown.stop(view.failed());
    else shown.away();
    access.reachWide(panel, WORDS.wide);
    access.nameCode(panel, WORDS.code);
    panel.content.activeCellIndex = 0;
    const page = panel.content.node.querySelector(".jp-WindowedPanel-outer");
    if (page) page.scrollTop = stood;
    const here = stood ? null : panel.content.node.querySelector("[data-kit-here]");
    here?.focus({ preventScroll: true });
    here?.scrollIntoView();
    panel.node.dataset.kitReady = failed ? "failed" : "yes";
  }

  // ---- the plugin ----

  const titleOf = (panel) => around.heading(panel.context.model.cells.get(0)?.sharedModel.source);

  const wantsFull = () => sessionStorage.getItem(FULL) === "yes";

  function toggleFull(follow) {
    sessionStorage.setItem(FULL, wantsFull() ? "no" : "yes");
    follow();
  }

  const toggleNav = (shell, nav) => (shell.leftCollapsed ? shell.activateById(nav.id) : shell.collapseLeft());

  const toggleDark = (commands) =>
    void commands.execute("apputils:change-theme", { theme: around.isDark() ? "JupyterLab Light" : "JupyterLab Dark" });

  /** The frame of whatever is in front: quiet around a lesson, JupyterLab's own around all else. */
  function lessonView(app, Widget, lessons, isOpening) {
    const { shell, commands } = app;
    const open = (path) => {
      if (!access.hasRoom()) shell.collapseLeft(); // the list lies over the lesson
      commands.execute("docmanager:open", { path });
    };
    const inFront = () => (lessons.has(shell.currentWidget) ? shell.currentWidget : null);
    const desk = handIn.labDesk(app.serviceManager.contents, inFront, () => nav.refresh(inFront()?.context.path), (name) => nav.titleOf(name));
    const nav = around.lessonList(Widget, app.serviceManager.contents, open, (list) => desk.forAll(list.lessons));
    const show = around.frame(shell, nav);
    const one = oneAtATime(shell);
    const top = around.header(Widget, () => toggleNav(shell, nav), () => toggleDark(commands), () => toggleFull(follow), desk.forOne);
    shell.add(nav, "left", { rank: 0 });
    shell.add(top, "header", { rank: 0 });
    const name = access.nameWindow(() => lessons.has(shell.currentWidget) && titleOf(shell.currentWidget));
    shell.layoutModified.connect(() => top.listIs(!shell.leftCollapsed));
    function follow() {
      const panel = shell.currentWidget;
      if (isOpening(panel)) return; // JupyterLab's frame for a moment would take all of the page apart and together
      const lesson = lessons.has(panel);
      const calm = lesson && !wantsFull();
      show(calm);
      top.setHidden(!lesson);
      if (lesson) {
        top.stand(calm, titleOf(panel), panel.node.dataset.kitLesson !== CLASS);
        nav.refresh(panel.context.path);
      }
      name();
      if (calm) for (const other of lessons) if (other !== panel) one.leave(other);
    }
    follow();
    shell.currentChanged.connect(follow);
    const refresh = (panel) => panel === shell.currentWidget && nav.refresh(panel.context.path);
    return { follow, open, left: one.left, refresh, prepare: async () => {}, failed: () => WORDS.failed };
  }

  /**
   * Close lessons that are not in front, each with its kernel: a small laptop has no room for six. `left(panel)` says
   * once it is known whether that became of one. What was typed last gets the time to arrive.
   */
  function oneAtATime(shell) {
    const leaving = new Map();
    const leave = async (panel) => {
      await new Promise((go) => setTimeout(go, LINGER));
      leaving.delete(panel);
      if (panel.isDisposed || panel === shell.currentWidget) return panel.isDisposed;
      await panel.sessionContext.shutdown().catch(() => {});
      panel.dispose();
      return true;
    };
    return {
      leave: (panel) => leaving.has(panel) || leaving.set(panel, leave(panel)),
      left: (panel) => leaving.get(panel) ?? false,
    };
  }

  /** A link in a lesson to another notebook opens that in this JupyterLab, in place of the page. */
  function openLinks(panel, open) {
    panel.node.addEventListener("click", (event) => {
      const link = event.target.closest?.("a[data-kit-notebook]");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const folder = panel.context.path.split("/").slice(0, -1);
      open([...folder, link.dataset.kitNotebook].join("/"));
    });
  }

  /** List anew what is done a moment after each key and click, for a step may have been done. */
  function keepListed(panel, view) {
    let due;
    for (const kind of ["click", "keyup"]) {
      panel.node.addEventListener(kind, () => {
        clearTimeout(due);
        due = setTimeout(() => view.refresh(panel), LISTED);
      });
    }
  }

  function activate(app, tracker, given) {
    const { CodeCell, Dialog, Widget } = given;
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = new URL("lesson.css", HOME).href;
    const ofWindows = style.cloneNode();
    ofWindows.href = new URL("windows.css", HOME).href;
    document.head.append(style, ofWindows);
    waiting.patientWithWidgets();
    const lessons = new Set();
    const lessonInFront = () => lessons.has(app.shell.currentWidget);
    refuseCommands(app.commands, lessonInFront);
    refuseSaving(lessonInFront);
    const known = new WeakSet(); // the notebooks of which one knows whether they are lessons
    const isOpening = (panel) => panel && tracker.has(panel) && !known.has(panel);
    const view = ofSite ? ofSite.pageView(app, given, lessons) : lessonView(app, Widget, lessons, isOpening);
    const begin = async (panel) => {
      await panel.context.ready;
      known.add(panel);
      if (!isLesson(panel.context.model)) return view.follow();
      lessons.add(panel);
      panel.disposed.connect(() => lessons.delete(panel));
      panel.node.classList.add("kit-lesson");
      panel.node.dataset.kitLesson = panel.context.model.getMetadata("kit").lesson;
      panel.content.notebookConfig = { ...panel.content.notebookConfig, windowingMode: "none", scrollPastEnd: false };
      lock(panel);
      access.asPage(panel);
      const say = access.spokenLine(panel);
      keepListed(panel, view);
      openLinks(panel, view.open);
      await app.restored;
      view.follow();
      if (await view.left(panel)) return;
      await run(panel, CodeCell, say, view);
      revive(panel, Dialog, say, () => run(panel, CodeCell, say, view));
    };
    tracker.widgetAdded.connect((_, panel) => begin(panel));
    tracker.forEach(begin);
    return view.ready; // JupyterLab opens the lesson then
  }

  async function take(scope, name) {
    const [version] = Object.values(scope[name]);
    return (await version.get())();
  }

  async function plugin(scope) {
    const parts = ["access.js", "frame.js", "waiting.js", "words.js", IN_SITE ? "page.js" : "hand_in_lab.js"];
    const loaded = await Promise.all(parts.map((name) => import(new URL(name, HOME).href)));
    [access, around, waiting, { WORDS }] = loaded;
    [ofSite, handIn] = IN_SITE ? [loaded.at(-1), null] : [null, loaded.at(-1)];
    const names = ["notebook", "cells", "apputils", "coreutils"].map((name) => `@jupyterlab/${name}`);
    const [{ INotebookTracker }, { CodeCell }, { Dialog }, { PageConfig }, { Widget }] = await Promise.all(
      [...names, "@lumino/widgets"].map((name) => take(scope, name)),
    );
    return {
      id: "media-literacy-kit:lesson",
      autoStart: true,
      requires: [INotebookTracker],
      activate: (app, tracker) => activate(app, tracker, { CodeCell, Dialog, PageConfig, Widget }),
    };
  }

  const HOME = document.currentScript.src;
  let shared;
  const IN_SITE = document.getElementById("jupyter-config-data").dataset.jupyterLiteRoot !== undefined; // JupyterLite
  let access, around, waiting, WORDS; // what access.js, frame.js, waiting.js and words.js give
  let ofSite, handIn; // what page.js gives, or in JupyterLab hand_in_lab.js
  window._JUPYTERLAB = window._JUPYTERLAB ?? {};
  window._JUPYTERLAB["media-literacy-kit"] = {
    init: (scope) => {
      shared = scope;
    },
    get: async () => {
      const made = await plugin(shared);
      return () => ({ __esModule: true, default: made });
    },
  };
})();
