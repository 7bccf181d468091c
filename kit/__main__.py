"""The command ``kit``, which is ``python -m kit`` too."""

import os
import signal
import sys


def main() -> int:
    """Run the command line, and return its exit status.

    While the parts of the kit are imported, Ctrl+C ends the process at once: an exception could be caught, or shown.
    """
    before = signal.signal(signal.SIGINT, lambda *_: os._exit(128 + signal.SIGINT))
    from kit import cli

    signal.signal(signal.SIGINT, before)
    return cli.main()


if __name__ == "__main__":
    sys.exit(main())
