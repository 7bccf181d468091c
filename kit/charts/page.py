"""A chart on a page: its finding, the drawing for a wide page and a narrow one, its limit, its words and its table."""

from __future__ import annotations

from kit.charts.drawings import Drawing
from kit.charts.paint import dark_style
from kit.charts.svg import NARROW, WIDE, drawing_svg
from kit.charts.words import TITLE, label
from kit.hypertext import AS_WRITTEN, words_html
from kit.tables import on_a_page, table_html
from kit.visible import visible

__all__ = ["chart_html", "picture_html"]

# A drawing keeps its own colours, also where a system has its own, for its figures are told apart by them.
_STYLE = (
    ".kit-chart{container-type:inline-size;max-width:46rem;box-sizing:border-box;padding:8px;border-radius:8px;"
    "background:var(--kd-paper,#fff);color:#1d1e20;forced-color-adjust:none;print-color-adjust:exact;-webkit-print-color-adjust:exact}"
    ".kit-chart svg{display:block;width:100%;height:auto;overflow:visible}"
    ".kit-chart svg.kd-narrow{display:none;max-width:26rem}"
    ".kit-chart .kd-finding{margin:0 0 .8rem;padding:0;font:600 1rem/1.4 system-ui,-apple-system,'Segoe UI',Roboto,"
    "'DejaVu Sans',sans-serif;color:inherit;overflow-wrap:anywhere;text-wrap:pretty}"
    "@container (max-width:35rem){.kit-chart svg.kd-wide{display:none}.kit-chart svg.kd-narrow{display:block}}"
)
LAB = "[data-jp-theme-light='false']"  # on JupyterLab's body, with a dark theme


def picture_html(drawing: Drawing, title: str, alt: str, *, dark: tuple[str, str] = (LAB, "screen")) -> str:
    """The finding and the drawing as one picture for whoever hears a page, twice drawn: wide, and for a narrow page.

    ``dark`` says where a page is dark: within which selector, and for which media.
    """
    within, media = dark
    wide, narrow = drawing_svg(drawing, WIDE, "kd-wide"), drawing_svg(drawing, NARROW, "kd-narrow")
    ground = (
        f"@media {media}{{{within} .kit-chart{{background:var(--kd-paper,var(--jp-layout-color0,#111214));"
        "color:#e8e8ec}}"
    )
    return (
        f"<style>{_STYLE}{ground}{dark_style(wide + narrow, f'{within} .kit-chart', media)}</style>"
        f"<div role='img' aria-label='{words_html(visible(alt))}' class='kit-chart'>"
        f"<p class='kd-finding'>{words_html(label(title, TITLE)).replace(' %', chr(160) + '%')}</p>{wide}{narrow}</div>"
    )


def chart_html(drawing: Drawing, title: str, alt: str, table: tuple[tuple[str, ...], ...], caption: str) -> str:
    """A chart as a notebook shows it."""
    rows, more = on_a_page(table)
    limit = f"<figcaption style='margin:.4rem 0 0'>{words_html(caption)}</figcaption>" if caption else ""
    return (
        f"<figure class='{AS_WRITTEN}' style='margin:0;max-width:46rem;overflow-wrap:break-word'>"
        f"{picture_html(drawing, title, alt)}{limit}"
        "<details style='margin-top:.5rem'>"
        "<summary data-lm-suppress-shortcuts='true'>The chart in words and numbers</summary>"
        f"<p>{words_html(visible(alt))}</p>{table_html(rows)}"
        f"{f'<p>{more}</p>' if more else ''}"
        "</details></figure>"
    )
