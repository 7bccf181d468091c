"""How much of an article comes back from a file: HTML, PDF and DOCX, made here of our own pages and read again.

    python tests/benchmarks/bench_readers.py [-v] [KIND …]

The kinds are html, pdf and docx; PDFs are printed by Chromium (on the path, or named in KIT_CHROMIUM) in the styles of
``STYLES``, as a browser's print dialog does it, with heads and feet. For each: the part of whole paragraphs that come
back, the part of blocks that are no block of the page ("extra"), the seconds a file takes, and of the card's title,
author and date those that are right. ``-v`` also prints what was lost and what came instead.
"""

from __future__ import annotations

import html
import io
import os
import re
import shutil
import sys
import tomllib
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import kit
from kit.readers.card import read_card
from kit.readers.files import read_bytes, seeds
from kit.readers.html import decode_html

PAGES = Path(__file__).parents[1] / "pages"
URL = "https://harbour-post.example/news/2024/05/a-page"
PLAIN = "body{font:12pt serif}"
STYLES = {  # name: (style sheet, format, margin)
    "plain A4": (PLAIN, "A4", "1cm"),
    "plain Letter": (PLAIN, "Letter", "1cm"),
    "small margins": ("body{font:10pt sans-serif;margin:0}", "A4", "8mm"),
    "two columns": ("body{font:11pt serif;column-count:2;column-gap:8mm;text-align:justify}", "A4", "15mm"),
    "three columns": ("body{font:9.5pt serif;column-count:3;column-gap:6mm;hyphens:auto}", "A4", "12mm"),
    "indented, hyphens": (
        "body{font:11pt serif;text-align:justify;hyphens:auto} p{margin:0;text-indent:1.5em}",
        "A4",
        "25mm",
    ),
    "ragged, narrow": ("body{font:11pt/1.5 sans-serif;max-width:11cm} p{margin:.6em 0}", "A4", "2cm"),
    "airy": ("body{font:12pt/1.9 serif} p{margin:1.6em 0} h1{font-size:28pt;letter-spacing:.08em}", "A4", "2cm"),
    "drop cap": (
        "body{font:11pt serif} .lead::first-letter{float:left;font-size:3.1em;line-height:.9;padding-right:.08em}",
        "A4",
        "2cm",
    ),
    "ligatures": ("body{font:12pt 'DejaVu Serif',serif;font-variant-ligatures:common-ligatures}", "A4", "2cm"),
}
RICH_STYLE = """
body{font:11pt serif;hyphens:auto} h1{letter-spacing:.15em;text-transform:none} aside{float:right;width:5.5cm;font:9pt
sans-serif;background:#eee;padding:3mm;margin:0 0 4mm 6mm} figure{position:relative;margin:4mm 0} figcaption{font:8.5pt
sans-serif} .over{position:absolute;left:4mm;bottom:9mm;font:bold 10pt sans-serif} table{border-collapse:collapse}
td,th{border:1px solid #999;padding:1mm 3mm} .notes{font-size:8.5pt;border-top:1px solid;margin-top:6mm}
"""


class Sample(NamedTuple):
    """An article to be written into files: its page, the blocks that should come back, which of them are paragraphs."""

    name: str
    page: str
    blocks: list[str]
    paragraphs: list[str]
    card: dict[str, str]
    plain: list[tuple[str, str]]  # blocks with the tag of each


def flat(words: str) -> str:
    return " ".join(re.sub(r"(?m)^\s*(?:[•◦▪]|\d{1,2}\.)\s", "", words).split())


def from_seed(slug: str) -> Sample:
    """One of the kit's articles, its headline as a heading and the rest as paragraphs."""
    article = kit.load(slug)
    zones = kit.find_zones(article)
    said = [flat(article.covered(zone)) for zone in zones]
    tags = ["h1" if zone.label == "headline" else "p" for zone in zones]
    plain = list(zip(tags, said, strict=True))
    body = "\n".join(f"<{tag}>{html.escape(words)}</{tag}>" for tag, words in plain)
    lead = next(words for zone, words in zip(zones, said, strict=True) if zone.label == "body" and len(words) > 150)
    body = body.replace(f"<p>{html.escape(lead)}", f"<p class=lead>{html.escape(lead)}")
    known = read_card(article).known
    card = {name: known[name] for name in ("title", "author", "date") if name in known}
    page = (
        f"<!doctype html><html lang=en><meta charset=utf-8><title>{html.escape(known.get('title', slug))}</title>{body}"
    )
    return Sample(slug, page, said, [words for words in said if len(words) > 80], card, plain)


def from_page(path: Path) -> Sample:
    """A page of the tests, as its HTML is read."""
    article = read_bytes(path.read_bytes(), name=path.name)
    zones = kit.find_zones(article)
    said = [flat(article.covered(zone)) for zone in zones]
    bodies = [words for zone, words in zip(zones, said, strict=True) if zone.label == "body" and len(words) > 80]
    wanted = tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8"))["card"]
    card = {name: wanted[name] for name in ("title", "author", "date") if name in wanted}
    tags = ["h1" if zone.label == "headline" else "p" for zone in zones]
    return Sample(
        path.stem, decode_html(path.read_bytes()).text, said, bodies, card, list(zip(tags, said, strict=True))
    )


def rich() -> Sample:
    """A page with all that print has beside paragraphs."""
    article = kit.load("csto-kazakhstan")
    zones = kit.find_zones(article)
    bodies = [flat(article.covered(zone)) for zone in zones if zone.label == "body"][:8]
    title = "A treaty is tested, and so are five ministers"
    parts = [
        ("h1", title),
        ("p", "By Ana Ruiz and עומר לוי"),
        ("p", "7 January 2022"),
        ("p", bodies[0]),
        ("aside", "In short. Troops of four states were sent. They are to stay for weeks, the president says."),
        ("p", bodies[1]),
        ("figcaption", "A column of lorries leaves the airport of Almaty on Friday. Photograph: Pat Odie/Post"),
        ("p", bodies[2]),
        ("h2", "Who sends how many"),
        ("li", "Some 3,000 from the largest of the six members"),
        ("li", "Some 500 from its neighbour to the west"),
        ("p", bodies[3]),
        ("td", "Member"), ("td", "Troops"), ("td", "Largest"), ("td", "3,000"), ("td", "Smallest"), ("td", "70"),
        *(("p", words) for words in bodies[4:]),
        ("p class=notes", "1. The treaty was signed in May 1992, and five states have left or joined it since then."),
    ]  # fmt: skip
    out = []
    for tag, words in parts:
        said = html.escape(words)
        if tag == "figcaption":
            out.append(
                f"<figure><svg width=300 height=120><rect width=300 height=120 fill='#9bc'/></svg>"
                f"<div class=over>LIVE</div><figcaption>{said}</figcaption></figure>"
            )
        else:
            out.append(f"<{tag}>{said}</{tag.split()[0]}>")
    body = re.sub(r"((?:<td>[^<]*</td>\n?){6})", r"<table>\1</table>", "\n".join(out))
    body = re.sub(r"(<td>[^<]*</td>)\s*(<td>[^<]*</td>)", r"<tr>\1\2</tr>", body)
    body = re.sub(r"((?:<li>[^<]*</li>\n?)+)", r"<ul>\1</ul>", body)
    page = f"<!doctype html><html lang=en><meta charset=utf-8><title>{title}</title><style>{RICH_STYLE}</style>{body}"
    said = [words for tag, words in parts if tag not in ("td", "li")]
    rows = [words for tag, words in parts if tag == "td"]
    said += [" ".join(rows), " ".join(words for tag, words in parts if tag == "li"), "LIVE"]
    card = {"title": title, "date": "7 January 2022"}
    return Sample("rich", page, said, bodies, card, [(tag.split()[0], words) for tag, words in parts])


def as_docx(sample: Sample) -> bytes:
    """A Word document of a sample's blocks, with its properties as Word writes them."""
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    styles = {"h1": "Title", "h2": "Heading1", "figcaption": "Caption"}
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{styles.get(tag, "Normal")}"/></w:pPr>'
        f"<w:r><w:t xml:space='preserve'>{html.escape(words)}</w:t></w:r></w:p>"
        for tag, words in sample.plain
    )
    names = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in (("Title", "Title"), ("Heading1", "heading 1"), ("Caption", "caption"), ("Normal", "Normal"))
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r0" '
        f'Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/styles" Target="styles.xml"/></Relationships>',
        "docProps/core.xml": '<cp:coreProperties xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties">'
        f"<dc:title>{html.escape(sample.card.get('title', ''))}</dc:title>"
        f"<dc:creator>{html.escape(sample.card.get('author', ''))}</dc:creator></cp:coreProperties>",
        "word/styles.xml": f'<w:styles xmlns:w="{w}">{names}</w:styles>',
        "word/document.xml": f'<w:document xmlns:w="{w}"><w:body>{body}</w:body></w:document>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, words in parts.items():
            file.writestr(name, words)
    return out.getvalue()


def printed(samples: list[Sample]) -> Iterator[tuple[str, Sample, bytes]]:
    """Samples as a browser prints them: our articles in every style, the tests' pages as they are."""
    chromium = os.environ.get("KIT_CHROMIUM") or shutil.which("chromium")
    if not chromium:
        print("no chromium on the path: no PDFs")
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"]).new_page()
        shown: dict[str, str] = {}
        page.route("**/*", lambda route: route.fulfill(body=shown["page"], content_type="text/html; charset=utf-8"))
        for sample in samples:
            of_page = sample.name == "rich" or sample.name not in seeds()
            for name, (css, size, margin) in {"page": ("", "A4", "1cm")}.items() if of_page else STYLES.items():
                shown["page"] = sample.page + f"<style>{css}</style>"
                page.goto(URL, wait_until="domcontentloaded")
                edges = dict.fromkeys(("left", "right"), margin) | {"top": "16mm", "bottom": "16mm"}
                yield (
                    f"pdf: {name if not of_page else 'rich' if sample.name == 'rich' else 'tests/pages'}",
                    sample,
                    page.pdf(display_header_footer=True, format=size, margin=edges),
                )


def right(card: kit.Card, sample: Sample, article: kit.Article) -> Iterator[tuple[str, bool]]:
    """Of each fact that is wanted whether the card has it."""
    isos = [a.attributes["iso"] for a in article.annotations if a.layer == "card" and "iso" in a.attributes]
    for name, wanted in sample.card.items():
        got = getattr(card, name) or ""
        same = flat(got).replace("’", "'").casefold() == wanted.replace("’", "'").casefold()
        yield name, same or (name == "date" and same_day(got, wanted, isos))


def same_day(got: str, wanted: str, isos: list[str]) -> bool:
    year, month, day = [*wanted.split("-"), "", ""][:3]
    if wanted in isos:
        return True
    names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    return bool(
        month.isdigit()
        and year in got
        and re.search(rf"\b0?{int(day)}(?:st|nd|rd|th)?\b", got)
        and (names[int(month) - 1] in got.lower() or re.search(rf"\b0?{int(month)}\b", got))
    )


def main(arguments: list[str]) -> None:
    """Make the files, read them, and print a line of figures for each kind."""
    verbose = "-v" in arguments
    kinds = [name for name in arguments if not name.startswith("-")] or ["html", "pdf", "docx"]
    own = [*map(from_seed, seeds()), rich()]
    pages = [from_page(path) for path in sorted(PAGES.glob("*.html"))]
    files: list[tuple[str, Sample, bytes]] = []
    if "html" in kinds:
        files += [("html: articles", sample, sample.page.encode()) for sample in own]
        files += [("html: tests/pages", sample, (PAGES / f"{sample.name}.html").read_bytes()) for sample in pages]
    if "docx" in kinds:
        files += [("docx: articles", sample, as_docx(sample)) for sample in own]
        files += [("docx: tests/pages", sample, as_docx(sample)) for sample in pages]
    if "pdf" in kinds:
        files += printed([*own, *pages])
    counts: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for kind, sample, data in files:
        count = counts[kind]
        began = perf_counter()
        article = read_bytes(data, name=f"a.{kind.partition(':')[0]}")
        count["seconds"].append(perf_counter() - began)
        came = [flat(article.covered(zone)) for zone in kit.find_zones(article)]
        count["kept"] += [words in came for words in sample.paragraphs]
        count["extra"] += [words not in sample.blocks for words in came]
        facts = dict(right(article.card, sample, article))
        for name, fits in facts.items():
            count[name].append(fits)
        if verbose:
            for words in sample.paragraphs:
                if words not in came:
                    print(f"{kind} {sample.name} LOST  {words[:60]} … {words[-60:]}")
            for words in came:
                if words not in sample.blocks:
                    print(f"{kind} {sample.name} EXTRA {words[:90]} … {words[-50:]}")
            for name, fits in facts.items():
                if not fits:
                    print(f"{kind} {sample.name} {name}: {getattr(article.card, name)!r}, not {sample.card[name]!r}")
            if "pdf" in kind and article.card.url != URL:
                print(f"{kind} {sample.name} url: {article.card.url}")
    show: list[tuple[str, Callable[[list[float]], str]]] = [
        ("kept", share), ("extra", share), ("title", share), ("author", share), ("date", share),
        ("seconds", lambda row: f"{sorted(row)[len(row) // 2]:.2f} s"),
    ]  # fmt: skip
    print(f"{'':24}{'files':>6}" + "".join(f"{name:>16}" for name, _ in show))
    for kind, count in counts.items():
        print(f"{kind:24}{len(count['seconds']):6}" + "".join(f"{said(count[name]):>16}" for name, said in show))


def share(row: list[float]) -> str:
    return f"{sum(row) / len(row):.3f} ({sum(row):.0f}/{len(row)})" if row else "—"


if __name__ == "__main__":
    main(sys.argv[1:])
