"""The example for who works in Python; a test takes it from the page and runs it."""

from __future__ import annotations

from site_src.model.vocabulary import Vocabulary

CHOSEN = "vmbo"  # a school type to choose initiatives by

SNIPPET = """\
import geopandas as gpd
import pandas as pd

base = "{base}"
initiatieven = pd.read_csv(base + "initiatieven.csv")
bronnen = pd.read_csv(base + "bronnen.csv")
kaart = gpd.read_file(base + "initiatieven.geojson")

{count}
print(bronnen["zekerheid"].value_counts())
print(kaart[kaart.geometry.notna()].to_crs("EPSG:28992").total_bounds)
"""
COUNT_CHOSEN = """\
vmbo = initiatieven[initiatieven["schooltypen"].str.contains("vmbo", na=False)]
print(len(initiatieven), "initiatieven,", len(vmbo), "voor het vmbo")"""
COUNT = 'print(len(initiatieven), "initiatieven")'


def snippet(base: str, vocabulary: Vocabulary) -> str:
    """The example with the address of the downloads in it; it counts a school type where that is a term."""
    count = COUNT_CHOSEN if CHOSEN in vocabulary.ids("schooltype") else COUNT
    return SNIPPET.replace("{base}", base).replace("{count}", count)
