"""What run.mjs runs inside Pyodide: import the plain-text path, see what came with it, then run its tests."""

from __future__ import annotations

import functools
import importlib
import json
import os
import sys
import types
from typing import Any


class Anything:
    """Stands for a hypothesis strategy: every call and every attribute of it is itself."""

    def __call__(self, *args: object, **kwargs: object) -> Anything:
        return self

    def __getattr__(self, name: str) -> Anything:
        return self

    def __or__(self, other: object) -> Anything:
        return self


class Settings:
    """Stands for hypothesis.settings: leaves the test as it is."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        pass

    def __call__(self, test: Any) -> Any:
        return test

    @staticmethod
    def register_profile(*args: object, **kwargs: object) -> None:
        pass

    load_profile = register_profile


def skipping(*args: object, **kwargs: object) -> Any:
    """Stands for hypothesis.given: skips the test, whether pytest or another test calls it."""
    import pytest

    reason = "hypothesis is compiled code and does not run here"

    def decorate(test: Any) -> Any:
        @functools.wraps(test)
        def skipped(*args: object, **kwargs: object) -> None:
            pytest.skip(reason)

        return pytest.mark.skip(reason=reason)(skipped)

    return decorate


def stand_in_for_hypothesis() -> None:
    """Let test modules that import hypothesis be imported; their other tests run, the property tests are skipped."""
    hypothesis: Any = types.ModuleType("hypothesis")
    hypothesis.given, hypothesis.settings = skipping, Settings
    hypothesis.example = hypothesis.seed = Settings
    hypothesis.strategies = Anything()
    hypothesis.__getattr__ = lambda name: Anything()
    sys.modules["hypothesis"] = hypothesis
    sys.modules["hypothesis.strategies"] = hypothesis.strategies


class Count:
    """A pytest plug-in that counts how the tests ended."""

    def __init__(self) -> None:
        self.ended = {"passed": 0, "failed": 0, "skipped": 0}

    def pytest_runtest_logreport(self, report: Any) -> None:
        if report.when == "call" or report.outcome != "passed":
            self.ended[report.outcome] += 1

    def pytest_collectreport(self, report: Any) -> None:
        if report.failed:
            self.ended["failed"] += 1


def main(pytest_arguments: list[str]) -> int:
    """Import, run and print; the result is pytest's exit code."""
    os.chdir("/checkout")
    sys.path[:0] = ["/checkout", "/packages"]
    importlib.invalidate_caches()
    for name in ("kit.api", "kit.widgets"):
        importlib.import_module(name)
    loaded = sorted({name.partition(".")[0] for name in sys.modules})
    import pytest

    stand_in_for_hypothesis()
    count = Count()
    plain = ["-p", "no:cacheprovider", "-p", "no:faulthandler", "--capture=sys"]
    code = int(pytest.main([*plain, *pytest_arguments], plugins=[count]))
    print(json.dumps({"python": sys.version.split()[0], "platform": sys.platform, "loaded": loaded, **count.ended}))
    return code
