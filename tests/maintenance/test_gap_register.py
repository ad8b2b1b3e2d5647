"""`build.py gap-register` finds in git when a gap came and went, which record made it so, and whether the world did."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from bs4 import BeautifulSoup
from helpers import RECORD, ROOT, TODAY, changed, run

from site_src.derive.catalogue import Catalogue
from site_src.derive.gaps import gaps_of
from site_src.model.gap_register import GapEntry
from site_src.read.made.gap_register import read_gap_register
from site_src.read.settings import read_settings
from site_src.read.words import read_words
from site_src.render.pages.gaps.register import history_of, latest
from site_src.render.words.language import languages_of

Tree = Callable[..., Path]
GAP = "gt-schooltype-vmbo-minder-dichtbij"
ELSEWHERE = "ook_rond: [ITS, DIF, IEM, DOC, BT]"
EVERYWHERE = "ook_rond: [ITS, GT, DIF, IEM, DOC, BT]"
CHANGE = "veranderingen:\n  - {datum: 2026-03-01, tekst: Nu ook rond de andere campus.}"
LOCAL = ["-c", "user.name=t", "-c", "user.email=t@voorbeeld.nl", "-c", "commit.gpgsign=false"]


def record(name: str, *more: str) -> str:
    return changed(id=f"id: {name}", naam=f"naam: {name.title()}") + "".join(f"{line}\n" for line in more)


def commit(data: Path, day: str, hour: int = 12) -> None:
    when = f"{day}T{hour:02d}:00:00Z"
    dates = os.environ | {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    for arguments in (["add", "--all", "data"], ["commit", "--quiet", "-m", day]):
        command = ["git", "-C", str(data.parent), *LOCAL, *arguments]
        subprocess.run(command, check=True, capture_output=True, env=dates)


def write(data: Path, **records: str | None) -> None:
    for name, text in records.items():
        path = data / f"initiatieven/{name}.yml"
        path.unlink() if text is None else path.write_text(text, encoding="utf-8")


@pytest.fixture
def data(tree: Tree) -> Path:
    """One initiative around seven of eight campuses: a difference of one is no gap yet."""
    data = tree({"initiatieven/een.yml": record("een", ELSEWHERE)})
    subprocess.run(["git", "-C", str(data.parent), "init", "--quiet"], check=True, capture_output=True)
    commit(data, "2026-01-10")
    return data


def register(data: Path, *arguments: str) -> tuple[str, dict[str, list[GapEntry]]]:
    done = run("gap-register", "--data", data, "--content", ROOT / "content", "--today", TODAY, *arguments)
    assert done.exit_code == 0, done.stderr
    entries, problems = read_gap_register(data)
    assert problems == []
    found: dict[str, list[GapEntry]] = {}
    for entry in entries:
        found.setdefault(entry.id, []).append(entry)
    return done.stdout, found


def test_a_gap_has_the_day_it_was_first_seen_and_the_records_that_opened_it(data: Path) -> None:
    write(data, twee=record("twee", ELSEWHERE), drie=record("drie", ELSEWHERE))
    commit(data, "2026-02-10")
    told, found = register(data)
    (entry,) = found[GAP]
    assert (entry.since.isoformat(), entry.until, entry.causes) == ("2026-02-10", None, ("drie", "twee"))
    assert (entry.campus, entry.dimension, entry.term, entry.kind) == ("GT", "schooltype", "vmbo", "dichtbij")
    assert "begint bij 2026-01-10" in told


def test_it_ends_with_the_record_that_closed_it_and_stays_one_gap_in_between(data: Path) -> None:
    write(data, twee=record("twee", ELSEWHERE), drie=record("drie", ELSEWHERE))
    commit(data, "2026-02-10")
    write(data, vier=record("vier", ELSEWHERE))
    commit(data, "2026-03-10")
    write(data, twee=record("twee", EVERYWHERE), drie=record("drie", EVERYWHERE), vier=record("vier", EVERYWHERE))
    write(
        data, een=record("een", EVERYWHERE), vijf=record("vijf", ELSEWHERE)
    )  # the latter moves nothing around the campus of the gap
    commit(data, "2026-04-10")
    (entry,) = register(data)[1][GAP]
    assert [str(day) for day in (entry.since, entry.until)] == ["2026-02-10", "2026-04-10"]
    assert (entry.causes, entry.end_causes) == (("drie", "twee"), ("drie", "een", "twee", "vier"))


def test_a_gap_that_comes_back_is_told_twice_and_the_folder_is_the_state_of_today(data: Path) -> None:
    write(data, twee=record("twee", ELSEWHERE), drie=record("drie", ELSEWHERE))
    commit(data, "2026-02-10")
    write(data, twee=None, drie=None)
    commit(data, "2026-03-10")
    write(data, twee=record("twee", ELSEWHERE), drie=record("drie", ELSEWHERE))
    first, second = register(data)[1][GAP]
    assert (str(first.since), str(first.until)) == ("2026-02-10", "2026-03-10")
    assert (second.since, second.until) == (TODAY, None)
    commit(data, TODAY.isoformat())
    write(data, twee=None, drie=None)
    assert [entry.until for entry in register(data)[1][GAP]] == [first.until]


@pytest.mark.parametrize(
    ("before", "after", "nature"),
    [
        ([], [CHANGE], "wereld"),
        ([CHANGE], [CHANGE], "gegevens"),
        ([], [], "gegevens"),
    ],
)
def test_a_change_in_the_world_is_kept_apart_from_a_correction_of_data(
    data: Path, before: list[str], after: list[str], nature: str
) -> None:
    names = ("een", "twee", "drie")
    write(data, **{name: record(name, ELSEWHERE, *before) for name in names})
    commit(data, "2026-02-10")
    write(data, **{name: record(name, EVERYWHERE, *after) for name in names})
    commit(data, "2026-04-10")
    (entry,) = register(data)[1][GAP]
    assert (str(entry.until), entry.end_nature) == ("2026-04-10", nature)


def test_an_initiative_that_began_after_the_state_before_is_the_world_and_one_that_was_there_is_data(
    data: Path,
) -> None:
    begun = "veranderingen:\n  - {datum: 2026-02-01, tekst: Begonnen.}"
    write(data, twee=record("twee", ELSEWHERE, begun), drie=record("drie", ELSEWHERE, begun))
    commit(data, "2026-02-10")
    assert register(data)[1][GAP][0].nature == "wereld"
    old = begun.replace("2026-02-01", "'2026-01'")  # the month of the state before: it may have been there
    write(data, drie=record("drie", ELSEWHERE, old))
    commit(data, "2026-02-10", hour=13)
    assert register(data)[1][GAP][0].nature == "gegevens"


def test_of_a_day_only_the_last_state_counts_and_more_days_than_asked_are_left_out(data: Path) -> None:
    write(data, twee=record("twee", ELSEWHERE), drie=record("drie", ELSEWHERE))
    commit(data, "2026-02-10", hour=9)
    write(data, twee=None, drie=None)
    commit(data, "2026-02-10", hour=10)
    assert GAP not in register(data)[1]
    write(data, twee=record("twee", ELSEWHERE), drie=record("drie", ELSEWHERE))
    commit(data, "2026-03-10")
    told, found = register(data, "--most", "1")
    assert "gelezen: 1 dagen" in told and str(found[GAP][0].since) == "2026-03-10"
    assert found[GAP][0].nature == "" and found[GAP][0].causes == ()
    assert "begint bij 2026-02-10" in register(data, "--since", "2026-02-01")[0]


def test_a_state_that_the_model_of_now_cannot_read_is_skipped_in_one_line(data: Path) -> None:
    write(data, een=record("een", ELSEWHERE).replace("naam: Een", "titel: Een"))
    commit(data, "2026-02-10")
    write(data, **{name: record(name, ELSEWHERE) for name in ("een", "twee", "drie")})
    commit(data, "2026-03-10")
    told, found = register(data)
    assert told.count("Overgeslagen") == 1 and "van 2026-02-10; dat is met het model van nu niet te lezen." in told
    assert str(found[GAP][0].since) == "2026-03-10"


def test_a_record_with_a_new_name_is_the_same_record(data: Path) -> None:
    write(data, twee=record("twee", ELSEWHERE), drie=record("drie", ELSEWHERE))
    commit(data, "2026-02-10")
    write(data, twee=None, anders=record("anders", ELSEWHERE))
    (data / "verhuisd.yml").write_text("twee: anders\n", encoding="utf-8")
    commit(data, "2026-03-10")
    (entry,) = register(data)[1][GAP]
    assert entry.until is None and entry.causes == ("anders", "drie")


def test_outside_git_it_says_so_and_writes_nothing(tree: Tree) -> None:
    data = tree({"initiatieven/een.yml": record("een")})
    done = run("gap-register", "--data", data, "--content", ROOT / "content")
    assert done.exit_code == 1 and "git" in done.stderr and "Traceback" not in done.stderr
    assert not (data / "witte-vlekken-register.csv").exists()


HEAD = "id,campus,dimensie,term,soort,richting,sterkte,sinds,tot,oorzaak,aard,oorzaak_tot,aard_tot\n"
LINE = f"{GAP},GT,schooltype,vmbo,dichtbij,minder,licht,2026-02-10,2026-03-10,een twee,gegevens,een,wereld\n"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (",GT,", ",XX,", "campus “XX” bestaat niet"),
        (",vmbo,", ",vmbooo,", "“vmbooo” is geen term bij schooltype"),
        ("2026-03-10", "2026-02-10", "“tot” ligt niet na “sinds”"),
        ("2026-02-10", "gisteren", "“sinds” kan niet zijn: “gisteren”"),
        ("gegevens", "toeval", "“aard” kan niet zijn: “toeval”"),
    ],
)
def test_what_cannot_be_in_the_register_is_told_in_plain_words(problems_of: Any, old: str, new: str, says: str) -> None:
    line = LINE.replace(old, new, 1)
    found = problems_of({"initiatieven/voorbeeld.yml": RECORD, "witte-vlekken-register.csv": HEAD + line})
    assert [says in problem.message for problem in found if problem.rule == "register-klopt"] == [True]


def context(catalogue: Catalogue, entries: tuple[GapEntry, ...]) -> Any:
    """What the pages ask of a context: the catalogue with this register, and Dutch."""
    known = replace(catalogue, gap_register=entries)
    words = read_words(ROOT / "content", read_settings(ROOT / "content").languages).words
    return SimpleNamespace(catalogue=known, language=languages_of(words, known)["nl"])


def test_the_pages_say_since_when_and_by_what_and_keep_the_world_apart(catalogue: Catalogue) -> None:
    here = catalogue.initiatives[0]
    row = dict(zip(HEAD.strip().split(","), LINE.strip().split(","), strict=True)) | {"oorzaak": here.id}
    stands = GapEntry.model_validate(row | {"tot": "", "oorzaak_tot": "", "aard_tot": ""})
    ended = GapEntry.model_validate(row | {"oorzaak_tot": f"weg {here.id}"})
    (told,) = history_of(context(catalogue, (stands,)), ("schooltype", "vmbo", "GT"))
    assert told.told == "Wat minder in de buurt, te zien sinds 10 februari 2026."
    assert (told.by, told.causes) == ("Ontstaan door", (here,))
    (told,) = history_of(context(catalogue, (ended,)), ("schooltype", "vmbo", "GT"))
    assert told.told.endswith("te zien van 10 februari 2026 tot 10 maart 2026.") and told.by == "Verdwenen door"
    assert told.causes == (here,) and told.nature == "Er veranderde echt iets."
    last = latest(context(catalogue, (ended,)))
    assert last is not None and (len(last.world), len(last.data)) == (1, 1)
    assert last.world[0].address == "/witte-vlekken/schooltype/vmbo/#green-technology-campus"
    assert latest(context(catalogue, ())) is None and history_of(context(catalogue, ()), ("a", "b", "c")) == ()


def test_every_gap_of_now_has_an_id_of_its_own_and_what_the_register_says_stands_on_its_page(
    catalogue: Catalogue, page: Callable[[str], BeautifulSoup]
) -> None:
    gaps = gaps_of(catalogue)
    assert len(gaps) == len({(gap.key, gap.kind) for gap in gaps.values()})
    assert all(name.replace("-", "").isalnum() and name == name.lower() for name in gaps)
    for entry in catalogue.gap_register:
        if entry.campus and entry.dimension != "bereik":
            soup = page(f"/witte-vlekken/{entry.dimension}/{entry.term}/")
            campus = soup.find(id=catalogue.campus_by_code[entry.campus].id)
            assert campus is not None and "te zien" in campus.get_text()
