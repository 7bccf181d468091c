// Runs the kit's plain-text path in Pyodide under Node, as a browser would: CPython in WebAssembly, no compiled packages.
//
//     node tests/pyodide/run.mjs CHECKOUT PACKAGES.zip PYTEST-ARGUMENT…
//
// tests/test_pyodide.py calls it: the `pyodide` that tests/package.json names is in tests/node_modules by then (npm, once)
// and zips the pure-Python packages of its own environment, so that what is tested is what is installed. The checkout
// is mounted, never copied; inside.py, run in Pyodide, does the rest. The last line printed is its summary, as JSON.

import { readFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

import { mountDrive } from "./drive.mjs";

async function run(checkout, packages, ...pytestArguments) {
  const python = await loadPyodide({
    args: ["-B"], // no bytecode is written into the checkout
    env: { HOME: "/home/web_user" },
  });
  python.mountNodeFS("/checkout", checkout);
  python.unpackArchive(new Uint8Array(readFileSync(packages)), "zip", { extractDir: "/packages" });
  python.registerJsModule("drive", mountDrive(python, "/drive"));
  python.runPython(readFileSync(new URL("inside.py", import.meta.url), "utf8"), { filename: "inside.py" });
  return python.globals.get("main")(python.toPy(pytestArguments));
}

try {
  process.exitCode = await run(...process.argv.slice(2));
} catch (error) {
  console.error(error.message ?? error); // the message alone: Node would add the whole minified script
  process.exitCode = 1;
}
