"""A form, good, sloppy or hostile, becomes a valid record, a valid change or a friendly answer, and nothing else."""

from __future__ import annotations

import datetime as dt
import json
import re
import unicodedata
from pathlib import Path

import pytest
import yaml
from helpers import RECORD, ROOT, TODAY, errors, files, run
from hostile import PAYLOADS
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from site_src.check.rules import check
from site_src.maintenance.contributions.form_parsing import read_event, read_form
from site_src.maintenance.contributions.proposal import Kind, Outcome
from site_src.maintenance.contributions.proposing import handle
from site_src.maintenance.contributions.reply import harmless
from site_src.model.problems import Severity
from site_src.read.records import Reading, read_data
from site_src.render.forms.issue_forms import NEW, RIGHT, WRONG, as_mail, issue_forms

EVENTS = ROOT / "tests/fixtures/issues"
COMMENTED = RECORD.replace("status: actief\n", "# gebeld met de directeur\nstatus: actief  # sinds 2020\n")
EXPECTED = {
    "01-goed-nieuw": (Kind.NEW, "robotclub-zoetermeer"),
    "02-goed-nieuw-kort": (Kind.NEW, "techniekcafe-delft"),
    "03-goed-kosten": (Kind.EDIT, "voorbeeld"),
    "04-goed-activiteiten": (Kind.EDIT, "voorbeeld"),
    "05-goed-contact": (Kind.EDIT, "voorbeeld"),
    "06-goed-klopt-nog": (Kind.CONFIRM, "voorbeeld"),
    "07-slordig-koppen-veranderd": (Kind.NEW, "robotclub-zoetermeer"),
    "08-slordig-koppen-weg": (Kind.ANSWER, "Zijn de koppen van het formulier nog heel?"),
    "09-slordig-veld-verkeerd": (Kind.ANSWER, "Een beheerder leest je melding en doet het."),
    "10-slordig-zonder-label": (Kind.CONFIRM, "voorbeeld"),
    "11-slordig-zonder-vinkje": (Kind.ANSWER, "Heb je alles nagekeken?"),
    "12-slordig-onbekend-initiatief": (Kind.ANSWER, "Bedoelde je “Voorbeeld”?"),
    "13-slordig-zonder-bron": (Kind.ANSWER, "Ik kan de bron niet vinden."),
    "14-slordig-term": (Kind.ANSWER, "Kies uit: Geen doe-activiteiten, Deels doen, Veel doen."),
    "15-slordig-windows-regels": (Kind.CONFIRM, "voorbeeld"),
    "16-ander-schrift": (Kind.NEW, "angstrom"),
    "17-geen-formulier": (Kind.NONE, ""),
    "18-vijandig-shell": (Kind.NEW, "touch-tmp-pwned-id-rm-rf-echo"),
    "19-vijandig-yaml": (Kind.NEW, "robots-status-gestopt-a-a-a"),
    "20-vijandig-markdown": (Kind.ANSWER, "Bij ‘Naam’ staan antwoorden die niet samengaan"),
    "21-vijandig-javascript-link": (Kind.ANSWER, "is geen webadres"),
    "22-vijandig-lang": (Kind.ANSWER, "tekens lang"),
    "23-vijandig-id-bestaat": (Kind.ANSWER, "“voorbeeld” staat al op de site."),
    "24-vijandig-pad": (Kind.NEW, "x"),
    "25-vijandig-pad-wijziging": (Kind.ANSWER, "Ik ken geen initiatief “../../../etc/passwd”."),
    "26-vijandig-stuurtekens": (Kind.EDIT, "voorbeeld"),
    "27-vijandig-antwoord": (Kind.ANSWER, "Een beheerder leest je melding."),
}


@pytest.fixture
def data(tree) -> Path:
    return tree({"initiatieven/voorbeeld.yml": COMMENTED})


@pytest.fixture
def reading(data: Path) -> Reading:
    return read_data(data)


def outcome_of(name: str, reading: Reading) -> Outcome:
    forms = issue_forms(reading.vocabulary)
    return handle(read_event(EVENTS / f"{name}.json", forms), reading, forms, TODAY)


def filled(form: str, reading: Reading, **answers: str) -> Outcome:
    forms = issue_forms(reading.vocabulary)
    labels = {field.id: field.label for field in forms[form].questions}
    text = "\n\n".join(f"### {labels[key]}\n\n{answer}" for key, answer in answers.items())
    return handle(read_form(text, forms), reading, forms, TODAY)


def test_every_recorded_event_is_judged() -> None:
    assert sorted(path.stem for path in EVENTS.glob("*.json")) == list(EXPECTED)
    assert len(EXPECTED) >= 25


@pytest.mark.parametrize("name", EXPECTED)
def test_a_recorded_event_gives_the_expected_record_change_or_answer(name: str, data: Path) -> None:
    kind, said = EXPECTED[name]
    before = files(data.parent)
    result = run("from-issue", "--event", EVENTS / f"{name}.json", "--data", data, "--json", data.parent / "uit.json",
                 "--today", TODAY)  # fmt: skip
    after = files(data.parent)
    outcome = json.loads(after.pop("uit.json"))
    changed = sorted(key for key in after if after[key] != before.get(key))
    assert (outcome["soort"], result.exit_code) == (kind.value, int(kind is Kind.ANSWER)), outcome
    assert result.stdout == outcome["bericht"]
    if kind in {Kind.ANSWER, Kind.NONE}:
        assert changed == []
        assert said in outcome["bericht"].replace("\u200b", "")
    else:
        assert changed == [outcome["bestand"]] == [f"data/initiatieven/{said}.yml"]
        assert errors(data) == []
    assert set(before) <= set(after)
    assert not Path("/tmp/pwned").exists()


@pytest.mark.parametrize("name", [name for name in EXPECTED if "vijandig" in name])
def test_what_a_stranger_wrote_does_nothing_in_the_answer_the_title_or_the_branch(name: str, reading: Reading) -> None:
    outcome = outcome_of(name, reading)
    assert not any(sign in outcome.message for sign in ("@mrdh", "<b>", "<script", "https://kwaad"))
    assert not re.search(r"(?<!\\)\]\(", outcome.message)
    assert outcome.branch.removeprefix("melding-").isdigit()
    assert set(outcome.title) <= set("abcdefghijklmnopqrstuvwxyzN0123456789-: ")


def test_a_new_record_says_what_the_form_says(reading: Reading) -> None:
    record = yaml.safe_load(outcome_of("01-goed-nieuw", reading).text)
    assert record == {
        "id": "robotclub-zoetermeer", "naam": "Robotclub Zoetermeer", "organisatie": "Stichting Robotclub",
        "website": "https://www.robotclub.example/", "samenvatting": "Je bouwt een robot en laat hem rijden.",
        "bereik": "lokaal", "schooltypen": ["po", "vmbo"], "groepen": "groep 7 en 8", "doelgroepen": ["leerlingen"],
        "activiteiten": ["gastlessen"], "praktijk": "veel", "branches": ["it-ict"], "gratis_vervoer": False,
        "kosten": "gratis", "contact": {"email": "info@robotclub.example"},
        "locaties": [{"adres": "Bleiswijkseweg 37", "postcode": "2712 PB", "plaats": "Zoetermeer"}],
        "werkgebied": ["Zoetermeer", "Delft"], "status": "actief", "gecontroleerd": dt.date(2026, 11, 20),
        "bronnen": [{"velden": ["naam", "organisatie", "website", "samenvatting", "bereik", "schooltypen", "groepen",
                                "doelgroepen", "activiteiten", "praktijk", "branches", "gratis_vervoer", "kosten",
                                "contact", "locaties", "werkgebied", "status"],
                     "bron": "https://www.robotclub.example/over", "geraadpleegd": dt.date(2026, 11, 20),
                     "zekerheid": "website"}],
    }  # fmt: skip


def lines_gone_and_new(old: str, new: str) -> tuple[list[str], list[str]]:
    before, after = old.splitlines(), new.splitlines()
    return [line for line in before if line not in after], [line for line in after if line not in before]


def test_a_change_leaves_every_other_line_and_comment_as_it_was(reading: Reading) -> None:
    gone, new = lines_gone_and_new(COMMENTED, outcome_of("03-goed-kosten", reading).text)
    assert gone == []
    assert new == ["kosten: gratis (2026)", "  - velden: [kosten]", "    bron: https://www.jinc.nl/techniekdagen",
                   "    geraadpleegd: 2026-11-20"]  # fmt: skip
    gone, new = lines_gone_and_new(COMMENTED, outcome_of("06-goed-klopt-nog", reading).text)
    assert (gone, new) == (["gecontroleerd: 2026-11-01"], ["gecontroleerd: 2026-11-20"])


def test_a_comment_on_the_line_itself_stays(reading: Reading) -> None:
    outcome = filled(WRONG, reading, initiatief="voorbeeld", veld="Status", waarde="gestopt", bron="opgave")
    assert "\n# gebeld met de directeur\nstatus: gestopt  # sinds 2020\n" in outcome.text


def test_the_source_of_a_fact_that_changed_no_longer_says_it(reading: Reading) -> None:
    outcome = filled(WRONG, reading, initiatief="voorbeeld", veld="praktijk", waarde="Deels doen", bron="opgave")
    sources = yaml.safe_load(outcome.text)["bronnen"]
    assert "praktijk" not in sources[0]["velden"]
    assert sources[1] == {"velden": ["praktijk"], "bron": "opgave door het initiatief", "geraadpleegd": TODAY,
                          "zekerheid": "opgave"}  # fmt: skip


def test_the_source_of_a_list_that_only_grew_still_holds(reading: Reading) -> None:
    sources = yaml.safe_load(outcome_of("04-goed-activiteiten", reading).text)["bronnen"]
    assert ["activiteiten" in source["velden"] for source in sources] == [True, True]


@pytest.mark.slow
def test_every_field_of_every_real_record_can_be_changed_and_the_rest_stays() -> None:
    reading = read_data(ROOT / "data")
    for item in reading.initiatives:
        for field, answer in (
            ("Kosten", "3 euro"),
            ("Praktijk", "deels"),
            ("Groepen", "klas 9"),
            ("Samenvatting", "Je bouwt. " * 20),
        ):
            if item.document.data.get(field.lower()) == answer.strip():
                continue
            outcome = filled(WRONG, reading, initiatief=item.record.id, veld=field, waarde=answer, bron="https://a.nl/")
            assert outcome.kind is Kind.EDIT, (item.record.id, field, outcome.message)
            data = yaml.safe_load(outcome.text)
            kept = {key: value for key, value in item.document.data.items() if key not in {field.lower(), "bronnen"}}
            assert {key: data[key] for key in kept} == kept


def test_a_mail_with_the_same_form_is_read_too(data: Path, tmp_path: Path) -> None:
    forms = issue_forms(read_data(data).vocabulary)
    text = as_mail(forms[RIGHT], {"initiatief": "voorbeeld"}).replace("[ ]", "[x]")
    mail = tmp_path / "mail.txt"
    mail.write_text("\n".join(f"> {line}" for line in text.splitlines()), encoding="utf-8")
    result = run("from-issue", "--text", mail, "--data", data, "--today", TODAY)
    assert (result.exit_code, errors(data)) == (0, [])
    assert f"gecontroleerd: {TODAY}" in (data / "initiatieven/voorbeeld.yml").read_text(encoding="utf-8")


def tidied(text: str) -> str:
    """What a form keeps of an answer: one line, plain letters, nothing that nobody sees, no code marks."""
    shown = "".join(char for char in text if char not in "\u200b\u2060\u00ad")
    return unicodedata.normalize("NFKC", " ".join(shown.split())).strip("`")


@pytest.mark.parametrize("by_mail", [False, True])
def test_an_attack_in_every_answer_is_text_in_the_record(by_mail: bool, data: Path, reading: Reading) -> None:
    """Each answer is the attack, in an issue and in a mail with the same form."""
    forms = issue_forms(reading.vocabulary)
    labels = {field.id: field.label for field in forms[NEW].questions}
    texts = ("organisatie", "samenvatting", "groepen", "kosten", "duur")
    for attack in PAYLOADS.values():
        answers = dict.fromkeys((*texts, "adres"), attack) | {"naam": f"Robots {attack}", "bron": "opgave"}
        sent = "\n\n".join(f"### {labels[key]}\n\n{answer}" for key, answer in answers.items())
        sent = "\n".join(f"> {line}" for line in sent.splitlines()) if by_mail else sent
        outcome = handle(read_form(sent, forms), reading, forms, TODAY)
        made = yaml.safe_load(outcome.text)
        assert re.fullmatch(r"[a-z0-9-]{1,80}", made["id"])
        pictures_only = not any(map(str.isalnum, attack))  # no answer, says the form
        kept = {tidied(made[key]) for key in texts if key in made}
        assert kept == (set() if pictures_only else {tidied(attack)})
        assert tidied(made["naam"]) == tidied(f"Robots {attack}")
        if not by_mail:
            holds(outcome, data, reading)


def test_an_untouched_mail_form_is_an_answer_not_a_record(data: Path, tmp_path: Path) -> None:
    for form in issue_forms(read_data(data).vocabulary).values():
        mail = tmp_path / f"{form.id}.txt"
        mail.write_text(as_mail(form, {}), encoding="utf-8")
        result = run("from-issue", "--text", mail, "--data", data, "--today", TODAY)
        assert (result.exit_code, "Er ontbreekt een antwoord bij" in result.stdout) == (1, True)


def test_a_confirmation_from_before_the_last_check_changes_nothing(data: Path, tmp_path: Path) -> None:
    event = json.loads((EVENTS / "06-goed-klopt-nog.json").read_text(encoding="utf-8"))
    event["issue"]["created_at"] = "2026-10-01T00:00:00Z"
    path = tmp_path / "event.json"
    path.write_text(json.dumps(event), encoding="utf-8")
    result = run("from-issue", "--event", path, "--data", data, "--today", TODAY)
    assert (result.exit_code, "al dat het op 1 november 2026 is nagekeken" in result.stdout) == (1, True)


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"issue": 3}', "[" * 5000, '{"issue": {"body": 7, "labels": "x"}}', "\0"]
)
def test_a_file_that_is_no_event_is_said_so(content: str, data: Path, tmp_path: Path) -> None:
    path = tmp_path / "event.json"
    path.write_text(content, encoding="utf-8")
    before = files(data)
    result = run("from-issue", "--event", path, "--data", data)
    assert isinstance(result.exception, SystemExit | None), result.exception
    assert files(data) == before


@pytest.mark.parametrize("arguments", [[], ["--event", "a", "--text", "b"]])
def test_wrong_use_is_2(arguments: list[str]) -> None:
    assert run("from-issue", *arguments).exit_code == 2


def test_a_link_in_the_place_of_a_record_is_not_followed(data: Path, tmp_path: Path) -> None:
    secret = tmp_path / "geheim.yml"
    secret.write_text(RECORD, encoding="utf-8")
    (data / "initiatieven/robotclub-zoetermeer.yml").symlink_to(secret)
    result = run("from-issue", "--event", EVENTS / "01-goed-nieuw.json", "--data", data, "--today", TODAY)
    assert (result.exit_code, secret.read_text(encoding="utf-8")) == (1, RECORD)


HEADINGS = [
    "### Naam",
    "### Hoe weet je dit?",
    "### Welk initiatief?",
    "### Wat klopt er niet?",
    "### Wat moet er staan?",
    "### Samenvatting",
    "### Schooltypen",
    "### Adres",
    "## kosten",
    "### Website",
    "# Heb je alles nagekeken?",
]
ANSWERS = [
    "voorbeeld",
    "https://a.nl/x",
    "opgave",
    "Kosten",
    "Naam",
    "Website",
    "Contact",
    "- [x] Vmbo",
    "status",
    "gestopt",
    "javascript:alert(1)",
    "../../x",
    "id",
    "a: b\n- c",
    "x" * 300,
    "---",
    "&a *a",
    "{}",
    "2026-13-45",
    "locaties",
    "ja",
    "samenvatting",
    "werkgebied",
    "praktijk",
    "veel",
    "null",
]
pieces = st.lists(st.sampled_from(HEADINGS + ANSWERS) | st.text(max_size=40), max_size=14)
guided = st.dictionaries(
    st.sampled_from(["initiatief", "veld", "waarde", "bron", "naam", "website", "kosten", "adres"]),
    st.sampled_from(ANSWERS) | st.text(max_size=60),
)


def holds(outcome: Outcome, data: Path, reading: Reading) -> None:
    """Either a record that passes the check in the right place, or words."""
    assert outcome.message.endswith("\n")
    assert outcome.as_json("data")
    if not outcome.changes:
        assert outcome.kind in {Kind.ANSWER, Kind.NONE}
        return
    path = data / "initiatieven" / f"{outcome.id}.yml"
    assert path.parent == data / "initiatieven"
    assert path.resolve().parent == path.parent.resolve()
    old = path.read_bytes() if path.exists() else None
    path.write_text(outcome.text, encoding="utf-8")
    found = [p for p in check(read_data(data), TODAY) if p.severity is Severity.ERROR]
    path.unlink() if old is None else path.write_bytes(old)
    assert found == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    parts=pieces, title=st.text(max_size=40), labels=st.lists(st.sampled_from([NEW, WRONG, RIGHT, "formulier", "x"]))
)
@example(parts=["### Naam", "x" * 60_000, "### Hoe weet je dit?", "opgave"], title="", labels=[])
def test_any_text_gives_a_valid_record_or_an_answer(parts, title, labels, data: Path, reading: Reading) -> None:
    forms = issue_forms(reading.vocabulary)
    sent = read_form("\n".join(parts), forms, title, labels, 7)
    holds(handle(sent, reading, forms, TODAY), data, reading)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    form=st.sampled_from([NEW, WRONG]),
    answers=guided,
    field=st.sampled_from(
        [
            "Naam",
            "Kosten",
            "Website",
            "Contact",
            "Locaties",
            "Samenvatting",
            "Werkgebied",
            "Status",
            "Rolmodellen",
            "Groepen",
            "Doelgroepen",
        ]
    ),
)
def test_any_answer_gives_a_valid_record_or_an_answer(form, answers, field, data: Path, reading: Reading) -> None:
    given = {"initiatief": "voorbeeld", "veld": field, "naam": "Robots", "bron": "opgave"} | answers
    own = {key.id for key in issue_forms(reading.vocabulary)[form].questions}
    outcome = filled(form, reading, **{key: text for key, text in given.items() if key in own})
    holds(outcome, data, reading)


@given(text=st.text(max_size=200))
@example("[a](https://x.nl) @iemand #12 <b> `x` www.x.nl\n# kop")
def test_quoted_text_is_one_line_without_links_mentions_or_markup(text: str) -> None:
    shown = harmless(text)
    assert not any(sign in shown for sign in ("\n", "<", "://"))
    assert not re.search(r"(?<!\\)[\[\]`]", shown)
    assert all(not after[:1].isalnum() for after in shown.split("@")[1:])
