"""data/verhuisd.yml: the ids that records had before, so that old addresses lead to the new ones."""

from __future__ import annotations

from pydantic import RootModel

from site_src.model.values import Slug


class MovedIds(RootModel[dict[Slug, Slug]]):
    """Former id -> the id of today."""
