"""What stands in lessons/teacher/hosting fits the project: its commands, versions, settings, figures and links."""

from __future__ import annotations

import importlib.util
import json
import mimetypes
import os
import re
import runpy
import shlex
import threading
import tomllib
from http.server import ThreadingHTTPServer
from pathlib import Path
from urllib.request import urlopen
from xml.etree import ElementTree

import pytest
import yaml
from packaging.specifiers import SpecifierSet
from traitlets.config import Config

from kit.activity.lesson_file import lesson_folder
from kit.parsers import command_parser

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "lessons" / "teacher" / "hosting"
FILES = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir() if path.is_file()}
PAGES = sorted(name for name in FILES if name.endswith(".md"))
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PYODIDE = json.loads((ROOT / "tests" / "package.json").read_text(encoding="utf-8"))["dependencies"]["pyodide"]
WORKFLOW = yaml.safe_load(FILES["pages.yml"])
STEPS = WORKFLOW["jobs"]["build"]["steps"]
COMMANDS = [step["run"] for step in STEPS if "run" in step]


def anchors(page):
    """The places in a page that can be linked to."""
    titles = re.findall(r"(?m)^#+ (.+)$", page)
    return {re.sub(r"[^\w -]", "", title).lower().replace(" ", "-") for title in titles}


def blocks(page, language):
    return re.findall(rf"(?ms)^ *```{language}\n(.*?)^ *```", FILES[page])


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page):
    """To a file that is there, and a title in it; and the first page names every file of the folder."""
    links = [link for link in re.findall(r"\]\(([^)\s]+)\)", FILES[page]) if not link.startswith("https://")]
    assert links
    for link in links:
        path, _, anchor = link.partition("#")
        target = (FOLDER / path if path else FOLDER / page).resolve()
        assert target.is_file(), link
        assert not anchor or anchor in anchors(target.read_text(encoding="utf-8")), link
    if page == "README.md":
        linked = {*links, "README.md", "Dockerfile.dockerignore"}  # the last is named in the Dockerfile
        assert set(FILES) <= linked
        assert "Dockerfile.dockerignore" in FILES["Dockerfile"]


def test_nothing_here_is_of_one_machine():
    """No path of whoever wrote it, no address of a package registry, and no figure that is still to come."""
    strange = re.compile(r"/tmp\b|/root\b|/work/|://\S*(?:pypi|npm)|FIGURE")
    assert {name: found[0] for name, text in FILES.items() if (found := strange.search(text))} == {}


def test_the_site_is_built_as_the_readme_starts_the_lessons():
    """One command, with the tested versions, an extra that there is, and options that kit site has."""
    start = re.search(
        r"(?m)^(python -m pip install uv && python -m uv tool run -c requirements\.lock --from )", README
    )[1]
    command = COMMANDS[-1]
    assert command.startswith(f'{start}".[site]" kit site ')
    assert PROJECT["project"]["optional-dependencies"]["site"]
    (shown,) = [block for block in blocks("site.md", "sh") if "kit site" in block]
    assert " && ".join(shown.strip().splitlines()).startswith(f'{start}".[site]" kit site ')
    for given in (command, shown):
        words = shlex.split(given.replace("$RUNNER_TEMP", "x"))
        options = command_parser().parse_args(words[words.index("kit") + 1 :])
        assert (options.command, options.lessons) == ("site", [])


def test_the_browsers_python_is_the_tested_one():
    """The same version in the workflow, in its guide and in the tests, where kit site looks for it."""
    folder = re.search(r'npm install --prefix "(\S+)" ', COMMANDS[0])[1]
    assert COMMANDS[0].endswith(f" pyodide@{PYODIDE}")
    assert f'--pyodide "{folder}/node_modules/pyodide"' in COMMANDS[1]
    assert f"Pyodide {PYODIDE}" in FILES["site.md"]
    assert f"npm install pyodide@{PYODIDE}" in FILES["site.md"]


def test_the_workflow_asks_for_no_more_than_it_needs():
    """Each job has its own few permissions, each action a version, and what is uploaded is what was built."""
    assert WORKFLOW["permissions"] == {}
    assert {name: set(job["permissions"]) for name, job in WORKFLOW["jobs"].items()} == {
        "build": {"contents"},
        "deploy": {"pages", "id-token"},
    }
    used = [step["uses"] for job in WORKFLOW["jobs"].values() for step in job["steps"] if "uses" in step]
    assert all(re.fullmatch(r"actions/[\w-]+@v\d+", action) for action in used)
    built = shlex.split(COMMANDS[1].replace("$RUNNER_TEMP", "x"))
    assert STEPS[-1]["with"]["path"] == built[built.index("site") + 1]


def test_pythons_are_new_enough():
    """Those of the workflow and the image are among the versions that the project names."""
    needed = SpecifierSet(PROJECT["project"]["requires-python"])
    (python,) = [step["with"]["python-version"] for step in STEPS if "setup-python" in step.get("uses", "")]
    images = re.findall(r"(?m)^FROM python:([\d.]+)-slim", FILES["Dockerfile"])
    assert len(images) == 2
    for version in {python, *images}:
        assert f"{version}.99" in needed
        assert f"Programming Language :: Python :: {version}" in PROJECT["project"]["classifiers"]


def test_the_image_has_what_the_package_is_built_from():
    """What is copied is in the project, and let through; it is all that the wheel takes; and the command is kit's."""
    lines = FILES["Dockerfile"].splitlines()
    copied = {
        word for line in lines if line.startswith("COPY ") and "--from" not in line for word in line.split()[1:-1]
    }
    assert all((ROOT / name).exists() for name in copied)
    let_through = {line[1:] for line in FILES["Dockerfile.dockerignore"].splitlines() if line.startswith("!")}
    assert let_through == copied
    wheel = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]
    taken = [*wheel["packages"], *wheel["force-include"], *wheel["shared-data"], PROJECT["project"]["readme"]]
    assert {name.split("/")[0] for name in [*taken, *PROJECT["project"]["license-files"]]} <= copied
    assert any("-c requirements.lock . " in line for line in lines)
    (command,) = [json.loads(line[4:]) for line in lines if line.startswith("CMD ")]
    options, rest = command_parser().parse_known_args(command[1:])
    assert (command[0], options.command, options.full) == ("kit", "lab", False)
    assert rest == ["--ip", "0.0.0.0", "--port", "8888", "--no-browser"]


def configured(name):
    """What a file of settings says, as Jupyter reads it."""
    config = Config()
    runpy.run_path(str(FOLDER / name), {"get_config": lambda: config})
    return config


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home folder of somebody who has logged in to a hub."""
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    for name in ("KIT_FOLDER", "JUPYTER_CONFIG_PATH"):
        monkeypatch.setenv(name, "before")
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", "secret")
    return tmp_path


def test_on_a_hub_a_learner_stands_among_the_lessons(home):
    """They are in the home, answers beside them, JupyterLab as the kit sets it; and the hub opens one that is there."""
    config = configured("jupyter_server_config.py")
    work = home / "media-literacy"
    assert Path(config.ServerApp.root_dir) == work == Path(os.environ["KIT_FOLDER"])
    settings, before = os.environ["JUPYTER_CONFIG_PATH"].split(os.pathsep)
    assert before == "before"
    assert list(Path(settings).glob("labconfig/*.json"))
    assert {path.name for path in work.glob("*.ipynb")} == {path.name for path in lesson_folder().glob("*.ipynb")}
    first = configured("jupyterhub_config.py").Spawner.default_url
    assert (work / first.removeprefix("/lab/tree/")).is_file()


def test_a_changed_lesson_is_mended_and_kept(home, capsys):
    """The next time that the server starts, and the log says so."""
    configured("jupyter_server_config.py")
    lesson = home / "media-literacy" / "00-start-here.ipynb"
    whole = lesson.read_bytes()
    lesson.write_text("{}", encoding="utf-8")
    configured("jupyter_server_config.py")
    assert lesson.read_bytes() == whole
    assert "00-start-here.ipynb had been changed" in capsys.readouterr().out


def test_without_a_hub_its_settings_do_nothing(home, monkeypatch):
    """As where kit lab runs in the same image."""
    monkeypatch.delenv("JUPYTERHUB_API_TOKEN")
    assert configured("jupyter_server_config.py") == Config()
    assert list(home.iterdir()) == []
    assert os.environ["KIT_FOLDER"] == "before"


def test_a_stick_says_what_its_files_are(tmp_path, monkeypatch):
    """Also where Windows would say something else; each is asked for anew, and nothing outside is handed out."""
    for ending in (".mjs", ".wasm", ".js"):
        monkeypatch.setitem(mimetypes.types_map, ending, "text/plain")
        (tmp_path / f"a{ending}").write_text("1", encoding="utf-8")
    spec = importlib.util.spec_from_file_location("serve", FOLDER / "serve.py")
    serve = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(serve)
    server = ThreadingHTTPServer(("127.0.0.1", 0), lambda *given: serve.Handler(*given, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        kinds = {}
        for path in tmp_path.iterdir():
            with urlopen(f"http://127.0.0.1:{server.server_port}/{path.name}", timeout=60) as answer:
                kinds[path.suffix] = answer.headers["Content-Type"]
                assert answer.headers["Cache-Control"] == "no-cache"
    finally:
        server.shutdown()
        server.server_close()
    assert kinds == {".mjs": "text/javascript", ".wasm": "application/wasm", ".js": "text/javascript"}
    assert serve.ADDRESS in FILES["site.md"]


@pytest.mark.parametrize(("given", "home"), [([], "127.0.0.1"), (["--class"], "")])
def test_a_stick_is_for_its_computer_and_for_the_class_where_that_is_asked(monkeypatch, capsys, given, home):
    """Others can reach it only with ``--class``, which says the address for the board."""
    asked = []

    class Server:
        def __init__(self, address, _):
            asked.append(address)

        def serve_forever(self):
            raise KeyboardInterrupt

    monkeypatch.setattr("http.server.ThreadingHTTPServer", Server)
    monkeypatch.setattr("webbrowser.open", asked.append)
    monkeypatch.setattr("sys.argv", ["serve.py", *given])
    runpy.run_path(str(FOLDER / "serve.py"), run_name="__main__")
    assert asked == [(home, 8765), "http://127.0.0.1:8765/"]
    said = capsys.readouterr().out
    assert ("For the class" in said) == bool(given)


def test_the_servers_settings_are_whole():
    """Each has its kinds of files; nginx' lines end, and its braces close; IIS' are XML, a kind once."""
    (nginx,), (apache,), (iis,) = (blocks("site.md", language) for language in ("nginx", "apache", "xml"))
    for line in filter(None, map(str.strip, nginx.splitlines())):
        assert line.endswith((";", "{", "}")), line
    assert nginx.count("{") == nginx.count("}") == 2
    assert apache.count("<IfModule") == apache.count("</IfModule>") == 2
    kinds = {kind.get("fileExtension"): kind.get("mimeType") for kind in ElementTree.fromstring(iis).iter("mimeMap")}
    assert [kind.get("fileExtension") for kind in ElementTree.fromstring(iis).iter("remove")] == list(kinds)
    assert (kinds[".mjs"], kinds[".wasm"]) == ("text/javascript", "application/wasm")
    for name in ("text/javascript", "application/wasm"):
        assert name in nginx and name in apache


def test_the_sums_of_memory_are_right():
    """Every lesson has its row, sums add up within rounding, and a class's memory follows the formula."""
    page = FILES["jupyterhub.md"]
    row = r"(?m)^\| (.+?) \| (\d+) \| (\d+) \| (\d+) \|"
    rows = re.findall(row, page)
    titles = [json.loads(path.read_text(encoding="utf-8"))["cells"][0]["source"][0][2:].strip() for path in lessons()]
    assert [name[3:] for name, *_ in rows if name[:2].isdigit() and " " in name] == titles
    for name, server, kernel, both in rows:
        assert abs(int(server) + int(kernel) - int(both)) <= 1, name
    base, working, exploring = 1, 0.24, 0.33
    assert "takes 240 MB in a lesson and, with what the parser adds, 330 MB" in page
    classes = re.findall(r"(?m)^\| \**(\d+)\** \| \**([\d.]+) GB\** \| \**([\d.]+) GB\** \|", page)
    assert len(classes) == 3
    for learners, in_lessons, all_exploring in classes:
        assert float(in_lessons) == pytest.approx(base + int(learners) * working)
        assert float(all_exploring) == pytest.approx(base + int(learners) * exploring)


def lessons():
    return sorted(lesson_folder().glob("[0-9]*.ipynb"))


GUIDE = (lesson_folder() / "teacher" / "class-guide.md").read_text(encoding="utf-8")


def test_the_guide_to_a_class_is_one_page():
    """So that it is read; and it stands beside the plans, each of which leads to it."""
    assert len(GUIDE.split()) <= 700
    plans = sorted((lesson_folder() / "teacher").glob("[0-9]*.md"))
    assert len(plans) >= 6
    for plan in plans:
        assert "](class-guide.md)" in plan.read_text(encoding="utf-8"), plan.name


def test_a_class_is_made_and_collected_by_commands_that_there_are():
    """Each command of the guide to a class, and of the pages here, is one of the kit's, with options that it has."""
    said = {
        found
        for page in (GUIDE, *FILES.values())
        for found in re.findall(r"`kit ((?:class|collect|site)\b[^`]*)`", page)
    }
    assert {words.split()[1] for words in said if words.startswith("class ")} >= {"new", "report", "open", "feedback"}
    for words in said:
        given = shlex.split(words)
        if len(given) > 1:  # else it only names the command
            assert command_parser().parse_known_args(given)[1] == [], words
