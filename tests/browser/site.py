"""The course as a static site on a small web server, and somebody who visits it."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any

from kit.activity.answer import Answer, answer_of
from tests.browser.conftest import Learner

AT = "/school/kit/"  # below an address, as where many share a server
FILES = """async () => {
    const databases = (await indexedDB.databases()).filter(({ name }) => name.startsWith("JupyterLite Storage"));
    const done = (request) => new Promise((go, fail) => {
        request.onsuccess = () => go(request.result);
        request.onerror = () => fail(request.error);
    });
    const found = {};
    for (const { name } of databases) {
        const database = await done(indexedDB.open(name));
        if (database.objectStoreNames.contains("files")) {
            const files = database.transaction("files").objectStore("files");
            const [keys, values] = await Promise.all([done(files.getAllKeys()), done(files.getAll())]);
            keys.forEach((key, at) => (found[key] = values[at]));
        }
        database.close();
    }
    return found;
}"""


class Site:
    """A site that is served: ``url`` is its start page, and ``plain`` the same where no service worker is granted.

    ``asked`` is what was asked for, in order.

    ``root`` is the folder that is served, another one from when it is set. As long as it is ``off``, nobody answers.
    ``instead`` has what is sent in place of some files, by their addresses; of None, that there is none.
    """

    def __init__(self, root: Path) -> None:
        self.root, self.off = root, False
        self.asked: list[str] = []
        self.instead: dict[str, bytes | None] = {}
        site = self

        class Handler(SimpleHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            extensions_map = SimpleHTTPRequestHandler.extensions_map | {
                ".wasm": "application/wasm",
                ".mjs": "text/javascript",
                ".js": "text/javascript",
            }

            def send_head(self) -> Any:
                if site.off:
                    self.close_connection = True
                    return None
                site.asked.append(self.path)
                if not self.path.startswith(AT):
                    return self.send_error(HTTPStatus.NOT_FOUND)
                instead = site.instead.get(self.path.removeprefix(AT).partition("?")[0], b"")
                if instead is None:
                    return self.send_error(HTTPStatus.NOT_FOUND)
                return self._send(instead) if instead else super().send_head()

            def _send(self, data: bytes) -> BytesIO:
                self.send_response(HTTPStatus.OK)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                return BytesIO(data)

            def translate_path(self, path: str) -> str:
                self.directory = str(site.root)
                return super().translate_path(path.removeprefix(AT[:-1]))

            def copyfile(self, source: Any, outputfile: Any) -> None:
                try:
                    super().copyfile(source, outputfile)
                except (BrokenPipeError, ConnectionResetError):  # the page was left
                    self.close_connection = True

            def log_message(self, *_: Any) -> None:
                pass

            def handle(self) -> None:
                with suppress(ConnectionResetError):  # the browser was closed
                    super().handle()

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.origin = f"http://localhost:{self._server.server_port}"
        self.url = f"{self.origin}{AT}"
        self.plain = f"http://school.test:{self._server.server_port}{AT}"  # to a browser an address without https
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()

    def address(self, notebook: str) -> str:
        """The address of a lesson."""
        return f"{self.url}notebooks/index.html?path={notebook}"

    def close(self) -> None:
        """Serve no more."""
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def served(root: Path) -> Iterator[Site]:
    """A site on a web server of its own."""
    site = Site(root)
    try:
        yield site
    finally:
        site.close()


class Visitor(Learner):
    """Somebody who works in the site, in a browser ``context`` of their own, and what went wrong meanwhile.

    ``foreign`` is what was asked of any other host, ``errors`` what the console has as errors and what was raised.
    """

    def __init__(self, context: Any, site: Site, node_modules: Path) -> None:
        context.set_default_timeout(120_000)
        super().__init__(context.new_page(), site, node_modules)  # type: ignore[arg-type]
        self.site, self.context = site, context
        self.foreign: list[str] = []
        self.errors: list[str] = []
        context.on("request", self._hear_request)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        context.on("console", self._hear)

    def _hear_request(self, request: Any) -> None:
        if not request.url.startswith((f"{self.site.origin}/", self.site.plain, "data:", "blob:")):
            self.foreign.append(request.url)

    def _hear(self, message: Any) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} {message.location.get('url', '')}".strip())

    def files(self) -> dict[str, Any]:
        """What the browser keeps in the working folder, by its path: JupyterLite's models."""
        return self.page.evaluate(FILES)

    def answer(self, lesson: str, activity: str, learner: str = "me") -> Answer:
        """What is kept of an answer; nothing, where nothing is."""
        kept = self.files().get(f"answers/{learner}/{lesson}/{activity}.json")
        return answer_of(kept["content"]) if kept and kept["content"] else Answer()

    def ready(self, lesson: str) -> None:
        """Wait until every cell of a lesson has run, and its widgets are there."""
        from playwright.sync_api import expect

        panel = self.page.locator(f".kit-lesson[data-kit-lesson='{lesson}']")
        expect(panel).to_have_attribute("data-kit-ready", re.compile("."), timeout=240_000)
        assert panel.get_attribute("data-kit-ready") == "yes", self.errors
