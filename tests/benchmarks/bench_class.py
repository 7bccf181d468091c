"""How long a class takes: its hand-ins collected, and what came of them worked out and shown.

python tests/benchmarks/bench_class.py 30 500 1000

Prints a line for each number of learners, each of whom hands in six lessons: seconds of the clock and, in brackets, of
the processor, for collecting them out of a zip, for collecting again, and for the report, and the sum of collecting and
the report; how many times as much of the processor as ``json.loads`` of the same files that sum is; and the most memory
that was in use. Made-up learners are made once for each
of thirty, and others are those under other names, so that making them takes no longer than what is measured.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import resource
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

from kit.activity.canonical import sum_of
from kit.activity.learners import folder_name
from kit.classroom.classes import make_class
from kit.classroom.collect import collect
from kit.classroom.demo import hand_ins
from kit.classroom.folder import read_class
from kit.classroom.page import save_report
from kit.classroom.results import results_of
from kit.classroom.standing import standing

MADE = 30


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("learners", type=int, nargs="*", default=[30, 500], help="how many (default: 30 500)")
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    steps = "".join(f"{step:16}" for step in ("collect", "again", "standing", "report", "collect, report"))
    print(f"learners    MB  {steps}× json.loads    peak MB")
    texts = [json.loads(text) for text in hand_ins(MADE)]
    for learners in asked.parse_args().learners:
        with tempfile.TemporaryDirectory() as name:
            zipped = Path(name) / "all.zip"
            size = _zip(zipped, texts, learners)
            # In a process of its own: the most memory that one had in use is never less again.
            process = multiprocessing.get_context("spawn").Process(target=_measured, args=(Path(name), learners, size))
            process.start()
            process.join()


def _zip(path: Path, texts: list[dict[str, object]], learners: int) -> int:
    """So many hand-ins in a zip, each of another name; and the bytes of them."""
    size = 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for n in range(learners):
            name = f"Learner {n:04}"
            rest = {**texts[n % len(texts)], "learner": {"name": name, "folder": folder_name(name)}}
            del rest["sha256"]
            data = json.dumps(rest | {"sha256": sum_of(rest)}, indent=1, ensure_ascii=False)
            file.writestr(f"{name.replace(' ', '')}_{1000 + n}_{9000 + n}_all.kit.json", data)
            size += len(data.encode())
    return size


def _measured(home: Path, learners: int, size: int) -> None:
    classroom = make_class(home / "home", "bench")
    steps = _clocked(
        lambda: collect(classroom, [home / "all.zip"]),
        lambda: collect(classroom, [home / "all.zip"]),
        lambda: standing(read_class(classroom.folder)),
        lambda: save_report(classroom, results_of(read_class(classroom.folder))),
        lambda: [json.loads(path.read_bytes()) for path in classroom.stored()],
    )
    *done, (_, plain) = steps
    done.append(tuple(map(sum, zip(done[0], done[3], strict=True))))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    told = "".join(f"{f'{clock:.2f} ({cpu:.2f}) s':16}" for clock, cpu in done)
    print(f"{learners:8,} {size / 1e6:5.0f}  {told}{done[-1][1] / plain:12.0f} {peak:10.0f}", flush=True)


def _clocked(*steps: object) -> Iterator[tuple[float, float]]:
    for step in steps:
        clock, cpu = time.perf_counter(), _cpu()
        step()  # type: ignore[operator]
        yield time.perf_counter() - clock, _cpu() - cpu


def _cpu() -> float:
    """Seconds of the processor by now, those of processes that were started for it among them."""
    return sum(os.times()[:4])


if __name__ == "__main__":
    main()
