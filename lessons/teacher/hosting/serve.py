"""Open the lessons on this computer, from the folder that this file lies in: ``python serve.py``.

Python's own ``python -m http.server`` asks Windows what kind a file is, and there a program may have said something
else of scripts; this names each kind. The address is the same each time, for a browser keeps answers by address.
"""

import http.server
import sys
import webbrowser
from pathlib import Path

PORT = 8765
ADDRESS = f"http://127.0.0.1:{PORT}/"
KINDS = {
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mjs": "text/javascript",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
}


class Handler(http.server.SimpleHTTPRequestHandler):
    """Files with their kinds, each asked for anew where it may have changed."""

    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | KINDS

    def end_headers(self):
        """Add that a browser is to ask whether its copy is still good."""
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, *_):
        """Say nothing: the window has the address, and is to keep it in sight."""


def main():
    """Hand out the folder until Ctrl+C, to this computer alone."""
    folder = str(Path(__file__).resolve().parent)
    try:
        server = http.server.ThreadingHTTPServer(("127.0.0.1", PORT), lambda *given: Handler(*given, directory=folder))
    except OSError as error:
        sys.exit(f"Port {PORT} of this computer is taken ({error.strerror}). Are the lessons open already? {ADDRESS}")
    print(f"The lessons are at {ADDRESS}\nLeave this window open; stop with Ctrl+C.", flush=True)
    webbrowser.open(ADDRESS)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print("Stopped. What was answered is kept in the browser.")


if __name__ == "__main__":
    main()
