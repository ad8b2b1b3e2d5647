"""The links that open a form, filled in already: on GitHub, or as a mail when the site has an address for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote, urlencode

from site_src.model.initiative import Initiative
from site_src.model.settings import Settings
from site_src.model.vocabulary import Vocabulary
from site_src.render.forms.issue_forms import NEW, RIGHT, WRONG, Form, as_mail, issue_forms, labels

OWN = "opgave"  # the source of what an organisation says of itself


@dataclass(frozen=True)
class Addresses:
    """Where a person goes to say something about the catalogue."""

    settings: Settings
    vocabulary: Vocabulary

    @cached_property
    def forms(self) -> dict[str, Form]:
        """The forms by id."""
        return issue_forms(self.vocabulary)

    @cached_property
    def _labels(self) -> dict[str, str]:
        return labels()

    def new(self, title: str = "") -> str:
        """A new initiative."""
        return self._issue(NEW, title, {})

    def right(self, item: Initiative, title: str = "") -> str:
        """Everything about an initiative is still right."""
        return self._issue(RIGHT, title or f"{self.forms[RIGHT].title}{item.name}", {"initiatief": item.id})

    def wrong(self, subject: str, field: str = "", title: str = "") -> str:
        """Something is wrong with an initiative, or with the page at an address; `field` is its Dutch name."""
        values = {"initiatief": subject, "veld": self._labels.get(field, "")}
        return self._issue(WRONG, title or f"{self.forms[WRONG].title}{subject}", values)

    def proposed(self, item: Initiative, field: str, value: str, source: str) -> str:
        """Something is wrong, with what should stand there and where that is read; without a field: something else."""
        values = {"initiatief": item.id, "veld": labels().get(field, "iets anders"), "waarde": value, "bron": source}
        return self._issue(WRONG, f"{self.forms[WRONG].title}{item.id}", values)

    def mail(self, kind: str, subject: str = "") -> str:
        """The same form as a mail; "" when the site has no address for mail. `kind`: goed, fout, nieuw."""
        if not self.settings.email:
            return ""
        form = self.forms[{"goed": RIGHT, "fout": WRONG, "nieuw": NEW}[kind]]
        text = {"subject": f"{form.title}{subject}".strip(" :"), "body": as_mail(form, {"initiatief": subject})}
        return f"mailto:{quote(self.settings.email, safe='@')}?{urlencode(text, quote_via=quote)}"

    def own(self, item: Initiative, field: str = "") -> str:
        """The organisation itself corrects or adds a fact; `field` is its Dutch name. The source is filled in too."""
        values = {"initiatief": item.id, "veld": self._labels.get(field, ""), "bron": OWN}
        return self._issue(WRONG, f"{self.forms[WRONG].title}{item.name}", values)

    def own_mail(self, item: Initiative, field: str = "") -> str:
        """The same as a mail with no more than the questions; "" when the site has no address for mail."""
        if not self.settings.email:
            return ""
        form, values = self.forms[WRONG], {"initiatief": item.id, "veld": self._labels.get(field, ""), "bron": OWN}
        body = "\n\n".join(f"### {each.label}\n\n{values.get(each.id, '')}" for each in form.questions)
        text = {"subject": f"{form.title}{item.name}", "body": body}
        return f"mailto:{quote(self.settings.email, safe='@')}?{urlencode(text, quote_via=quote)}"

    def _issue(self, form: str, title: str, values: Mapping[str, str]) -> str:
        given = {"template": f"{form}.yml", "title": title, **values}
        query = urlencode({key: value for key, value in given.items() if value})
        return f"{self.settings.repository}/issues/new?{query}"
