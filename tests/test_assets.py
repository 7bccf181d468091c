"""A page gets one script and one style a widget, joined of files that stand by themselves."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from kit.widgets import assets
from kit.widgets.assets import script, stylesheet
from kit.widgets.strings import STRINGS

HERE = Path(assets.__file__).parent
ALONE = [
    HERE.parent / "lesson" / "mode" / "media-literacy-kit",
    HERE.parent / "site" / "static",
]  # no widgets
JS = Path(__file__).parent / "js"
SCRIPTS = {path.name: path.read_text(encoding="utf-8") for path in sorted(HERE.glob("*.js"))}
WIDGETS = sorted(name.removesuffix(".js") for name, text in SCRIPTS.items() if "export default" in text)
FORMS = [name for name in WIDGETS if name != "highlighter"]


def test_every_widget_has_its_files():
    """Each script that Python asks for renders, and each that renders has its Python, its style and its tests."""
    asked = [re.findall(r'script\("(\w+)"\)', path.read_text(encoding="utf-8")) for path in HERE.glob("*.py")]
    assert sorted(name for names in asked for name in names) == WIDGETS
    files = [(HERE / f"{name}.py", HERE / f"{name}.css", JS / f"{name}.test.mjs") for name in WIDGETS]
    assert [path.name for paths in files for path in paths if not path.exists()] == []


@pytest.mark.parametrize("name", WIDGETS)
def test_a_joined_script_is_a_module_that_renders(name, node, tmp_path):
    """No name comes twice, nothing is left to import, and the page finds what it calls."""
    text = script(name)
    assert not re.search(r"^(import|export (?!default))", text, re.M)
    joined = tmp_path / "joined.mjs"
    joined.write_text(text, encoding="utf-8")
    load = f"import({joined.as_uri()!r}).then((joined) => console.log(typeof joined.default.render))"
    done = subprocess.run([node, "-e", load], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "function", done.stderr


@pytest.mark.parametrize("name", WIDGETS)
def test_a_script_has_the_strings_it_names_and_no_others(name):
    """A key that a file names is in what the page gets; what only other widgets say is not."""
    table, _, own = script(name).partition("\n")
    keys = set(re.findall(r'"([a-z]+\.[a-z-]+)": ', table))
    assert keys == {key for key in STRINGS if f'"{key}"' in own}
    assert 0 < len(keys) < len(STRINGS)


@pytest.mark.parametrize("name", SCRIPTS)
def test_an_import_is_one_that_the_joiner_reads(name):
    """An import is one line that renames nothing, of a file that does not in turn import this one."""
    above = set()
    queue = [name]
    while queue:
        text = SCRIPTS[queue.pop()]
        for line in re.findall(r"^import.*$", text, re.M):
            found = re.fullmatch(r'import (?:\{[\w, ]+\}|STRINGS) from "\./(\w+\.js)?(strings\.json)?"(.*);', line)
            assert found and " as " not in line, line
            if found[1] and found[1] not in above:
                above.add(found[1])
                queue.append(found[1])
    assert name not in above, f"{name} imports itself by way of {above}"


@pytest.mark.parametrize("path", [path for folder in (HERE, *ALONE) for path in sorted(folder.glob("*.js"))], ids=str)
def test_scripts_are_short(path):
    """A script past 400 lines, or a function past 40, asks to be split; inside the one that some scripts are, too."""
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400
    for _, function in re.findall(r"^( *)((?:export )?(?:async )?function .*?^\1})", text, re.M | re.S):
        assert function.count("\n") < 40, f"{path.name}: {function.partition('(')[0]}"


@pytest.mark.parametrize("name", FORMS)
def test_what_forms_share_is_styled_once(name):
    """Colours, the dark theme, the focus ring and buttons stand in the shared style alone."""
    own = (HERE / f"{name}.css").read_text(encoding="utf-8")
    assert stylesheet(name).endswith(own)
    for shared in ("--jp-content-font-color1", "--accent:", "--line:", ":focus-visible", "clip-path"):
        assert shared not in own
        assert shared in stylesheet(name)


def test_each_widget_has_class_names_of_its_own():
    """On a page with several widgets each style is there, and would hold for another widget of the same names."""
    owners: dict[str, list[str]] = {}
    for path in sorted(HERE.glob("*.css")):
        for root in set(re.findall(r"^\.(k\w+-root)\b", path.read_text(encoding="utf-8"), re.M)):
            owners.setdefault(root, []).append(path.name)
    assert {root: names for root, names in owners.items() if len(names) > 1} == {}
