"""Open the lessons on this computer, from the folder that this file lies in: ``python serve.py``.

``python serve.py --class`` hands them to all computers of the network that this one is in, a classroom's.

Python's own ``python -m http.server`` asks Windows what kind a file is, and there a program may have said something
else of scripts; this names each kind. The address is the same each time, for a browser keeps answers by address.
"""

import http.server
import socket
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


def own_address():
    """The address that others in the network know this computer by, or nothing where it is told by no way out."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(("192.0.2.1", 9))  # nothing is sent: it only asks which way it would go
        except OSError:
            return ""
        return asking.getsockname()[0]


def main(for_class):
    """Hand out the folder until Ctrl+C, to this computer alone or to its network."""
    folder = str(Path(__file__).resolve().parent)
    home = "" if for_class else "127.0.0.1"
    try:
        server = http.server.ThreadingHTTPServer((home, PORT), lambda *given: Handler(*given, directory=folder))
    except OSError as error:
        sys.exit(f"Port {PORT} of this computer is taken ({error.strerror}). Are the lessons open already? {ADDRESS}")
    if for_class and (own := own_address()):
        print(f"For the class, as long as this window is open:  http://{own}:{PORT}/")
        print(
            "Answers stay in each learner's browser. Without https a reload needs this computer: let all press Hand in."
        )
    elif for_class:
        print(f"For the class:  http://ADDRESS:{PORT}/  with this computer's address, which its network settings tell.")
    print(f"The lessons are at {ADDRESS}\nLeave this window open; stop with Ctrl+C.", flush=True)
    webbrowser.open(ADDRESS)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print("Stopped. What was answered is kept in the browser.")


if __name__ == "__main__":
    main("--class" in sys.argv[1:])
