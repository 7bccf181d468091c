"""The package as a whole: what it exports, what it needs, what importing it costs."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from importlib.metadata import distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import kit

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def test_exports_are_the_nouns():
    """kit exports the kit's nouns, each with a docstring, and nothing else."""
    assert set(kit.__all__) == {
        *("FURNITURE", "Annotation", "Article", "Card", "Reading", "Span", "compare", "discernment", "explore"),
        *(
            "find_all",
            "find_claims",
            "find_loaded",
            "find_quotes",
            "find_sentences",
            "find_zones",
            "load",
            "parse_text",
        ),
        *("HandIn", "read_hand_in"),
        *("from_web_annotations", "read", "read_annotations", "recurring", "to_web_annotations", "write_annotations"),
    }
    assert all(getattr(kit, name).__doc__ for name in kit.__all__)


def test_the_package_has_what_it_offers():
    """Each name is there, in ``dir`` and for a star too; another is refused, with those that there are."""
    assert set(kit.__all__) <= set(dir(kit))
    with pytest.raises(AttributeError, match="no attribute 'reed'; it offers: FURNITURE, Annotation"):
        _ = kit.reed
    code = "from kit import *; import kit; print(read is kit.read, kit.readers.load is load)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "True True\n"


def imported(*names: str) -> set[str]:
    """The modules of other packages that importing these brings in."""
    code = f"import sys, {', '.join(names)}; print(*sorted({{m.partition('.')[0] for m in sys.modules}}))"
    return set(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split())


def test_importing_kit_takes_the_standard_library_alone():
    """What kit offers brings in no other package, so it is quick and runs in a browser."""
    others = imported("kit.api") - set(sys.stdlib_module_names) - {"kit"}
    assert {name for name in others if not name.startswith("_")} <= {"sitecustomize", "google", "mpl_toolkits"}


def test_widgets_come_without_the_heavy_packages():
    """No widget, lesson or chart needs numpy, matplotlib, textstat or the like to be imported."""
    heavy = {"numpy", "matplotlib", "textstat", "nltk", "jupyterlab", "spacy", "pandas"}
    widgets = [f"kit.widgets.{path.stem}" for path in (ROOT / "kit" / "widgets").glob("[a-z]*.py")]
    assert not imported(*widgets, "kit.lesson", "kit.lesson.panels", "kit.charts") & heavy


def pins() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([a-z0-9._-]+)==([^ ;\\]+)", LOCK, re.M):
        found.setdefault(name, set()).add(version)
    return found


def test_the_lock_pins_what_the_project_asks_for():
    """Every requirement is pinned, at versions that it allows, and every pin has hashes."""
    wanted = PROJECT["dependencies"] + [r for extra in PROJECT["optional-dependencies"].values() for r in extra]
    for requirement in wanted:
        wish = Requirement(requirement)
        if wish.name == PROJECT["name"]:  # one extra within another
            continue
        assert wish.name in pins(), f"{wish.name} is not in requirements.lock; CONTRIBUTING says how to make it anew"
        assert all(wish.specifier.contains(version) for version in pins()[wish.name])
    for entry in re.split(r"^(?=[a-z])", LOCK, flags=re.M)[1:]:
        assert "--hash=sha256:" in entry, entry.splitlines()[0]


def test_the_lock_holds_no_address():
    """Pins are names, versions and sums: where they come from is each machine's own affair."""
    assert "://" not in LOCK
    assert "index" not in LOCK


def test_this_environment_is_the_pinned_one():
    """The versions under test are those that the lock pins, down to what the kit's packages need themselves."""
    installed = {canonicalize_name(found.metadata["Name"]): found.version for found in distributions()}
    wanted = pins()
    differing = {name: version for name, version in installed.items() if version not in wanted.get(name, [version])}
    assert not differing, "not as in requirements.lock; test with the README's command, or install what the lock says"
