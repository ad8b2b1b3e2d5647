"""Sloppy answers and strange mails: what a volunteer reads back, word for word, and that nothing gets lost or taken.

The replies stand in tests/fixtures/sloppy_answers.yml: read them aloud before you change one.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from helpers import RECORD, ROOT, TODAY
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from site_src.maintenance.contributions.duplicates import lookalikes
from site_src.maintenance.contributions.form_parsing import read_form
from site_src.maintenance.contributions.mail.reading import read_mail
from site_src.maintenance.contributions.plain_text import plain_words, says_nothing
from site_src.maintenance.contributions.proposal import Kind, Outcome
from site_src.maintenance.contributions.proposing import handle
from site_src.maintenance.contributions.typing_errors import meant
from site_src.read.records import Reading, read_data
from site_src.render.forms.issue_forms import NEW, RIGHT, WRONG, as_mail, issue_forms

CASES = yaml.safe_load((ROOT / "tests/fixtures/sloppy_answers.yml").read_text(encoding="utf-8"))
MAILS = sorted((ROOT / "tests/fixtures/mails").iterdir())
SITE = "https://voorbeeld.nl/"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    """The example record alone, with the real terms; nothing here writes."""
    data = tmp_path_factory.mktemp("small") / "data"
    (data / "initiatieven").mkdir(parents=True)
    for path in [*(ROOT / "data").glob("*.yml"), *(ROOT / "data").glob("rapport/*"), *(ROOT / "data").glob("geo/*")]:
        if path.name not in {"toets.yml", "verhuisd.yml"} and path.is_file():
            (data / path.relative_to(ROOT / "data")).parent.mkdir(exist_ok=True)
            (data / path.relative_to(ROOT / "data")).write_bytes(path.read_bytes())
    (data / "initiatieven/voorbeeld.yml").write_text(RECORD, encoding="utf-8")
    return read_data(data)


def mailed(content: str | bytes, reading: Reading) -> Outcome:
    data = content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass")
    return handle(read_mail(data, issue_forms(reading.vocabulary)), reading, issue_forms(reading.vocabulary), TODAY,
                  SITE, by_mail=True)  # fmt: skip


def test_there_are_thirty_sloppy_answers_in_two_languages() -> None:
    assert len(CASES) >= 30
    assert sum("Thank you" in case["antwoord"] for case in CASES) >= 5


@pytest.mark.parametrize("case", CASES, ids=[case["naam"] for case in CASES])
def test_a_sloppy_answer_gets_the_reply_that_a_volunteer_understands(case: dict[str, str], small: Reading) -> None:
    if case["als"] == "mail":
        outcome = mailed(case["gestuurd"], small)
    else:
        forms = issue_forms(small.vocabulary)
        outcome = handle(read_form(case["gestuurd"], forms, number=7), small, forms, TODAY, SITE)
    assert outcome.message == case["antwoord"]
    assert outcome.kind.value == case["soort"]


@pytest.mark.parametrize("path", MAILS, ids=lambda path: path.name)
def test_a_saved_mail_of_whatever_program_is_read(path: Path, small: Reading) -> None:
    """Each mail says in a header which answer to `Kosten` is meant, and what the reply tells besides."""
    outcome = mailed(path.read_bytes(), small)
    wanted = dict(line.split(": ", 1) for line in path.read_text("latin-1").splitlines() if line.startswith("X-"))
    assert outcome.kind is Kind.EDIT, outcome.message
    assert yaml.safe_load(outcome.text)["kosten"] == wanted["X-Kosten"]
    assert wanted.get("X-Zegt", "") in outcome.message
    assert ("Let op" in outcome.message) == ("X-Zegt" in wanted)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("form", [NEW, WRONG, RIGHT])
def test_a_form_that_was_mailed_comes_back_as_itself_in_both_languages(
    form: str, language: str, small: Reading
) -> None:
    own = issue_forms(small.vocabulary, language)[form]
    answers = {"initiatief": "voorbeeld", "veld": "Kosten", "waarde": "gratis", "bron": "opgave", "naam": "Robotbus"}
    text = as_mail(own, answers).replace("[ ]", "[x]", 1)
    sent = read_form(text, issue_forms(small.vocabulary))
    asked = {question.id for question in own.questions}
    assert (sent.form, sent.language, sent.before.split(".")[0]) == (form, language, own.name)
    assert {key: sent.answers[key] for key in asked & answers.keys()} == {
        key: answers[key] for key in asked & answers.keys()
    }
    assert mailed(text, small).kind in {Kind.NEW, Kind.EDIT, Kind.CONFIRM}
    assert own.intro not in mailed(text, small).message


POSTED = {
    "query": "formulier=er-klopt-iets-niet&initiatief=voorbeeld&veld=kosten&waarde=5+euro%0Aper+kind&bron=opgave",
    "json": '{"data": {"formulier": "er-klopt-iets-niet", "initiatief": "voorbeeld", "veld": "kosten", '
    '"waarde": "5 euro\\nper kind", "bron": "opgave"}}',
    "lines": "formulier: er-klopt-iets-niet\ninitiatief: voorbeeld\nveld: kosten\nwaarde: 5 euro\nper kind\n"
    "bron: opgave\n",
}


@pytest.mark.parametrize("shape", POSTED)
def test_what_the_form_of_the_site_posts_is_read_in_each_shape_that_services_pass_on(
    shape: str, small: Reading
) -> None:
    outcome = mailed(POSTED[shape], small)
    assert outcome.kind is Kind.EDIT, outcome.message
    assert yaml.safe_load(outcome.text)["kosten"] == "5 euro per kind"
    several = "formulier=nieuw-initiatief&naam=Robotbus&schooltypen=Vmbo&schooltypen=Havo&bron=opgave"
    assert yaml.safe_load(mailed(several, small).text)["schooltypen"] == ["vmbo", "havo"]


def test_no_term_is_taken_for_another_and_no_real_word_for_a_term(reading: Reading) -> None:
    """Each label stands for itself only, and words that mean the opposite or something else are never taken."""
    for dimension in reading.vocabulary.dimensions:
        terms = reading.vocabulary.terms(dimension)
        names = {plain_words(label): term.id for term in terms for label in term.label.model_dump().values()}
        for name, term in names.items():
            others = {label: other for label, other in names.items() if other != term}
            assert meant(name, others) == "", (dimension, name)
            slip = name[:3] + name[4:] if len(name) > 5 else name
            assert meant(slip, names) in {"", term}
    traps = {"inactief": "status", "unchanged": "status", "niet actief": "status", "gestart": "status",
             "havens": "schooltype", "geen gastlessen": "activiteit", "geen stage": "activiteit",
             "ouderen": "doelgroep", "leren": "doelgroep", "op schok": "deelname"}  # fmt: skip
    for word, dimension in traps.items():
        terms = reading.vocabulary.terms(dimension)
        names = {plain_words(label): term.id for term in terms for label in (term.label.nl, term.label["en"], term.id)}
        assert meant(word, names) == "", word


@pytest.mark.parametrize("text", ["weet ik niet", "Geen idee!", "I don't know", "?", "🤷", "N.v.t.", "_No response_"])
def test_who_does_not_know_gives_no_answer(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize("text", ["nee", "0", "geen", "gratis", "👍", "日本", "Geen kosten"])
def test_a_short_answer_is_an_answer(text: str) -> None:
    assert not says_nothing(text)


def test_few_real_initiatives_look_like_each_other_and_an_organisation_alone_is_no_sign(reading: Reading) -> None:
    items = [item.record for item in reading.initiatives]
    values = {"naam": "Zaterdagse soldeerclub", "organisatie": items[0].organisation or "x", "website": ""}
    assert lookalikes(values, items) == []
    for item in items:
        found = lookalikes({"naam": item.name, "website": item.website}, items)
        assert found[0].item.name == item.name
        assert len(found) <= 3


PIECES = [
    "### Welk initiatief?", "### What should it say?", "### Naam", "### Hoe weet je dit?", "voorbeeld", "opgave",
    "Kosten", "Op ma 3 mei schreef Jan:", "> ### Wat klopt er niet?", "> x",
    "-----Oorspronkelijk bericht-----", "Van: a@b.nl",
    "Verzonden: gisteren", "Aan: c", "Groetjes", "-- ", "<html><body>", "<blockquote>", "</div>", "=?utf-8?b?xx?=",
    "From: a@b.nl\nSubject: x\nContent-Type: multipart/mixed; boundary=x\n", "--x", "--x--",
    "formulier=nieuw-initiatief&naam=x",
    "Content-Type: text/html; charset=onzin", "{", "weet ik niet", "ja", "\ud800", "Naam: Robots", "[x] Vmbo",
]  # fmt: skip


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(st.sampled_from(PIECES) | st.text(max_size=30), max_size=14), raw=st.binary(max_size=60))
@example(parts=["groet"] * 9_000, raw=b"")
@example(parts=["> x"] * 9_000 + ["y"], raw=b"")
@example(parts=["# naam x"] * 9_000, raw=b"\xff\xfe")
@example(parts=["<div>" * 9_000], raw=b"")
def test_any_mail_gives_a_proposal_or_a_reply(parts: list[str], raw: bytes, small: Reading) -> None:
    for data in ("\n".join(parts).encode("utf-8", "surrogatepass"), raw + "\n".join(parts).encode("utf-8", "replace")):
        outcome = mailed(data, small)
        assert outcome.message.endswith("\n")
        assert outcome.as_json("data")
        assert outcome.changes == (outcome.kind not in {Kind.ANSWER, Kind.NONE})


def test_what_is_new_beside_a_record_with_the_same_site_is_named_with_a_link(small: Reading, tmp_path: Path) -> None:
    text = "### Naam\nVoorbeeld Rotterdam\n### Website\nwww.voorbeeld.nl\n### Hoe weet je dit?\nopgave"
    assert "Voorbeeld (dezelfde website): https://voorbeeld.nl/initiatieven/voorbeeld/" in mailed(text, small).message
    assert "Lijkt dit" not in mailed(text.replace("Voorbeeld ", "Iets ").replace(".nl", ".org"), small).message
