"""A new optional field is a few lines in the model and what `forms` makes: asked, shown, published and corrected.

The project is copied and given a field for a number; everything runs in that copy, as for who adds a field.
"""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from helpers import RECORD, ROOT, TODAY, changed

FIELD = """\
    capacity: Annotated[int | None, Described(
        "Capaciteit", "Capacity", "Hoeveel leerlingen er tegelijk mee kunnen doen.", "How many pupils at a time.",
        asked=True, shown=95,
    )] = Field(None, alias="capaciteit")
"""
BEFORE = "    contact: Annotated["
SOURCED = "kosten: gratis\ncapaciteit: 24"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with one record and one more field."""
    root = tmp_path_factory.mktemp("project")
    for name in ("site_src", "templates", "content", "data"):
        shutil.copytree(
            ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__", "initiatieven", "verhuisd.yml")
        )
    shutil.copy(ROOT / "build.py", root)
    (root / "data/initiatieven").mkdir()
    record = changed(RECORD, gratis_vervoer=SOURCED).replace("gratis_vervoer, locaties", "kosten, capaciteit, locaties")
    (root / "data/initiatieven/voorbeeld.yml").write_text(record, encoding="utf-8")
    for path in (root / "content").glob("*/*.md"):
        head = path.read_text(encoding="utf-8").split("---\n")[1]
        path.write_text(f"---\n{head}---\nEen korte tekst.\n", encoding="utf-8")
    model = root / "site_src/model/initiative.py"
    text = model.read_text(encoding="utf-8")
    assert text.count(BEFORE) == 1
    model.write_text(text.replace(BEFORE, FIELD + BEFORE), encoding="utf-8")
    run(root, "forms")
    run(root, "check")
    run(root, "build")
    return root


def run(root: Path, *arguments: str) -> str:
    done = subprocess.run([sys.executable, "build.py", *arguments], cwd=root, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize(("folder", "label"), [("", "Capaciteit"), ("en/", "Capacity")])
def test_the_page_shows_it_among_the_facts_with_a_pencil(folder: str, label: str, project: Path) -> None:
    html = (project / "public" / folder / "initiatieven/voorbeeld/index.html").read_text(encoding="utf-8")
    rows = {row.dt.get_text(): row for row in BeautifulSoup(html, "lxml").select(".facts .fact") if row.dt}
    value = rows[label].dd
    assert value is not None and value.get_text(strip=True) == "24"
    assert rows[label].select_one(".mend a[href*='veld=Capaciteit']")


def test_the_schema_and_the_form_ask_for_it(project: Path) -> None:
    schema = json.loads((project / "data/schema/initiatief.schema.json").read_text(encoding="utf-8"))
    assert {"type": "integer"} in schema["properties"]["capaciteit"]["anyOf"]
    form = yaml.safe_load((project / ".github/ISSUE_TEMPLATE/nieuw-initiatief.yml").read_text(encoding="utf-8"))
    assert "Capaciteit" in [element["attributes"].get("label") for element in form["body"]]


def test_the_downloads_have_it_as_a_number(project: Path) -> None:
    data = project / "public/data"
    rows = list(csv.DictReader((data / "initiatieven.csv").open(encoding="utf-8-sig")))
    assert [row["capaciteit"] for row in rows] == ["24"]
    package = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    table = next(resource for resource in package["resources"] if resource["path"] == "initiatieven.csv")
    types = {field["name"]: field["type"] for field in table["schema"]["fields"]}
    assert types["capaciteit"] == "integer"
    assert json.loads((data / "initiatieven.json").read_text(encoding="utf-8"))["initiatieven"][0]["capaciteit"] == 24


@pytest.mark.parametrize(("answer", "value"), [("30", 30), ("ongeveer 30 leerlingen", 30), ("30,0", 30)])
def test_a_form_that_corrects_it_changes_the_number(answer: str, value: int, project: Path, tmp_path: Path) -> None:
    shutil.copytree(project / "data", tmp_path / "data")
    form = (f"### Welk initiatief?\n\nvoorbeeld\n\n### Wat klopt er niet?\n\nCapaciteit\n\n### Wat moet er staan?\n\n"
            f"{answer}\n\n### Hoe weet je dit?\n\nopgave\n")  # fmt: skip
    (tmp_path / "form.txt").write_text(form, encoding="utf-8")
    arguments = ("--text", str(tmp_path / "form.txt"), "--data", str(tmp_path / "data"), "--today", str(TODAY))
    run(project, "from-issue", *arguments)
    record = yaml.safe_load((tmp_path / "data/initiatieven/voorbeeld.yml").read_text(encoding="utf-8"))
    assert record["capaciteit"] == value and isinstance(record["capaciteit"], int)


def test_a_text_in_its_place_is_told_at_its_line(project: Path, tmp_path: Path) -> None:
    shutil.copytree(project / "data", tmp_path / "data")
    path = tmp_path / "data/initiatieven/voorbeeld.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("capaciteit: 24", "capaciteit: veel"), encoding="utf-8")
    done = subprocess.run([sys.executable, "build.py", "check", "--data", str(tmp_path / "data")], cwd=project,
                          capture_output=True, encoding="utf-8")  # fmt: skip
    assert done.returncode == 1
    assert "“capaciteit” hoort een getal te zijn" in done.stdout
