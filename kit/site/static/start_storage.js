// The files of a site's learners, where JupyterLite keeps them in the browser: read and written without JupyterLite.
// It has a database for each site, made by localforage; in its store "files" each key is a path, each value a model.

import { PLACE } from "./class_file.js";

const STORES = ["files", "local-forage-detect-blob-support"]; // as localforage makes them at first
const FOLDER = "answers";

/** The database of the site whose pages stand below an address. */
export const databaseName = (root) => `JupyterLite Storage - ${root.pathname}`;

/** That the browser keeps nothing for this page. */
export class Blocked extends Error {}

function opened(name, make) {
  return new Promise((resolve, reject) => {
    let request;
    try {
      request = indexedDB.open(name); // without a version: a database that is there stays as it is
    } catch (error) {
      return reject(new Blocked(String(error)));
    }
    request.onupgradeneeded = () => {
      if (make) for (const store of STORES) request.result.createObjectStore(store);
      else request.transaction.abort(); // it was not there, and is not to be
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = (event) => {
      event.preventDefault();
      if (!make && request.error?.name === "AbortError") resolve(null);
      else reject(new Blocked(String(request.error)));
    };
  });
}

/** What `work(store)` gives, once all that it did is safely kept; nothing where there is no database to read. */
async function within(name, mode, work) {
  const database = await opened(name, mode === "readwrite");
  if (!database) return undefined;
  try {
    if (!database.objectStoreNames.contains(STORES[0])) {
      if (mode === "readonly") return undefined;
      throw new Blocked("another page is at work in the database"); // which JupyterLite is making this moment
    }
    const transaction = database.transaction(STORES[0], mode);
    const result = work(transaction.objectStore(STORES[0]));
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onerror = transaction.onabort = () => reject(transaction.error ?? new Error("it was stopped"));
    });
    return result.value;
  } finally {
    database.close(); // else no lesson could change its database
  }
}

/** All models of answers, and that of the class file, by their paths; raises `Blocked` where the browser keeps nothing for this page. */
export async function readAnswers(name) {
  const found = await within(name, "readonly", (store) => {
    const below = IDBKeyRange.bound(FOLDER, `${FOLDER}/\uffff`);
    const [keys, models, theClass] = [store.getAllKeys(below), store.getAll(below), store.get(PLACE)];
    return { get value() { return [...keys.result.map((key, at) => [key, models.result[at]]), [PLACE, theClass.result]]; } };
  });
  return new Map((found ?? []).filter(([key, model]) => (key === PLACE || key === FOLDER || key.startsWith(`${FOLDER}/`)) && model));
}

/** Put models in, and take paths out: all of it, or nothing of it. */
export async function writeAnswers(name, { puts = [], removes = [] }) {
  await within(name, "readwrite", (store) => {
    for (const path of removes) store.delete(path);
    for (const model of puts) store.put(model, model.path);
    return {};
  });
}
