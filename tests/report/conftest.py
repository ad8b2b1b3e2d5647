"""The 70 initiatives of the report, as they are in the catalogue now."""

from __future__ import annotations

import pytest
from annex import in_catalogue

from site_src.model.initiative import Initiative
from site_src.read.records import Reading


@pytest.fixture(scope="session")
def seventy(reading: Reading) -> dict[str, Initiative]:
    """Id in the annex -> its record, for those that are still there."""
    return in_catalogue(reading)
