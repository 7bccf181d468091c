"""What a lesson's page shows before JupyterLab's own scripts have run, and what of JupyterLab it does without."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from pathlib import Path

__all__ = ["PUT_AWAY", "SETTINGS", "with_splash"]

STATIC = Path(__file__).with_name("static")

# JupyterLab's own parts that a lesson has no use for: menus, bars, keys, what saves, and viewers of other files.
# Without them there is nothing to press, and a page is there sooner.
PUT_AWAY = (
    *(
        f"@jupyter-notebook/application-extension:{part}"
        for part in (
            "dirty",
            "menu-spacer",
            "menus",
            "pages",
            "shortcuts",
            "sidepanel",
            "splash",
            "tab-title",
            "title",
            "top",
            "zen",
        )
    ),
    *(f"@jupyter-notebook/{part}-extension" for part in ("console", "help", "notebook")),
    *(f"@jupyterlab/application-extension:{part}" for part in ("context-menu", "faviconbusy", "top-bar")),
    *(
        f"@jupyterlab/apputils-extension:{part}"
        for part in (
            "kernels-settings",
            "licenses-client",
            "licenses-plugin",
            "notification",
            "palette",
            "subshell-settings",
            "themes-palette-menu",
            "toggle-header",
            "utilityCommands",
        )
    ),
    *(
        f"@jupyterlab/docmanager-extension:{part}"
        for part in (
            "contexts",
            "open-browser-tab",
            "recents",
            "reopen-recently-closed",
        )
    ),
    *(
        f"@jupyterlab/notebook-extension:{part}"
        for part in (
            "active-cell-tool",
            "cloned-outputs",
            "code-console",
            "completer",
            "copy-output",
            "export",
            "language-server",
            "log-output",
            "metadata-editor",
            "open-with-no-kernel",
            "search",
            "toc",
            "tools",
            "update-raw-mimetype",
        )
    ),
    *(
        f"@jupyterlab/{part}-extension"
        for part in (
            "audio",
            "cell-toolbar",
            "celltags",
            "completer",
            "console",
            "documentsearch",
            "filebrowser",
            "fileeditor",
            "help",
            "javascript",
            "json",
            "logconsole",
            "lsp",
            "mainmenu",
            "mathjax",
            "mermaid",
            "metadataform",
            "shortcuts",
            "toc",
            "tooltip",
            "vega5",
            "video",
        )
    ),
    *(
        f"@jupyterlite/application-extension:{part}"
        for part in (
            "about",
            "clear-browser-data",
            "download",
            "logo",
            "lsp-connection-manager",
            "share-file",
        )
    ),
    "@jupyterlite/apputils-extension:kernel-status",
    "@jupyterlite/notebook-application-extension:logo",
)
# A notebook is never saved, the whole of it is there, and the page is as dark as the system's.
SETTINGS = {
    "@jupyterlab/docmanager-extension:plugin": {"autosave": False},
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
    "@jupyterlab/apputils-extension:themes": {"adaptive-theme": True},
}

ICON = '<link rel="icon" href="data:,">'
REGISTER = '<script src="../register.js"></script>'

WAITING = "Getting the lesson ready …"
SAID = {
    "first": "This takes about 20 seconds, on a slow or busy computer a minute or two.",
    "later": "The last time it took {} seconds.",
    "slow": "This goes on: slow or busy computers, and slow networks, need two minutes or three.",
    "stuck": "The lesson has not come. Try again; if that does not help, close other tabs and programs, or tell your "
    "teacher.",
    "absent": "A part of the lesson did not arrive. See that you are online, and try again; if that does not help, "
    "tell your teacher: the site's files may not be whole.",
    "old": "This browser cannot show lessons: it lacks WebAssembly, or that is switched off. Try a Firefox, Chrome, "
    "Edge or Safari of this year or the last.",
    "again": "Try again",
}
NO_SCRIPT = "A lesson needs JavaScript, which is switched off in this browser."

STYLE = """
#kit-waiting { position: fixed; z-index: 100; inset: 0; display: flex; flex-direction: column; justify-content: center;
  gap: .6rem; max-width: 34rem; margin: auto; padding: 0 1.25rem; font: 1.1rem/1.5 system-ui, sans-serif; }
#kit-waiting progress { width: 100%; accent-color: #0b5c8f; }
#kit-waiting small { font-size: .95rem; }
#kit-waiting button { align-self: start; font: inherit; padding: .5rem 1rem; min-height: 36px; }
html { background: #fff; color: #1d1d1f; }
html.kit-dark { background: #111; color: #f5f5f7; color-scheme: dark; }
html.kit-dark #kit-waiting progress { accent-color: #7cc0f0; }
html:has(> body > #kit-waiting) body { background: none; color: inherit; }
html:has(> body > #kit-waiting) body > :not(#kit-waiting) { visibility: hidden; }
"""


def with_splash(page: str, title: str, python: Mapping[str, int], *, head: str = "") -> str:
    """JupyterLite's page for one notebook with words from its first moment, and nothing of JupyterLite's own.

    ``python`` has the files that Python in a browser loads, by their addresses from the page, and their sizes in bytes;
    ``head`` is put into the page's head. Raises ``ValueError`` where the page is not as this JupyterLite makes it.
    """
    said = {"files": json.dumps(dict(python)), **SAID}
    data = " ".join(f'data-{name}="{html.escape(words)}"' for name, words in said.items())
    waiting = (
        f'<div id="kit-waiting" {data}><span>{WAITING}</span>'
        f'<progress max="1" value="0.02" aria-label="{WAITING}"></progress><small></small></div>'
        f"<noscript><p>{NO_SCRIPT}</p><style>#kit-waiting {{ display: none; }}</style></noscript>"
        f"<script>{(STATIC / 'splash.js').read_text(encoding='utf-8')}</script>"
    )
    for pattern, new in (
        (r"<html>", '<html lang="en">'),
        (r"<title>.*?</title>", f"<title>{html.escape(title)}</title>\n{ICON}\n{_literal(head)}{REGISTER}"),
        (r'<meta name="Description"[^>]*>', ""),
        (r'<link rel="manifest"[^>]*>', ""),
        (r"<style>.*?</style>", f"<style>{STYLE}</style>"),
        (r"(<body[^>]*>).*</body>", rf"\g<1>\n{_literal(waiting)}\n</body>"),
    ):
        page, found = re.subn(pattern, new, page, count=1, flags=re.DOTALL)
        if not found:
            raise ValueError(f"JupyterLite's page is another than was known: it has no {pattern}")
    return page


def _literal(text: str) -> str:
    return text.replace("\\", "\\\\")
