"""All that learners need runs in a browser's Python: Pyodide under Node, with the packages that a site has."""

from __future__ import annotations

import json
import subprocess
import time
import tomllib
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from kit.site.packages import BROWSER, _files, _metadata, needs

ROOT = Path(__file__).parents[1]
HERE = ROOT / "tests" / "pyodide"

# The examples of the whole kit run.
TESTS = (
    *("tests/pyodide/in_browser.py", "tests/pyodide/in_drive.py"),
    *(
        f"tests/test_{name}.py"
        for name in (
            *("annotation", "text_reader", "load", "zones", "sentences", "quotes", "claims", "loaded", "terms"),
            *("voices", "reading", "spans", "tables", "agreement", "readability", "views", "drawings"),
            *("html_reader", "docx_reader", "several", "webannotation"),
            *("invariants", "answers", "worddiff", "highlighter", "question", "source_form", "swap", "table_form"),
        )
    ),
)
# Of their tests all but these: growth is measured in the processor's time, which is the wall's here, and outside; one
# starts a process; one has a class, which stands on a teacher's computer, where the kit is installed.
LEFT_OUT = ("linear", "need_no_widget", "a_class_fills_it_in")
FEWEST = 1400

TOO_HEAVY = frozenset({"matplotlib", "nltk", "numpy", "pandas", "spacy", "textstat"})


@pytest.mark.pyodide
def test_all_that_learners_need_runs_in_pyodide(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], node: str, node_modules: Path
) -> None:
    """The kit imports in Pyodide with the packages of a site alone, and its tests and examples pass there."""
    packages = tmp_path / "packages.zip"
    packed(packages)
    assert [name for name in TESTS if not (ROOT / name).exists()] == []
    chosen = ["-k", " and ".join(f"not {each}" for each in LEFT_OUT)]
    command = [node, str(HERE / "run.mjs"), str(ROOT), str(packages), "-v", *chosen, "kit", *TESTS]
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


def packed(target: Path) -> None:
    """Zip what a site has, by the markers in pyproject.toml, and pytest; in files as a site's wheels have them."""
    wanted = [
        Requirement(line) for line in tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    ]
    names = [each.name for each in wanted if each.marker is None or each.marker.evaluate(BROWSER)]
    with zipfile.ZipFile(target, "w") as archive:
        for name in needs(*names, "pytest"):
            installed = distribution(name)
            for path, data in _files(installed):
                archive.writestr(path, data)
            archive.writestr(f"{name}-{installed.version}.dist-info/METADATA", _metadata(installed))
