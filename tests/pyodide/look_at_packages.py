"""What packages.mjs runs inside Pyodide: import each package, ask its version, and read a lesson of somebody's own."""

import importlib
import importlib.metadata
import json
import os
import re
import sys
from pathlib import Path

import pyodide_kernel  # which takes standard output for itself

sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
TOPS = {"pyodide-kernel": "pyodide_kernel", "typing-extensions": "typing_extensions", "ipython": "IPython"}
TOPS |= {"media-literacy-kit": "kit", "charset-normalizer": "charset_normalizer", "stack-data": "stack_data"}
TOPS |= {"pure-eval": "pure_eval"}
TOPS |= {"ipython-pygments-lexers": "ipython_pygments_lexers"}
told = {}
for name, version in globals()["loaded"]:
    if name == "textstat":  # which asks for nltk: the kit stands for that while it asks it
        assert importlib.import_module("kit.readability.second").textstats("Rain fell. A dog ran.")
    else:
        importlib.import_module(TOPS.get(name, name))
    told[name] = [version, importlib.metadata.version(name)]

# An error is shown with its lines in colour, which takes most of Pygments that is there; a name is completed.
shell = pyodide_kernel.ipython_shell
try:
    import kit

    kit.load("no-such-article")
except OSError:
    shown = "\n".join(shell.InteractiveTB.structured_traceback(*sys.exc_info()))
get_lexer_by_name = importlib.import_module("pygments.lexers").get_lexer_by_name
for name in ("python", "ipython3", "pytb", "html", "json", "bash"):
    get_lexer_by_name(name)

read_lesson = importlib.import_module("kit.activity.lesson_file").read_lesson
Path("/drive").mkdir(exist_ok=True)
os.chdir("/drive")  # where there is no file of the lesson's, as in a site
lesson = read_lesson("my-rain", folder=".")
json.dumps(
    {
        "packages": told,
        "error": re.sub(r"\x1b\[[\d;]*m", "", shown),
        "bytes": lesson.texts["passage"].article.text[:13],
        "key": [entry.label for entry in lesson["speech"].key],
        "compiled": [sys.modules[name].__spec__.loader.__class__.__name__ for name in ("IPython", "traitlets")],
        "searched": sys.path,
        "unasked": sorted({"prompt_toolkit", "wcwidth", "matplotlib", "nltk"} & set(sys.modules)),
    }
)
