"""The catalogue for machines: the same facts as on the pages."""

from __future__ import annotations

import json
from typing import Any

from site_src.catalogue.model import Initiative
from site_src.deriving import Catalogue
from site_src.site import routes
from site_src.site.routes import Routes


def initiatives_json(catalogue: Catalogue, where: Routes) -> bytes:
    """public/data/initiatieven.json: the fields of the YAML, plus the campuses each initiative counts around."""
    body = {
        "naam": catalogue.settings.name,
        "licentie": "CC BY 4.0",
        "peildatum": catalogue.today.isoformat(),
        "totaal": len(catalogue.initiatives),
        "initiatieven": [initiative_data(item, catalogue, where) for item in catalogue.initiatives],
    }
    return (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def initiative_data(item: Initiative, catalogue: Catalogue, where: Routes) -> dict[str, Any]:
    """One record as plain data; what is unknown is absent, as in the YAML."""
    data: dict[str, Any] = item.model_dump(mode="json", by_alias=True, exclude_unset=True)
    return data | {
        "campussen": list(catalogue.campus_codes[item.id]),
        "url": where.absolute(routes.initiative(item.id)),
    }
