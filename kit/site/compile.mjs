// Compiles Python with Pyodide under Node.js: what is in a zip, NAME/PLACE.py, to bytecode in another, by the same names.
//
//     node compile.mjs PYODIDE IN.zip OUT.zip
//
// Bytecode says which source it is of by no time and no sum: nothing looks, for both come in one file and stay as they are.
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const COMPILE = `
import io, sys, zipfile
from importlib._bootstrap_external import _code_to_hash_pyc

HOME = f"/lib/python{sys.version_info.major}.{sys.version_info.minor}/site-packages"  # where packages are in a browser

def compiled(given):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(given.to_bytes())) as sources, zipfile.ZipFile(out, "w") as made:
        for name in sources.namelist():
            place = name.partition("/")[2]
            try:
                code = compile(sources.read(name), f"{HOME}/{place}", "exec", dont_inherit=True)
            except SyntaxError:  # a template, or of another Python: nobody imports it
                continue
            made.writestr(zipfile.ZipInfo(name), bytes(_code_to_hash_pyc(code, bytes(8), False)))
    return out.getvalue()

compiled
`;

const [folder, given, got] = process.argv.slice(2);
const home = `${resolve(folder)}/`;
const { loadPyodide } = await import(pathToFileURL(`${home}pyodide.mjs`).href);
try {
  const python = await loadPyodide({ indexURL: home, env: { PYTHONHASHSEED: "0", HOME: "/home/web_user" } });
  const made = python.runPython(COMPILE)(new Uint8Array(readFileSync(given)));
  writeFileSync(got, made.toJs());
} catch (error) {
  console.error(error.message ?? error); // the message alone: Node would add the whole minified script
  process.exitCode = 1;
}
