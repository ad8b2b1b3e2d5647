"""Which records have facts that it is time to look at again, as the text of one issue with a link to confirm each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from site_src.derive.insight.freshness import ages_of, old_facts
from site_src.maintenance.contributions.reply import harmless
from site_src.maintenance.links.report import cut
from site_src.model.initiative import Initiative
from site_src.render import routes
from site_src.render.forms.form_links import Addresses


def stale(initiatives: Sequence[Initiative], today: dt.date) -> list[Initiative]:
    """The records with a fact to look at again, the longest overdue first; what has stopped needs no check."""
    overdue = [(old[0].due or today, item.id, item) for item in initiatives if (old := old_facts(item, today))]
    return [item for _, _, item in sorted(overdue, key=lambda row: row[:2])]


def freshness_report(initiatives: Sequence[Initiative], addresses: Addresses, today: dt.date) -> str:
    """Markdown in Dutch; nothing to do is said too."""
    old = stale(initiatives, today)
    head = f"Op {today} hebben {len(old)} van de {len(initiatives)} initiatieven iets dat weer nagekeken mag worden."
    if not old:
        return f"{head}\n"
    how = (
        "Hoe lang een feit meegaat, verschilt: of iets nog bestaat een half jaar, wat het kost een jaar, een adres "
        "twee jaar. Open de pagina en lees alles na. Klopt het nog? Kies dan ‘klopt nog’; het formulier is al "
        "ingevuld. Klopt er iets niet? Kies dan ‘klopt niet’."
    )
    return cut(f"{head}\n\n{how}\n\n" + "\n".join(_row(item, addresses, today) for item in old) + "\n")


def _row(item: Initiative, addresses: Addresses, today: dt.date) -> str:
    settings = addresses.settings
    page = settings.origin + settings.base_path + routes.initiative(item.id).lstrip("/")
    links = f"[klopt nog]({addresses.right(item)}) · [klopt niet]({addresses.wrong(item.id)})"
    return f"- [ ] [{harmless(item.name)}]({page}) ({item.checked}, {_which(item, today)}): {links}"


def _which(item: Initiative, today: dt.date) -> str:
    """The facts to look at, by their label; all of them in a word."""
    old, all_ages = old_facts(item, today), ages_of(item)
    if len(old) == sum(age.due is not None for age in all_ages.values()):
        return "alles"
    return ", ".join(age.field.spec.nl.lower() for age in old)
