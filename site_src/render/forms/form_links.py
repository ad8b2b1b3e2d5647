"""The links that open a form, filled in already: on GitHub, or as a mail when the site has an address for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from urllib.parse import quote, quote_plus, urlencode

from site_src.model.initiative import Initiative
from site_src.model.settings import Settings
from site_src.model.vocabulary import Vocabulary
from site_src.render.forms.issue_forms import NEW, RIGHT, WRONG, Form, as_mail, issue_forms, labels


@dataclass(frozen=True)
class Addresses:
    """Where a person goes to say something about the catalogue."""

    settings: Settings
    vocabulary: Vocabulary

    @cached_property
    def forms(self) -> dict[str, Form]:
        """The forms by id."""
        return issue_forms(self.vocabulary)

    def new(self, title: str = "") -> str:
        """A new initiative."""
        return self._issue(NEW, title, {})

    def right(self, item: Initiative, title: str = "") -> str:
        """Everything about an initiative is still right."""
        return self._issue(RIGHT, title or f"{self.forms[RIGHT].title}{item.name}", {"initiatief": item.id})

    def wrong(self, subject: str, field: str = "", title: str = "") -> str:
        """Something is wrong with an initiative, or with the page at an address; `field` is its Dutch name."""
        values = {"initiatief": subject, "veld": labels().get(field, "")}
        return self._issue(WRONG, title or f"{self.forms[WRONG].title}{subject}", values)

    def mail(self, kind: str, subject: str = "") -> str:
        """The same form as a mail; "" when the site has no address for mail. `kind`: goed, fout, nieuw."""
        if not self.settings.email:
            return ""
        form = self.forms[{"goed": RIGHT, "fout": WRONG, "nieuw": NEW}[kind]]
        text = {"subject": f"{form.title}{subject}".strip(" :"), "body": as_mail(form, {"initiatief": subject})}
        return f"mailto:{quote(self.settings.email, safe='@')}?{urlencode(text, quote_via=quote)}"

    def _issue(self, form: str, title: str, values: Mapping[str, str]) -> str:
        given = {"template": f"{form}.yml", "title": title, **values}
        query = "&".join(f"{key}={_quoted(str(value))}" for key, value in given.items() if value)
        return f"{self.settings.repository}/issues/new?{query}"


@lru_cache(maxsize=1024)
def _quoted(value: str) -> str:
    return quote_plus(value)
