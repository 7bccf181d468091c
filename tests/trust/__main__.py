"""Try what could cost a learner words, time or trust, and print what came of it: ``python -m tests.trust``."""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from collections.abc import Iterator
from importlib import import_module

from tests.trust.table import Row, table

# What is tried, each in a module of its name whose ``rows(long=…, seed=…)`` yields rows; those that fork come first,
# while this process is small and has one thread.
PARTS = ("kills", "classes", "disk", "writers", "damage", "names", "requests", "scripts", "texts", "speed")


def main() -> int:
    """Try the parts that are asked for; 1 where anything failed."""
    asked = argparse.ArgumentParser(prog="python -m tests.trust", description=__doc__)
    asked.add_argument("--long", action="store_true", help="try much more; this takes an hour or so")
    asked.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, metavar="PART", help=", ".join(PARTS))
    asked.add_argument("--seed", type=int, default=0, help="begin chance elsewhere; 0 without it")
    given = asked.parse_args()
    failed = 0
    for part in (part for part in PARTS if part in given.only):
        begin, rows = time.monotonic(), []
        for each in _tried(part, long=given.long, seed=given.seed):
            print(f"{part}: {each.tried}: {each.came}", file=sys.stderr, flush=True)
            rows.append(each)
        print(table(part, rows), end="\n\n", flush=True)
        print(f"{part} took {time.monotonic() - begin:.0f} s", file=sys.stderr, flush=True)
        failed += sum(each.ok is False for each in rows)
    again = f"python -m tests.trust{' --long' if given.long else ''} --seed {given.seed}"
    print(f"{failed} failed: {again} tries the same" if failed else f"Nothing failed. Tried with: {again}")
    return 1 if failed else 0


def _tried(part: str, *, long: bool, seed: int) -> Iterator[Row]:
    """The rows of a part; where trying itself comes to grief, that is one."""
    try:
        yield from import_module(f"tests.trust.{part}").rows(long=long, seed=seed)
    except Exception as error:
        traceback.print_exc()
        yield Row("the rest of this part", 0, f"raised {type(error).__name__}", False, (str(error),))


if __name__ == "__main__":
    sys.exit(main())
