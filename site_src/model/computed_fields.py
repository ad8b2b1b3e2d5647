"""What the catalogue computes and publishes beside a record, and what it means. What a record says: initiative.py.

A region fills `{straal}` and `[…]` by model/region/wording.py, here and in the descriptions of fields.
"""

from __future__ import annotations

from site_src.model.fields import fields_of, meanings_of
from site_src.model.initiative import Initiative
from site_src.model.texts import Meaning

COMPUTED = {
    "feiten": Meaning(
        "Per veld welke termen ja, waarschijnlijk of nee zijn; van de andere is het niet bekend.",
        "For each field which terms are a yes (ja), probable (waarschijnlijk) or a no (nee); the others are unknown.",
    ),
    "campussen": Meaning(
        "Codes van de campussen waar dit meetelt: binnen {straal} km, landelijk of online, of verder met een bron.",
        "Codes of the campuses it counts around: "
        "within {straal} km, national or online, or further away with a source.",
    ),
    "afstand_km": Meaning("Kilometers hemelsbreed tot", "Kilometres in a straight line to"),
    "afstanden_km": Meaning(
        "Kilometers hemelsbreed tot elke campus, zo precies als de plek bekend is.",
        "Kilometres in a straight line to each campus, as precise as the place is known.",
    ),
    "rd_x": Meaning("RD New (EPSG:28992), naar het oosten, in meters.", "RD New (EPSG:28992), easting, in metres."),
    "rd_y": Meaning("RD New (EPSG:28992), naar het noorden, in meters.", "RD New (EPSG:28992), northing, in metres."),
    "bijgewerkt": Meaning("De nieuwste datum in het record.", "The newest date in the record."),
    "url": Meaning("De pagina op deze site.", "The page on this site."),
}


def part_meanings() -> dict[str, Meaning]:
    """locaties.postcode -> what it means, for every part of every field that is a group."""
    return {
        f"{field.name}.{name}": meaning
        for field in fields_of(Initiative)
        if field.part
        for name, meaning in meanings_of(field.part).items()
    }
