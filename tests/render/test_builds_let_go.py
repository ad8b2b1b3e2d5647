"""A build keeps nothing of the one before: `serve` builds again at each change and must not grow."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest
from helpers import RECORD

from site_src import pipeline
from site_src.derive.catalogue import Catalogue
from site_src.pipeline import Options, build


def test_after_two_builds_neither_catalogue_is_kept(
    tree: Callable[..., Path], content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    derive, made = pipeline.derive, []

    def watched(*given: object) -> Catalogue:
        catalogue = derive(*given)  # type: ignore[arg-type]
        made.append(weakref.ref(catalogue))
        return catalogue

    monkeypatch.setattr(pipeline, "derive", watched)
    options = Options(tree({"initiatieven/voorbeeld.yml": RECORD}), content, tmp_path / "public", jobs=1)
    build(options)
    build(options)
    gc.collect()
    assert [catalogue() for catalogue in made] == [None, None]
