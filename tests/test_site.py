"""``kit site``: what the folder has, that it is the same each time, and that nothing is lost where it fails."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tarfile
import threading
import zipfile
from base64 import b64encode
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kit.activity.class_file import ClassFile, class_file_text
from kit.activity.lesson_file import lesson_folder
from kit.cli import main
from kit.making.pack import write_pack
from kit.site import build as building
from kit.site import bytecode, packages, place, policy, pyodide
from kit.site.foreign import asked_elsewhere
from kit.site.lite import NEVER_ASKED, _lists
from kit.site.own import own_lessons
from kit.site.wheel import pack, unpacked
from tests.made_lesson import CELLS, NAME, notebook, write_small

ROOT = Path(__file__).parents[1]
PYTHON = "static/pyodide"


@pytest.fixture(scope="module")
def npms(node_modules) -> Path:
    """npm's Pyodide."""
    return node_modules / "pyodide"


@pytest.fixture
def older(tmp_path) -> Path:
    """The folder of an older site."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / place.EDITION).write_text("{}")
    (folder / "old.txt").write_text("old")
    return folder


def listed(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


# ---- the whole ----


@pytest.fixture
def compiled_before(built_site, monkeypatch):
    """Bytecode, half the work of a build, is that of the site that is there; one package's, with sets, is made anew."""
    lock = json.loads((built_site / PYTHON / "pyodide-lock.json").read_bytes())["packages"]

    def before(package):
        files = unpacked((built_site / PYTHON / lock[package.name]["file_name"]).read_bytes())
        return replace(package, files={path: data for path, data in files.items() if ".dist-info/" not in path})

    def compiled(packed, folder, work):
        (again,) = bytecode.compiled([each for each in packed if each.name == "charset-normalizer"], folder, work)
        assert again.files == before(again).files
        return [before(package) for package in packed]

    monkeypatch.setattr(building, "compiled", compiled)


@pytest.mark.usefixtures("compiled_before")
def test_the_same_site_twice_with_no_network(built_site, npms, tmp_path, monkeypatch, capsys, older):
    """From another folder, in place of an older site, without a socket: the same bytes; and what is said of it."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tempfile.tempdir", str(elsewhere))
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("something asked the network"))
    assert main(["site", "site", "--pyodide", str(npms)]) == 0
    said = capsys.readouterr().out
    assert listed(older) == listed(built_site)
    different = [name for name in listed(older) if (older / name).is_file() and differs(older, built_site, name)]
    assert different == []
    assert listed(tmp_path) == ["elsewhere", "site", *(f"site/{name}" for name in listed(older))]
    assert "Compiling" in said and "Building JupyterLite" in said
    assert f"python -m http.server -d {older}" in said and "MB" in said and "keys of the lessons are in it" in said


def differs(one: Path, other: Path, name: str) -> bool:
    return (one / name).read_bytes() != (other / name).read_bytes()


def test_what_is_in_a_site(built_site):
    """Each file is in the edition; nothing that no page asks for; every lesson, and no foreign address asked for."""
    files = {name for name in listed(built_site) if (built_site / name).is_file()}
    edition = json.loads((built_site / place.EDITION).read_bytes())
    assert set(edition["files"]) == files - {place.EDITION, "service-worker.js"}
    assert (built_site / "service-worker.js").is_file() and edition["edition"]
    never = [path.name for pattern in NEVER_ASKED for path in built_site.glob(pattern)]
    assert set(never) == {"service-worker.js"}  # which is our own
    books = [path.name for path in sorted(lesson_folder().glob("*.ipynb"))]
    assert [path.name for path in sorted((built_site / "files").iterdir())] == books
    whole = json.loads((built_site / "api" / "contents" / "all.json").read_bytes())
    assert [entry["path"] for entry in whole["content"]] == books
    assert asked_elsewhere(built_site) == []
    assert b"/tmp" not in (built_site / "jupyter-lite.json").read_bytes()


def test_a_wheel_has_what_runs_and_its_licence(built_site):
    """No compiled code, types or tests; a licence of its own; and all licences in one file of the site."""
    told = (built_site / "licences.txt").read_text(encoding="utf-8")
    lock = json.loads((built_site / PYTHON / "pyodide-lock.json").read_bytes())["packages"]
    assert set(packages.needs(packages.KIT)) <= set(lock)
    for name, package in lock.items():
        with zipfile.ZipFile(built_site / PYTHON / package["file_name"]) as wheel:
            names = wheel.namelist()
        if name in packages.EMPTY:
            continue
        assert f"{name} {package['version']}\n" in told
        assert not [each for each in names if each.endswith((".so", ".pyi", ".pyd")) or "/tests/" in each], name
        # cobble names its licence in its metadata alone
        assert name == "cobble" or [each for each in names if packages.NOTICE.search(each)], name
    with zipfile.ZipFile(built_site / PYTHON / lock["pyphen"]["file_name"]) as wheel:
        found = {Path(each).name for each in wheel.namelist() if each.endswith(".dic")}
    assert found and all(each.startswith("hyph_en") for each in found)
    assert "Pyodide" in told and "Mozilla Public License" in told and "jupyterlite-core" in told


@pytest.mark.pyodide
def test_every_package_loads_in_a_browsers_python(built_site, node, tmp_path):
    """Each is imported, and says its version; errors are shown; a lesson that was made is found without its files."""
    own = own_lessons([write_small(tmp_path / "made")], tmp_path)
    more = tmp_path / "more.zip"
    more.write_bytes(pack({f"kit/lessons/{name}": data for name, data in own[0].files().items()}))
    here = ROOT / "tests" / "pyodide"
    command = [node, here / "packages.mjs", built_site / PYTHON, more, here / "look_at_packages.py"]
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, encoding="utf-8", timeout=600)
    assert done.returncode == 0, done.stderr[-3000:]
    told = json.loads(done.stdout.strip().splitlines()[-1])
    lock = json.loads((built_site / PYTHON / "pyodide-lock.json").read_bytes())["packages"]
    assert told["packages"] == {name: [each["version"]] * 2 for name, each in lock.items()}
    assert "no-such-article" in told["error"] and "raise " in told["error"]  # a line of the kit's source
    assert told["unasked"] == []
    assert told["searched"] and "" not in told["searched"]  # in the working folder each look asks the page
    assert told["bytes"] == "The rain came" and told["key"] == ["direct"]
    assert set(told["compiled"]) == {"SourcelessFileLoader"}


# ---- where it cannot be made ----


@pytest.fixture
def quick(monkeypatch):
    """A build that is over before JupyterLite's."""
    monkeypatch.setattr(building, "core_files", lambda *_: {})
    monkeypatch.setattr(building, "packages", lambda *_: iter(()))
    monkeypatch.setattr(building, "compiled", lambda packed, *_: packed)
    monkeypatch.setattr(building, "extension", lambda name: Path(name))


def full(*_):
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_leaves_the_older_site(quick, older, monkeypatch, capsys):
    """An error in a line, and nothing else has changed."""
    monkeypatch.setattr(building, "_assemble", full)
    assert main(["site", str(older)]) == 1
    assert "No space left" in capsys.readouterr().err
    assert listed(older.parent) == ["site", f"site/{place.EDITION}", "site/old.txt"]


def test_what_a_killed_build_left_is_cleared_and_put_right(older):
    """Killed while building: its folder is gone after the next. Killed between two names: the older site is back."""
    left = older.with_name(".site.kit-site")
    (left / "site").mkdir(parents=True)
    with place.staging(older) as work:
        assert listed(work) == ["lock"]
    assert listed(older.parent) == ["site", f"site/{place.EDITION}", "site/old.txt"]
    left.mkdir()
    older.rename(left / "old")
    with place.staging(older):
        assert (older / "old.txt").read_text() == "old"
    assert listed(older.parent) == ["site", f"site/{place.EDITION}", "site/old.txt"]


def test_a_name_that_is_refused_brings_the_older_site_back(older):
    """Where the new one cannot be given its name, the older one has its own again."""
    with pytest.raises(FileNotFoundError), place.staging(older) as work:
        place.put(work / "site", older, work)
    assert listed(older.parent) == ["site", f"site/{place.EDITION}", "site/old.txt"]


@pytest.mark.skipif(sys.platform == "win32", reason="locks are the same process's there")
def test_two_builds_of_one_site(older):
    """The second says so, and leaves the first alone."""
    with place.staging(older) as work:
        (work / "site").mkdir()
        with pytest.raises(OSError, match="is being built already"), place.staging(older):
            pass
        assert (work / "site").is_dir()


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (lambda at: (at / "site").write_text("x"), "is a file"),
        (lambda at: (at / "site" / "mine").mkdir(parents=True), "has other files in it"),
    ],
)
def test_a_folder_that_is_no_site_is_left_alone(quick, tmp_path, capsys, made, said):
    """A file, and somebody's folder."""
    made(tmp_path)
    before = listed(tmp_path)
    assert main(["site", str(tmp_path / "site")]) == 1
    assert said in capsys.readouterr().err
    assert listed(tmp_path) == before


def test_a_site_is_not_put_among_what_it_is_made_of(quick, tmp_path, capsys):
    """Neither into the package, nor around Pyodide, nor into a lesson; nor at the top of a disk."""
    lesson = write_small(tmp_path / "my" / NAME)
    for out, more in (
        (Path(building.__file__).parent / "new", []),
        (lesson_folder() / "site", []),
        (lesson / "site", ["--lessons", str(lesson)]),
        (tmp_path / "my", ["--lessons", str(lesson)]),
        (tmp_path / "p" / "site", ["--pyodide", str(tmp_path / "p")]),
    ):
        assert main(["site", str(out), *more]) == 1, out
        assert "within each other" in capsys.readouterr().err
        assert not (out / place.EDITION).exists()
    assert main(["site", Path(tmp_path.anchor).as_posix()]) == 1
    assert "is the top of a disk; name a folder in it" in capsys.readouterr().err


def test_a_place_that_is_only_to_be_read(quick, tmp_path, monkeypatch, capsys):
    """Said before anything is made."""

    def refused(*_, **__):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refused)
    assert main(["site", str(tmp_path / "site")]) == 1
    assert "nothing can be written in" in capsys.readouterr().err


def test_a_class_file_is_among_the_files_and_another_file_is_refused(tmp_path):
    """As a file that a lesson reads; one that is none is said before anything is made."""
    (tmp_path / "none.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ValueError, match=r"none\.json cannot be read as a class file"):
        building.build(tmp_path / "site", class_file=tmp_path / "none.json")
    assert not (tmp_path / "site").exists()
    made = ClassFile("7B", 28, False, datetime(2026, 11, 28, tzinfo=UTC), "0.1.0", {})
    (tmp_path / "ours.json").write_text(class_file_text(made), encoding="utf-8")
    found = building._class_of(tmp_path / "ours.json")
    assert found == {"class.kit.json": (tmp_path / "ours.json").read_bytes()}
    (entry,) = json.loads(_lists(found)["api/contents/all.json"])["content"]
    assert (entry["path"], entry["type"]) == ("class.kit.json", "file")


def test_without_node_python_is_left_as_source(quick, monkeypatch, tmp_path, capsys):
    """No Node.js, and one that fails: why is said, and the site is made without bytecode."""
    monkeypatch.setattr(building, "compiled", bytecode.compiled)
    monkeypatch.setattr(building, "_assemble", lambda site, *_: site.mkdir())
    for node, why in ((None, "there is no Node.js on the path"), (sys.executable, "Node.js failed: ")):
        monkeypatch.setattr(shutil, "which", lambda _, node=node: node)
        assert main(["site", str(tmp_path / "site")]) == 0
        assert f"lessons start some seconds later than they could: {why}" in capsys.readouterr().out
        (tmp_path / "site").rmdir()


# ---- Pyodide ----


def test_another_pyodide_is_refused(npms, tmp_path):
    """Missing files, another version, and a file that was changed; each said, with what to do."""
    with pytest.raises(ValueError, match=r"no Pyodide: there is no pyodide\.mjs"):
        pyodide.core_files(tmp_path)
    copy = tmp_path / "node_modules" / "pyodide"
    copy.mkdir(parents=True)
    with pytest.raises(ValueError, match="perhaps you mean"):
        pyodide.core_files(tmp_path)
    for name in pyodide.FILES:
        shutil.copyfile(npms / name, copy / name)
    assert set(pyodide.core_files(copy)) == set(pyodide.FILES)
    script = (copy / "pyodide.mjs").read_text(encoding="utf-8")
    (copy / "pyodide.mjs").write_text(script.replace(pyodide.VERSION, "315.1.0"), encoding="utf-8")
    with pytest.raises(ValueError, match=r"has Pyodide 315\.1\.0.*npm install pyodide@"):
        pyodide.core_files(copy)
    (copy / "pyodide.mjs").write_text(script + "//", encoding="utf-8")
    with pytest.raises(ValueError, match="damaged, or changed"):
        pyodide.core_files(copy)


@pytest.fixture
def cache(tmp_path, monkeypatch) -> Path:
    """Where Pyodide is kept."""
    monkeypatch.setattr(pyodide, "_cache", lambda: tmp_path / "cache")
    return tmp_path / "cache" / f"pyodide-{pyodide.VERSION}"


def npm(folder: Path, monkeypatch: pytest.MonkeyPatch, source: Path, *, changed: bool = False) -> list[str]:
    """In place of npm what packs a folder as it would; returns what it was asked for."""
    asked: list[str] = []

    def run(command, **_):
        asked.append(command[2])
        with tarfile.open(Path(command[4]) / "pyodide.tgz", "w:gz", compresslevel=1) as archive:
            for name in pyodide.FILES:
                data = (source / name).read_bytes() + (b"//" if changed and name == "pyodide.mjs" else b"")
                entry = tarfile.TarInfo(f"package/{name}")
                entry.size = len(data)
                archive.addfile(entry, io.BytesIO(data))
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(pyodide.subprocess, "run", run)
    monkeypatch.setattr(pyodide.shutil, "which", lambda name: name)
    return asked


def test_pyodide_is_fetched_once_by_npm_and_kept(npms, cache, tmp_path, monkeypatch):
    """Asked for by its version; kept; fetched anew where what is kept is damaged; refused where it is another."""
    asked, told = npm(tmp_path, monkeypatch, npms), []
    first = pyodide.core_files(None, told.append)
    assert asked == [f"pyodide@{pyodide.VERSION}"] and "npm" in told[0]
    assert pyodide.core_files(None, told.append) == first and len(asked) == 1
    (cache / "pyodide.asm.wasm").write_bytes(b"half")
    assert pyodide.core_files(None) == first and len(asked) == 2
    shutil.rmtree(cache)
    npm(tmp_path, monkeypatch, npms, changed=True)
    with pytest.raises(OSError, match=r"not what was published: pyodide\.mjs"):
        pyodide.core_files(None)
    assert not cache.exists()


def test_without_npm_it_comes_from_the_kernels_address(npms, cache, monkeypatch):
    """From the address that JupyterLite's kernel has, in the site's version; where that fails, what to do is said."""
    from jupyterlite_pyodide_kernel import constants

    monkeypatch.setattr(pyodide.shutil, "which", lambda name: None)

    class Quiet(SimpleHTTPRequestHandler):
        def translate_path(self, path: str) -> str:
            return super().translate_path(path.removeprefix(f"/v{pyodide.VERSION}"))

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(npms)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    home = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setattr(constants, "PYODIDE_CDN_URL", f"{home}/v{constants.PYODIDE_VERSION}")
    try:
        assert pyodide.core_files(None)["pyodide.mjs"] == (npms / "pyodide.mjs").read_bytes()
        shutil.rmtree(cache)
        monkeypatch.setattr(constants, "PYODIDE_CDN_URL", f"{home}/nothing")
        with pytest.raises(OSError, match=r"nothing/pyodide\.mjs cannot be fetched: .*--pyodide DIR"):
            pyodide.core_files(None)
    finally:
        server.shutdown()
        server.server_close()


# ---- lessons of somebody's own ----


def test_lessons_that_were_made_are_put_in(tmp_path):
    """From a folder and from a zip, the same; without draft, answers and outputs; the notebook alone is listed."""
    folder = write_small(tmp_path / "made" / NAME)
    (folder / "draft").mkdir()
    (folder / "answers").mkdir()
    (folder / "draft.json").write_text("{}")
    (tmp_path / "work").mkdir()
    (one,) = own_lessons([folder], tmp_path / "work")
    (two,) = own_lessons([write_pack(folder)], tmp_path / "work")
    assert one.files() == two.files() and one.contents() == two.contents()
    home = f"my-lessons/{NAME}"
    assert set(one.files()) == {f"{home}/{NAME}.toml", f"{home}/rain.txt", f"{home}/rain.toml"}
    where, book = one.contents()
    assert where == f"{home}/{NAME}.ipynb"
    assert json.loads(book)["metadata"]["language_info"] == {"name": "python"}  # else a learner is asked for a kernel
    lists = _lists(dict([one.contents()]))
    assert [json.loads(data)["content"][0]["path"] for _, data in sorted(lists.items())] == [
        "my-lessons",
        home,
        f"{home}/{NAME}.ipynb",
    ]


def test_a_lesson_that_cannot_be_put_in_is_said(tmp_path):
    """Code of its own, no lesson, another's name, a missing text, a PDF: each by its name, with what to do."""
    work = tmp_path / "work"
    work.mkdir()
    folder = write_small(tmp_path / "made" / NAME)
    with pytest.raises(ValueError, match="as another here"):
        own_lessons([folder, write_small(tmp_path / "again")], work)
    with pytest.raises(ValueError, match="has no lesson; name the folder of one that was made"):
        own_lessons([work], work)
    with pytest.raises(ValueError, match=f"has no lesson; there are some in it: --lessons {re.escape(str(folder))}$"):
        own_lessons([folder.parent], work)
    draft = tmp_path / "begun" / "draft" / "draft.json"
    draft.parent.mkdir(parents=True)
    draft.touch()
    with pytest.raises(ValueError, match="has no lesson; it is a draft yet"):
        own_lessons([tmp_path / "begun"], work)
    with pytest.raises(FileNotFoundError, match="there is no lesson"):
        own_lessons([tmp_path / "gone"], work)
    (folder / "rain.txt").unlink()
    with pytest.raises(ValueError, match=r"my-rain\.toml: \[text\.passage\]: no file 'rain'"):
        own_lessons([folder], work)
    write_small(folder)
    own = [*CELLS, ("code", "import os\nos.getcwd()")]
    (folder / f"{NAME}.ipynb").write_text(notebook(own), encoding="utf-8")
    with pytest.raises(ValueError, match=r"my-rain\.ipynb has in cell 7 code of its own.*in a site it would run"):
        own_lessons([folder], work)
    other = write_small(tmp_path / "pdf")
    (other / "rain.pdf").write_bytes(b"%PDF-1.4")
    with pytest.raises(ValueError, match=r"rain\.pdf is a PDF, which cannot be read in a browser"):
        own_lessons([other], work)


# ---- what a page may do ----


def test_every_page_says_what_it_may_do(built_site):
    """The policy stands before anything else, with the sums of the page's own scripts; a plan runs none."""
    pages = sorted(path.relative_to(built_site).as_posix() for path in built_site.rglob("*.html"))
    assert {"index.html", "notebooks/index.html", "teacher/00-start-here.html"} <= set(pages)
    for name in pages:
        page = (built_site / name).read_text(encoding="utf-8")
        found = re.match(
            r'<!doctype html>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="(.*)">\n',
            page,
            re.I,
        )
        assert found, name
        said = dict(each.strip().split(" ", 1) for each in found[1].split(";"))
        assert said["default-src"] == said["form-action"] == "'none'"
        assert not re.search(r"https?:|\*", found[1])
        own = re.findall(r"<script>(.*?)</script>", page, re.S)
        assert ("script-src" in said) == (not name.startswith("teacher/"))
        for script in own:
            assert f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" in said["script-src"]
    assert len(re.findall("sha256-", (built_site / "notebooks" / "index.html").read_text())) == 2


@pytest.mark.parametrize(
    "page",
    [
        b"<script>1</script>",
        b"<!doctype html><!-- --><script>1</script>",
        b"\xef\xbb\xbf<!DOCTYPE HTML><html><script>1",
        b"<!doctype html '><script>1</script>'>",
    ],
)
def test_a_handout_runs_nothing_whatever_it_has(tmp_path, page):
    """Somebody else may have written it, and it stands beside the answers of all."""
    (tmp_path / "a.handout.html").write_bytes(page)
    policy.guard(tmp_path)
    said = (tmp_path / "a.handout.html").read_bytes()
    before, _, after = said.partition(b'<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; ')
    assert before.lower() in (b'\n<meta charset="utf-8">\n', b'<!doctype html>\n<meta charset="utf-8">\n')
    assert b"script-src" not in after and page.removeprefix(b"\xef\xbb\xbf")[-9:] in after


def test_a_page_that_a_browser_would_read_otherwise_is_refused(tmp_path):
    """In UTF-16 it would be another page than the one that was guarded."""
    (tmp_path / "a.html").write_bytes("<script>1</script>".encode("utf-16"))
    with pytest.raises(ValueError, match=r"a\.html is not in UTF-8; save it so"):
        policy.guard(tmp_path)


# ---- other hosts ----


@pytest.mark.parametrize(
    ("name", "put"),
    [
        (
            "index.html",
            lambda page: page.replace("<head>", '<head><script src="https://else.example/a.js"></script>', 1),
        ),
        ("index.html", lambda page: page.replace("<head>", '<head><link rel="icon" href="//else.example/i.png">', 1)),
        (
            "index.html",
            lambda page: page.replace("<head>", "<head><style>a{background:url(https://else.example)}</style>"),
        ),
        ("start.css", lambda style: f'@import "https://else.example/a.css";{style}'),
        ("jupyter-lite.json", lambda said: said.replace("./static/pyodide/pyodide.mjs", "https://else.example/p.mjs")),
        ("jupyter-lite.json", lambda said: said.replace('"disablePyPIFallback": true', '"disablePyPIFallback": false')),
        ("jupyter-lite.json", lambda said: said.replace('"micropip",', "")),
        ("jupyter-lite.json", lambda said: said.replace("./static/pyodide/pyodide-lock.json", "gone.json")),
        (f"{PYTHON}/pyodide-lock.json", lambda said: said.replace('"comm-', '"https://else.example/comm-', 1)),
    ],
)
def test_an_address_of_another_host_is_found(built_site, tmp_path, name, put):
    """In a page, a style, and each setting that keeps JupyterLite from asking."""
    site = tmp_path / "site"
    shutil.copytree(built_site / PYTHON, site / PYTHON, copy_function=os.link)
    for each in ("index.html", "start.css", "jupyter-lite.json"):
        shutil.copyfile(built_site / each, site / each)
    assert asked_elsewhere(site) == []
    said = (site / name).read_text(encoding="utf-8")
    assert put(said) != said
    (site / name).unlink()
    (site / name).write_text(put(said), encoding="utf-8")
    assert asked_elsewhere(site) != []
