"""The example record, and ways to break it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

ROOT = Path(__file__).parent.parent
TODAY = dt.date(2026, 11, 21)

RECORD = """\
# yaml-language-server: $schema=../schema/initiatief.schema.json
id: voorbeeld
naam: Voorbeeld
website: https://voorbeeld.nl/
samenvatting: Leerlingen bouwen een robot.
bereik: lokaal
schooltypen: [po, vmbo]
doelgroepen: [leerlingen]
activiteiten: [gastlessen]
praktijk: veel
gratis_vervoer: true
locaties:
  - naam: Robotzaal
    adres: Coolsingel 40
    postcode: 3011 AD
    plaats: Rotterdam
    gemeente: Rotterdam
    lat: 51.9225
    lon: 4.4792
    nauwkeurigheid: adres
status: actief
gecontroleerd: 2026-11-01
bronnen:
  - velden: [naam, website, samenvatting, bereik, schooltypen, doelgroepen, activiteiten, praktijk, gratis_vervoer, locaties, status]
    bron: https://voorbeeld.nl/over
    zekerheid: website
"""  # noqa: E501


def changed(record: str = RECORD, **lines: str | None) -> str:
    """The example record with whole top-level lines replaced (`website="website: x"`) or removed (None)."""
    kept = []
    for line in record.splitlines():
        key = line.split(":", 1)[0]
        if key not in lines:
            kept.append(line)
        elif lines[key] is not None:
            kept.append(str(lines[key]))
    return "\n".join(kept) + "\n"
