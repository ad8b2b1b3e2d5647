"""A range of money as a bar on a scale that starts at zero; the words beside it say the same."""

from __future__ import annotations

from markupsafe import Markup

from site_src.derive.insight.role_costs import Range
from site_src.render.charts.dot_plot import EDGE, WIDTH, at

LEAST = 4.0  # units: a bar that a reader can see


def range_strip(cost: Range, most: int) -> Markup:
    """The bar from low to high, in euro; `most` is the end of the scale."""
    low, high = (at(value, most, EDGE, WIDTH - EDGE) for value in cost)
    return Markup(
        f'<svg class="dots" viewBox="0 0 {WIDTH} 24" aria-hidden="true" focusable="false">'
        f'<path class="dots__base" d="M{EDGE} 12H{WIDTH - EDGE}"/>'
        f'<rect class="dots__sure" x="{low}" y="5" width="{max(high - low, LEAST):.1f}" height="14" rx="3"/></svg>'
    )
