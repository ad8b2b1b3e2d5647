"""The finder with many more records than there are: every card, row and place of the real page again and again."""

from __future__ import annotations

import json
import re

from playwright.sync_api import Page, Route

CARD = re.compile(r'<li><article class="card pick".*?</article></li>', re.S)
ROW = re.compile(r'<tr data-spot="(\d+)">.*?</tr>', re.S)
SHIFT = 0.01  # degrees between a place and its copy


def multiply(tab: Page, times: int) -> None:
    """Lets the page of the list and its layer hold everything `times` times, with ids and numbers of their own."""
    tab.route(re.compile(r"/initiatieven/(\?.*)?$"), lambda route: _page(route, times))
    tab.route("**/data/kaart/regio.geojson", lambda route: _layer(route, times))


def _page(route: Route, times: int) -> None:
    answer = route.fetch()
    html = CARD.sub(lambda found: "".join(_again(found[0], copy) for copy in range(times)), answer.text())
    html = ROW.sub(lambda found: "".join(_row(found[0], int(found[1]), copy) for copy in range(times)), html)
    route.fulfill(response=answer, body=html)


def _again(card: str, copy: int) -> str:
    """A card with another id and, so that it does not fold, a parent of its own."""
    if not copy:
        return card
    return re.sub(r'(data-(?:initiative|save|programma)="[^"]*)"', rf'\1-{copy}"', card)


def _row(row: str, number: int, copy: int) -> str:
    row = row.replace(f'data-spot="{number}"', f'data-spot="{number + 1000 * copy}"')
    return re.sub(r'(data-member="[^"]*)"', rf'\1-{copy}"', row) if copy else row


def _layer(route: Route, times: int) -> None:
    answer = route.fetch()
    layer = answer.json()
    spots = [feature for feature in layer["features"] if "nummer" in feature["properties"]]
    layer["features"] += [_moved(spot, copy) for copy in range(1, times) for spot in spots]
    route.fulfill(response=answer, body=json.dumps(layer))


def _moved(spot: dict, copy: int) -> dict:
    lon, lat = spot["geometry"]["coordinates"]
    about = spot["properties"]
    items = [item | {"id": f"{item['id']}-{copy}"} for item in about["initiatieven"]]
    point = {"type": "Point", "coordinates": [lon + SHIFT * (copy % 6), lat + SHIFT * (copy // 6)]}
    properties = about | {"nummer": about["nummer"] + 1000 * copy, "initiatieven": items}
    return {"type": "Feature", "properties": properties, "geometry": point}
