"""The forms as GitHub shows them: .github/ISSUE_TEMPLATE/<form>.yml."""

from __future__ import annotations

from typing import Any

import yaml

from site_src.model.vocabulary import Vocabulary
from site_src.render.forms.issue_forms import LABEL, Form, Question, issue_forms

PUBLIC = "Alles wat je hier invult is openbaar. Zet er geen privégegevens in."


def as_github(form: Form) -> str:
    """An issue form of GitHub. Source of the format: GitHub Docs, "Syntax for issue forms"."""
    intro = {"type": "markdown", "attributes": {"value": f"{form.intro}\n\n{PUBLIC}\n"}}
    data = {"name": form.name, "description": form.about, "title": form.title, "labels": [LABEL, form.id],
            "body": [intro, *(_element(question) for question in form.questions)]}  # fmt: skip
    head = "# Gemaakt uit het model met: python build.py forms\n"
    return head + yaml.dump(data, allow_unicode=True, sort_keys=False, width=110)


def _element(question: Question) -> dict[str, Any]:
    attributes: dict[str, Any] = {"label": question.label}
    if question.help:
        attributes["description"] = question.help
    if question.kind == "checkboxes":
        must = {"required": True} if question.required else {}
        attributes["options"] = [{"label": label, **must} for label, _ in question.options]
        return {"type": question.kind, "id": question.id, "attributes": attributes}
    if question.kind == "dropdown":
        attributes["options"] = [label for label, _ in question.options]
    elif question.example:
        attributes["placeholder"] = question.example
    return {
        "type": question.kind,
        "id": question.id,
        "attributes": attributes,
        "validations": {"required": question.required},
    }


def made_issue_forms(vocabulary: Vocabulary) -> dict[str, str]:
    """Path below the project -> text of each issue form."""
    forms = issue_forms(vocabulary).values()
    return {f".github/ISSUE_TEMPLATE/{form.id}.yml": as_github(form) for form in forms}
