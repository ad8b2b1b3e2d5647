"""The same signs for programs: one list of websites, keys in Dutch as in every public format of ours."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from site_src.maintenance.signs.event import Event
from site_src.maintenance.signs.judging import Signs
from site_src.maintenance.signs.run import Outcome


def signs_json(outcome: Outcome, today: dt.date) -> str:
    """All websites, also those where nothing is different."""
    data = {
        "nagekeken_op": str(today),
        "controle_werkt": outcome.works,
        "websites": outcome.hosts,
        "websites_met_antwoord": outcome.heard,
        "adressen": [_website(signs) for signs in outcome.signs],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _website(signs: Signs) -> dict[str, Any]:
    lot = signs.parked
    return {
        "website": signs.website.address,
        "initiatieven": [item.id for item in signs.website.initiatives],
        "antwoord": signs.answer.state.value,
        "code": signs.answer.code or None,
        "mislukt_op": [str(day) for day in signs.strikes],
        "stil": signs.quiet,
        "verhuisd_naar": signs.moved_to or None,
        "te_koop_of_leeg": None if lot is None else {"zeker": "ja" if lot.certain else "misschien",
                                                    "waarom": list(lot.reasons)},
        "gebeurtenissen": [_event(event) for event in signs.events],
        "afgelast": [_event(event) for event in signs.cancelled],
        "veranderde_paginas": [{"adres": page.address, "veranderd": str(page.changed)} for page in signs.pages],
    }  # fmt: skip


def _event(event: Event) -> dict[str, str]:
    return {"naam": event.name, "datum": str(event.start), "tot": str(event.until), "citaat": event.quote,
            "adres": event.address, "vorm": event.form}  # fmt: skip
