"""The plain-text path runs in a browser's Python: Pyodide under Node, with no compiled package at hand."""

from __future__ import annotations

import json
import subprocess
import time
import zipfile
from collections.abc import Iterable
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
HERE = ROOT / "tests" / "pyodide"

# What the plain path may import beside the standard library, and what runs its tests.
NEEDED = ("anywidget", "ipywidgets", "nupunkt", "pytest")
# IPython does without jedi, which is 33 MB; the other two are scripts for notebook pages.
LEFT_OUT = frozenset({"jedi", "jupyterlab-widgets", "widgetsnbextension"})
# What dependency markers such as "not on emscripten" are judged by.
BROWSER = {"sys_platform": "emscripten", "platform_system": "Emscripten", "python_version": "3.14", "extra": ""}

# The examples of the whole kit run but for these, which ask for matplotlib, nltk or textstat.
NOT_THESE = (
    *("agreement/describe.py", "agreement/reliability.py", "charts", "lesson/panels.py"),
    *("views/readability.py", "views/several.py"),
    *(f"making/{name}.py" for name in ("change", "passages", "problems", "propose", "rare_words", "summary")),
    *(f"making/parts/{name}.py" for name in ("files", "like", "table")),
    *(f"readability/{name}.py" for name in ("counts", "familiar", "measures", "scores", "second")),
)
TESTS = (
    *("annotation", "text_reader", "load", "zones", "sentences", "quotes", "claims", "loaded", "terms", "voices"),
    *("reading", "spans", "tables"),
    *("invariants", "answers", "worddiff", "highlighter", "question", "source_form", "swap"),
)
NO_CLOCK = "linear"  # what growth is measured in, the processor's time, is the wall's here; it is measured outside
FEWEST = 800

TOO_HEAVY = frozenset({"matplotlib", "nltk", "numpy", "pandas", "spacy", "textstat"})


@pytest.mark.pyodide
def test_plain_text_path_in_pyodide(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], node: str, node_modules: Path
) -> None:
    """The plain-text path imports in Pyodide with its three packages alone, and its tests and examples pass there."""
    packages = tmp_path / "packages.zip"
    pack(requirements(NEEDED), packages)
    left_out = [f"kit/{name}" for name in NOT_THESE]
    tests = [f"tests/test_{name}.py" for name in TESTS]
    assert [name for name in (*left_out, *tests) if not (ROOT / name).exists()] == []
    chosen = ["-k", f"not {NO_CLOCK}", *(f"--ignore={name}" for name in left_out), "kit", *tests]
    command = [node, str(HERE / "run.mjs"), str(ROOT), str(packages), "-v", *chosen]
    begin = time.perf_counter()
    try:
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=900)
    except subprocess.TimeoutExpired as late:
        pytest.fail(f"not done after {late.timeout:.0f} s: {(late.stdout or b'').decode()[-500:]}")
    lines = [*done.stdout.splitlines(), *done.stderr.splitlines()]
    said = "\n".join(line for line in lines if " PASSED " not in line)
    assert done.returncode == 0, said
    summary = json.loads(done.stdout.strip().splitlines()[-1])
    assert summary["platform"] == "emscripten"
    assert TOO_HEAVY.isdisjoint(summary["loaded"])
    assert summary["failed"] == 0, said
    assert summary["passed"] >= FEWEST, said
    with capsys.disabled():
        print(
            f"\nPyodide, Python {summary['python']}: {summary['passed']} passed, {summary['skipped']} skipped, "
            f"{time.perf_counter() - begin:.0f} s"
        )


def requirements(names: Iterable[str]) -> list[str]:
    """The packages and all that they need in a browser, as far as the markers say."""
    out: dict[str, None] = {}
    queue = list(names)
    while queue:
        name = canonicalize_name(queue.pop())
        if name in out or name in LEFT_OUT:
            continue
        out[name] = None
        needs = [Requirement(line) for line in distribution(name).requires or ()]
        queue += [need.name for need in needs if need.marker is None or need.marker.evaluate(BROWSER)]
    return list(out)


def pack(names: Iterable[str], target: Path) -> None:
    """Zip what is installed of the packages, compiled code left out: psygnal and wcwidth go on without theirs."""
    with zipfile.ZipFile(target, "w") as archive:
        for name in names:
            for file in distribution(name).files or ():
                if file.suffix not in {".so", ".pyd", ".pyc"} and ".." not in file.parts:
                    archive.write(str(file.locate()), str(file))
