// What becomes of a kernel's requests for files that the page cannot do, such as one to store an answer where the browser
// has no room left: JupyterLite never answers them, and the kernel would wait for ever. Here such a request is answered
// with what was wrong, which the service worker makes an error of (sw.js), and Python an OSError: "Not saved".
// And the browser is asked, once, at the first answer that is stored, not to clear what it stores here by itself.
// A prebuilt extension in plain JavaScript, like lesson mode's; a site alone has it.
(() => {
  const HOME = document.currentScript.src;
  const ASKED = `${new URL("../..", HOME).pathname} storage`; // in localStorage: what the browser said
  let shared;

  /** Answer a request for files, always; `processor` is JupyterLite's. */
  function answerAlways(processor) {
    const process = processor.processDriveRequest.bind(processor);
    processor.processDriveRequest = async (request) => {
      try {
        const response = await process(request).catch((error) => again(processor.contentsManager, process, request, error));
        if (request.method === "put" || request.method === "rename") persist(request);
        return response;
      } catch (error) {
        console.warn(`${request.method} ${request.path}: ${error}`);
        return { kitFailed: String(error?.name ?? error) };
      }
    };
  }

  /**
   * A new file for an answer, once more, where its folder is gone: Python goes on knowing folders that a browser has
   * cleared meanwhile, and no answer would be kept until the page is opened anew, without those that it shows now.
   */
  async function again(contents, process, request, error) {
    const folders = (request.path ?? "").split("/").filter(Boolean).slice(0, -1);
    if (request.method !== "mknod" || folders[0] !== "answers") throw error;
    for (const at of folders.keys()) {
      const folder = folders.slice(0, at + 1).join("/");
      const there = await contents.get(folder, { content: false }).catch(() => null);
      if (!there) await contents.save(folder, { type: "directory", format: "json" });
    }
    return process(request);
  }

  let asked = false;

  /** Have what is stored here kept, once there is an answer. */
  async function persist({ path, data }) {
    if (asked || !/\banswers\//.test(data?.newPath ?? path)) return;
    asked = true;
    try {
      if (localStorage.getItem(ASKED)) return;
      const { storage } = navigator;
      const kept = (await storage.persisted()) || (await storage.persist());
      const { usage, quota } = await storage.estimate();
      localStorage.setItem(ASKED, JSON.stringify({ kept, usage, quota }));
    } catch {
      // A browser that knows no such question, or has no room for a note, stores as it did.
    }
  }

  async function plugin() {
    const [version] = Object.values(shared["@jupyterlite/apputils"]);
    const { IServiceWorkerManager } = (await version.get())();
    return {
      id: "media-literacy-kit-storage:answers",
      autoStart: true,
      optional: [IServiceWorkerManager],
      activate: (app, manager) => manager && answerAlways(manager._driveContentsProcessor),
    };
  }

  window._JUPYTERLAB = window._JUPYTERLAB ?? {};
  window._JUPYTERLAB["media-literacy-kit-storage"] = {
    init: (scope) => {
      shared = scope;
    },
    get: async () => {
      const made = await plugin();
      return () => ({ __esModule: true, default: made });
    },
  };
})();
