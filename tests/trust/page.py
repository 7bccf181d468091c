"""One page in Chromium that holds it all: what runs there, what it asks the network for, and what stands in it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from kit.visible import sendable
from kit.widgets.explorer import Explorer

__all__ = ["Seen", "look"]

_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
_MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
_TRAPS = """
window.__ran = [];
for (const name of ["alert", "confirm", "prompt", "print", "open"])
  window[name] = (...said) => void __ran.push(`${name}(${said}) ${new Error().stack}`.slice(0, 300));
0;  // or what stands last would be called, as a function that is to be evaluated
"""
# Widgets are rendered as JupyterLab renders them, from the script and the traits that Python sends.
_SHOW = """async ({ views, widgets }) => {
  const broken = [];
  for (const view of views)
    document.body.append(Object.assign(document.createElement("section"), { innerHTML: view }));
  const turns = async () => { for (let n = 0; n < 9; n++) await new Promise((done) => setTimeout(done, 0)); };
  for (const { esm, traits, answers } of widgets) {
    const el = document.createElement("section");
    document.body.append(el);
    const heard = [];
    const model = {
      get: (name) => traits[name], set() {}, save_changes() {}, off() {},
      on: (event, hear) => event === "msg:custom" && heard.push(hear),
      send({ id, ask, document }) {  // answered with what Python said of it before
        const data = answers[`${ask} ${document ?? ""}`];
        if (data !== undefined) setTimeout(() => heard.forEach((hear) => hear({ id, kind: "done", data }, [])), 0);
      },
    };
    const module = await import(URL.createObjectURL(new Blob([esm], { type: "text/javascript" })));
    try {
      module.default.render({ model, el });
    } catch (error) {
      broken.push(`${traits._anywidget_id}: ${error.stack}`.slice(0, 300));
    }
  }
  await turns();
  for (const each of document.querySelectorAll("button, summary, [role=button], [role=tab]")) each.click();
  await turns();
  for (const each of document.querySelectorAll("[tabindex], input, textarea, mark")) {
    each.focus();
    for (const kind of ["mouseover", "mouseenter", "pointerover", "focus", "blur"])
      each.dispatchEvent(new MouseEvent(kind, { bubbles: true }));
  }
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  return broken;
}"""
# A frame with an empty sandbox is the one in which a report is shown: nothing runs in it.
_NEVER = (
    "script, iframe:not([sandbox='']), frame, object, embed, base, meta[http-equiv], link, img, video, audio, source, "
    "portal, form:not([class^=k]), frameset, applet, foreignObject, animate, set, isindex, marquee, math, keygen, "
    "template, noscript, dialog"
)
_STRANGE = """(never) => {
  const strange = [...document.body.querySelectorAll(never)].map((each) => each.outerHTML.slice(0, 120));
  for (const each of document.body.querySelectorAll("*"))
    for (const { name, value } of each.attributes) {
      const address = /^(xlink:)?href$|^src|action$|^data$|^poster$|^background$/.test(name);
      const leaves = address && !/^(https?:\\/\\/|#)/.test(value);
      const loads = name === "style" && /url\\((?!["']?#)|expression/.test(value);
      if (/^on/i.test(name) || leaves || loads) strange.push(`${each.tagName} ${name}=${value}`.slice(0, 160));
    }
  return strange;
}"""


class Seen(NamedTuple):
    """What was seen on the page: what ``ran``, what was ``asked`` for, what is ``strange``, and what was ``broken``."""

    ran: list[str]
    asked: list[str]
    strange: list[str]
    broken: list[str]
    widgets: int
    elements: int


def look(views: Sequence[str], widgets: Sequence[Any]) -> Seen | str:
    """Show HTML and widgets in a browser, press all there is to press; or say why that cannot be done here."""
    path = _chromium()
    if path is None:
        return "no Chromium here; name one in KIT_CHROMIUM"
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return "no playwright here"
    asked: list[str] = []
    alive = [_alive(each) for each in widgets]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        page = browser.new_page()
        page.add_init_script(_TRAPS)
        page.on("dialog", lambda dialog: (asked.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda request: asked.append(request.url))
        page.route(lambda url: not url.startswith("blob:"), lambda route: route.abort())
        page.set_content("<!DOCTYPE html><title>All of it</title><body></body>")
        page.evaluate(_TRAPS)
        broken = page.evaluate(_SHOW, {"views": list(views), "widgets": alive})
        ran, strange = page.evaluate("() => window.__ran"), page.evaluate(_STRANGE, _NEVER)
        elements = page.evaluate("() => document.querySelectorAll('*').length")
        browser.close()
    asked = [url for url in asked if not url.startswith(("blob:", "data:font"))]
    return Seen(ran, asked, list(dict.fromkeys(strange)), broken, len(alive), elements)


def _alive(widget: Any) -> dict[str, Any]:
    """The script and the traits of a widget, as they are sent to a page."""
    state = widget.get_state()
    traits = {
        name: value for name, value in state.items() if name not in ("_esm", "_css", "layout", "tabbable", "tooltip")
    }
    answers = _answers(widget) if isinstance(widget, Explorer) else {}
    return {"esm": str(state["_esm"]), "traits": json.loads(json.dumps(traits)), "answers": answers}


def _answers(explorer: Explorer) -> dict[str, Any]:
    """What an explorer says of each article that is open in it, by what is asked, and of which."""
    heard: list[Any] = []
    explorer.send = lambda content, buffers=None: heard.append(content)  # type: ignore[method-assign]
    asks = {"document": {}, "terms": {}, "lines": {"query": "is*"}, "collocates": {"query": "is"}, "readability": {}}
    for number in (document["id"] for document in explorer.documents):
        for name, more in asks.items():
            explorer._receive(explorer, {"id": f"{name} {number}", "ask": name, "document": number, **more}, None)
    explorer._receive(explorer, {"id": "beside ", "ask": "beside"}, None)
    done = {each["id"]: each["data"] for each in heard if each["kind"] == "done"}
    return dict(json.loads(json.dumps(sendable(done))))


def _chromium() -> str | None:
    """The path of a Chromium or Chrome on this machine."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
    found = next(filter(None, map(shutil.which, names)), _MAC if Path(_MAC).exists() else None)
    return os.environ.get("KIT_CHROMIUM") or found
