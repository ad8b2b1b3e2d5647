"""Which records nobody has looked at for a year, as the text of one issue with a link to confirm each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from site_src.check.source_rules import STALE_DAYS
from site_src.maintenance.contributions.reply import harmless
from site_src.maintenance.links.report import cut
from site_src.model.initiative import Initiative
from site_src.render import routes
from site_src.render.forms.form_links import Addresses


def stale(initiatives: Sequence[Initiative], today: dt.date) -> list[Initiative]:
    """The records that were last checked more than a year ago, the oldest first; what has stopped needs no check."""
    old = [item for item in initiatives if (today - item.checked).days > STALE_DAYS and item.status != "gestopt"]
    return sorted(old, key=lambda item: (item.checked, item.id))


def freshness_report(initiatives: Sequence[Initiative], addresses: Addresses, today: dt.date) -> str:
    """Markdown in Dutch; nothing to do is said too."""
    old = stale(initiatives, today)
    head = f"Op {today} zijn {len(old)} van de {len(initiatives)} initiatieven langer dan een jaar niet nagekeken."
    if not old:
        return f"{head}\n"
    how = (
        "Open de pagina en lees alles na. Klopt het nog? Kies dan ‘klopt nog’; het formulier is al ingevuld. "
        "Klopt er iets niet? Kies dan ‘klopt niet’."
    )
    return cut(f"{head}\n\n{how}\n\n" + "\n".join(_row(item, addresses) for item in old) + "\n")


def _row(item: Initiative, addresses: Addresses) -> str:
    settings = addresses.settings
    page = settings.origin + settings.base_path + routes.initiative(item.id).lstrip("/")
    links = f"[klopt nog]({addresses.right(item)}) · [klopt niet]({addresses.wrong(item.id)})"
    return f"- [ ] [{harmless(item.name)}]({page}) ({item.checked}): {links}"
