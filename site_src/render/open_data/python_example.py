"""The example for who works in Python; a test takes it from the page and runs it."""

from __future__ import annotations

SNIPPET = """\
import geopandas as gpd
import pandas as pd

base = "{base}"
initiatieven = pd.read_csv(base + "initiatieven.csv")
bronnen = pd.read_csv(base + "bronnen.csv")
kaart = gpd.read_file(base + "initiatieven.geojson")

vmbo = initiatieven[initiatieven["schooltypen"].str.contains("vmbo", na=False)]
print(len(initiatieven), "initiatieven,", len(vmbo), "voor het vmbo")
print(bronnen["zekerheid"].value_counts())
print(kaart[kaart.geometry.notna()].to_crs("EPSG:28992").total_bounds)
"""


def snippet(base: str) -> str:
    """The example with the address of the downloads in it."""
    return SNIPPET.replace("{base}", base)
