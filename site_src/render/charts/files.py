"""The charts as files, for who takes them along: SVG and PNG beside each page, made with the same numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from site_src.model.texts import unmarked
from site_src.render import routes
from site_src.render.charts.dot_plot import Chart, svg_file
from site_src.render.charts.dot_plot_png import png_file
from site_src.render.pages.gaps.figures import subjects
from site_src.render.site import Site
from site_src.render.tables.gap_figure import chart_of


def chart_files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Address and bytes of every chart, in every language."""
    for code, language in site.languages.items():
        for subject in subjects(site.catalogue):
            chart = _plain(chart_of(site.catalogue, language, subject))
            for suffix, made in (("svg", svg_file(chart)), ("png", png_file(chart))):
                yield str(site.where.file(routes.gap_chart(*subject, suffix), code)), made


def _plain(chart: Chart) -> Chart:
    """Without the marks of words that a language lacks: those are for pages."""
    rows = tuple(replace(row, label=unmarked(row.label), told=unmarked(row.told)) for row in chart.rows)
    words = {name: unmarked(getattr(chart, name)) for name in ("title", "unit", "legend", "source")}
    return replace(chart, rows=rows, **words)
