// Where a site's page keeps answers. Mostly a service worker hands Python's files to the browser's storage, and nothing is
// to be done. Without one (a private window, an address without https) Python has its files in memory: then they are
// handed to it at the start, and it tells of each change, before a widget can say that it is saved (kit/page_disk.py).

import { WORDS } from "./words.js";

const FOLDER = "/drive"; // as Python sees it
const COMM = "media-literacy-kit"; // as in kit/page_disk.py
const CLASS = "class.kit.json"; // which stands beside the folders

/** What is to know of where the answers of this page are, and what makes that so. */
export function keptIn(contents) {
  let forgetful = false;
  return {
    isForgetful: () => forgetful, // Python has them, and nobody else

    /** Once Python has started and before a lesson runs: see where its files are, and say what has to be known of it. */
    async prepare(panel, path) {
      const { kernel } = panel.sessionContext.session;
      const seen = await printed(kernel, `print(__import__("os").path.isfile(${JSON.stringify(`${FOLDER}/${path}`)}))`);
      if (seen.trim() === "True") return;
      forgetful = !(await hasStorage());
      const forget = (error) => {
        if (error) console.warn(error);
        if (!forgetful) printed(kernel, NO_MORE); // else "Saved" would stand beside a notice that it is not
        forgetful = true;
        warn(panel, WORDS.forgetful);
        window.addEventListener("beforeunload", (event) => event.preventDefault());
      };
      kernel.registerCommTarget(COMM, (comm) => {
        comm.onMsg = ({ content }) => (forgetful ? forget() : store(contents, content.data).catch(forget));
      });
      const files = forgetful ? {} : await all(contents);
      await printed(kernel, `${forgetful ? FORGET : ""}${KEEP(files)}`);
      warn(panel, forgetful ? WORDS.forgetful : WORDS.brief);
    },
  };
}

const FORGET = `__import__("os").environ["KIT_STORE"] = "memory"\n`;
const NO_MORE = `__import__("kit.widgets.page").widgets.page.keep_no_more()`;
const KEEP = (files) =>
  `__import__("kit.page_disk").page_disk.keep(${JSON.stringify(FOLDER)}, __import__("json").loads(${JSON.stringify(JSON.stringify(files))}))`;

/** What Python prints that a page has it run; raises where it fails. */
export async function printed(kernel, code) {
  const future = kernel.requestExecute({ code, store_history: false, allow_stdin: false });
  let text = "";
  future.onIOPub = ({ header, content }) => {
    if (header.msg_type === "stream" && content.name === "stdout") text += content.text;
  };
  const { content } = await future.done;
  if (content.status !== "ok") throw new Error(`${content.ename}: ${content.evalue}`);
  return text;
}

/** Whether this browser stores anything. */
const hasStorage = () =>
  new Promise((tell) => {
    try {
      const request = indexedDB.open("media-literacy-kit probe");
      request.onerror = () => tell(false);
      request.onsuccess = () => {
        request.result.close();
        indexedDB.deleteDatabase("media-literacy-kit probe");
        tell(true);
      };
    } catch {
      tell(false);
    }
  });

const toBase64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));

/** All files of the working folder that are the learner's own, by their paths, in base64. */
async function all(contents, folder = "", found = {}) {
  const { content } = await contents.get(folder, { content: true });
  for (const each of content) {
    if (each.type === "directory") await all(contents, each.path, found);
    else if (folder || each.path === CLASS) {
      const { format, content: inside } = await contents.get(each.path, { content: true });
      const text = () => (format === "json" ? JSON.stringify(inside) : inside);
      found[each.path] = format === "base64" ? inside : toBase64(new TextEncoder().encode(text()));
    }
  }
  return found;
}

/** Keep what has changed, and what is gone no more. */
async function store(contents, { files, gone }) {
  for (const [path, data] of Object.entries(files)) {
    await makeFolders(contents, path.split("/").slice(0, -1));
    await contents.save(path, { type: "file", ...readable(data) });
  }
  for (const path of gone) await contents.delete(path);
}

export async function makeFolders(contents, names) {
  for (const at of names.keys()) {
    const folder = names.slice(0, at + 1).join("/");
    const there = await contents.get(folder, { content: false }).catch(() => null);
    if (!there) await contents.save(folder, { type: "directory", format: "json" });
  }
}

function readable(data) {
  try {
    const bytes = Uint8Array.from(atob(data), (each) => each.charCodeAt(0));
    return { format: "text", content: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { format: "base64", content: data };
  }
}

/** Say above the lesson what has to be known before one works, and in place of what was said there. */
function warn(panel, words) {
  const page = panel.content.node.querySelector(".jp-WindowedPanel-outer");
  const box = page.querySelector(".kit-warning") ?? document.createElement("p");
  box.className = "kit-warning";
  box.setAttribute("role", "alert");
  box.textContent = words;
  page.prepend(box);
}
