// Loads every package of a site in Pyodide under Node, alone with what it depends on, and runs Python that looks at them.
//
//     node tests/pyodide/packages.mjs SITE/static/pyodide MORE.zip LOOK.py
//
// What is in MORE.zip is put where packages are. The last line printed is what LOOK.py ends with.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, more, look] = process.argv.slice(2);
const home = `${resolve(folder)}/`;
const { loadPyodide } = await import(pathToFileURL(`${home}pyodide.mjs`).href);
try {
  const names = Object.keys(JSON.parse(readFileSync(`${home}pyodide-lock.json`)).packages);
  const python = await loadPyodide({ indexURL: home, env: { HOME: "/home/web_user", KIT_FOLDER: "/home/web_user" } });
  const loaded = [];
  for (const name of names) loaded.push(...(await python.loadPackage(name, { messageCallback() {} })));
  python.unpackArchive(new Uint8Array(readFileSync(more)), "zip", { extractDir: "/lib/python3.14/site-packages" });
  python.globals.set("loaded", python.toPy(loaded.map(({ name, version }) => [name, version])));
  console.log(python.runPython(readFileSync(look, "utf8"), { filename: "look.py" }));
} catch (error) {
  console.error(error.message ?? error);
  process.exitCode = 1;
}
