"""Whether anything asks for the network: a process of its own, in which every call that would is written down."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.trust.bench import empty_folder
from tests.trust.table import Row, row

__all__ = ["rows"]

ROOT = Path(__file__).parents[2]
# Each is done by a new process, so that imports count. A socket that only listens, or is never connected, asks nobody.
DONE = {
    "importing kit": "import kit",
    "an article read, every layer found, with the parser where it is": (
        "import kit; reading = kit.read('csto-kazakhstan'); kit.find_all(reading); reading.sources, repr(reading)"
    ),
    "terms, concordance, readability by two programs": (
        "import kit; reading = kit.read('csto-kazakhstan'); reading.terms(); reading.concordance('peace*')\n"
        "reading.readability(); reading.second_opinion(); reading.keyness(kit.read('night-buses'))"
    ),
    "every chart, as a page shows it": (
        "import kit, kit.charts as charts; reading = kit.read('ferry-bridge')\n"
        "for chart in (charts.words_by_zone, charts.who_speaks, charts.kinds_of_claims, charts.readability_by_voice,\n"
        "              charts.two_opinions, charts.terms_by_voice, charts.loaded_along): chart(reading)._repr_html_()"
    ),
    "every lesson, every activity of it shown and the first answered": (
        "from kit.activity.lesson_file import lesson_folder\n"
        "from kit.lesson import Lesson\n"
        "for path in sorted(lesson_folder().glob('*.toml')):\n"
        "    lesson = Lesson(path.stem)\n"
        "    for name, activity in lesson._data.activities.items():\n"
        "        shown = getattr(lesson, activity.kind)(name); shown._repr_mimebundle_()\n"
        "        if activity.kind == 'write': shown.submit('“We start in May,” said Ana Ruiz.')"
    ),
}
_WATCH = """
import json, sys
asked = []
NAMES = ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request", "http.client.connect")
def hook(event, about):
    if event in NAMES:
        asked.append(f"{event} {about[1:] if event.startswith('socket.c') else about}"[:200])
        raise OSError("no network here")
sys.addaudithook(hook)
try:
    exec(sys.argv[1])
finally:
    print("\\n" + json.dumps(asked))
"""


def rows(*, long: bool, seed: int) -> Iterator[Row]:
    """Each thing that people do."""
    failed = []
    with empty_folder() as home:
        for done, code in DONE.items():
            process = subprocess.run(
                [sys.executable, "-c", _WATCH, code],
                capture_output=True,
                text=True,
                encoding="utf-8",
                env={**os.environ, "PYTHONPATH": str(ROOT), "MPLCONFIGDIR": str(home.parent)},
                timeout=600,
            )
            if process.returncode:
                failed.append(f"{done}: {process.stderr.strip()[-300:]}")
            asked = json.loads(process.stdout.splitlines()[-1] or "[]") if process.stdout else []
            failed += [f"{done}: {each}" for each in asked]
    what = f"{', '.join(DONE)}, with every call to the network refused"
    yield row(what, len(DONE), failed, "no request was made, and none was missed", "asked for, or missed")
