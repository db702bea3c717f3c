// Let the Pyodide in a folder compile what lies there: node bytecode.mjs FOLDER
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const folder = process.argv[2];
const { loadPyodide } = await import(pathToFileURL(folder + "/pyodide.mjs"));
const python = await loadPyodide({ indexURL: folder });
python.mountNodeFS("/site", folder);
python.runPython(readFileSync(new URL("bytecode.py", import.meta.url), "utf8"));
