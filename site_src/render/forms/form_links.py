"""The links that open a form, filled in already: on GitHub, as a mail when the site has an address for it, or as the
form of the site itself when the publisher has a place where that arrives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from urllib.parse import quote, quote_plus, urlencode

from site_src.model.initiative import Initiative
from site_src.model.settings import Settings
from site_src.model.texts import HOUSE_LANGUAGE
from site_src.model.vocabulary import Vocabulary
from site_src.render import routes
from site_src.render.forms.issue_forms import NEW, RIGHT, WRONG, Form, as_mail, issue_forms, labels

OWN = "opgave"  # the source of what an organisation says of itself
OTHER = "iets anders"  # than a fact that a form can correct
KINDS = {"goed": RIGHT, "fout": WRONG, "nieuw": NEW}


@dataclass(frozen=True)
class Addresses:
    """Where a person goes to say something about the catalogue; `language` is that of the page with the link."""

    settings: Settings
    vocabulary: Vocabulary
    language: str = HOUSE_LANGUAGE

    @cached_property
    def forms(self) -> dict[str, Form]:
        """The forms by id, as GitHub has them."""
        return issue_forms(self.vocabulary)

    @cached_property
    def own_forms(self) -> dict[str, Form]:
        """The forms by id in the language of the page, for a mail and for the form of the site."""
        return issue_forms(self.vocabulary, self.language)

    def new(self, title: str = "") -> str:
        """A new initiative."""
        return self._form(NEW, title, {})

    def right(self, item: Initiative, title: str = "") -> str:
        """Everything about an initiative is still right."""
        return self._form(RIGHT, title or f"{self.forms[RIGHT].title}{item.name}", {"initiatief": item.id})

    def wrong(self, subject: str, field: str = "", title: str = "") -> str:
        """Something is wrong with an initiative, or with the page at an address; `field` is its Dutch name."""
        values = {"initiatief": subject, "veld": field if field in labels() else ""}
        return self._form(WRONG, title or f"{self.forms[WRONG].title}{subject}", values)

    def answer(self, subject: str, field: str, value: str = "", title: str = "") -> str:
        """An answer to a question about an initiative: `field` is its Dutch name, or words of its own."""
        asked = OTHER if self.settings.form_endpoint and field not in labels() else field
        values = {"initiatief": subject, "veld": asked, "waarde": value}
        return self._form(WRONG, title or f"{self.forms[WRONG].title}{subject}", values)

    def proposed(self, item: Initiative, field: str, value: str, source: str) -> str:
        """Something is wrong, with what should stand there and where that is read; without a field: something else."""
        values = {"initiatief": item.id, "veld": field if field in labels() else OTHER, "waarde": value, "bron": source}
        return self._form(WRONG, f"{self.forms[WRONG].title}{item.id}", values)

    def mail(self, kind: str, subject: str = "", field: str = "", value: str = "") -> str:
        """The same form as a mail; "" when the site has no address for mail. `kind`: goed, fout, nieuw.

        `field` is the Dutch name of the fact that it is about, or words of its own; `value` an answer that is filled in
        already.
        """
        if not self.settings.email:
            return ""
        form = self.own_forms[KINDS[kind]]
        named = labels(self.language).get(field, field)
        given = {"initiatief": subject, "veld": named, "waarde": value}
        about = " – ".join(part for part in (subject, named) if part)
        body = as_mail(form, {key: text for key, text in given.items() if text})
        return self._mail(f"{form.title}{about}".strip(" :"), body)

    def own(self, item: Initiative, field: str = "") -> str:
        """The organisation itself corrects or adds a fact; `field` is its Dutch name. The source is filled in too."""
        values = {"initiatief": item.id, "veld": field if field in labels() else "", "bron": OWN}
        return self._form(WRONG, f"{self.forms[WRONG].title}{item.name}", values)

    def own_mail(self, item: Initiative, field: str = "") -> str:
        """The same as a mail with no more than the questions; "" when the site has no address for mail."""
        if not self.settings.email:
            return ""
        form, values = self.forms[WRONG], {"initiatief": item.id, "veld": labels().get(field, ""), "bron": OWN}
        body = "\n\n".join(f"### {each.label}\n\n{values.get(each.id, '')}" for each in form.questions)
        return self._mail(f"{form.title}{item.name}", body)

    def _mail(self, subject: str, body: str) -> str:
        text = {"subject": subject, "body": body.replace("\n", "\r\n")}  # RFC 6068
        return f"mailto:{quote(self.settings.email or '', safe='@')}?{urlencode(text, quote_via=quote)}"

    def _form(self, form: str, title: str, values: Mapping[str, str]) -> str:
        """The form of the site itself when there is one, for which nobody needs an account; else that on GitHub."""
        if self.settings.form_endpoint:
            query = _query(values)
            return f"{self._page}{'?' if query else ''}{query}#{form}"
        shown = {key: labels().get(value, value) if key == "veld" else value for key, value in values.items()}
        return f"{self.settings.repository}/issues/new?{_query({'template': f'{form}.yml', 'title': title, **shown})}"

    @cached_property
    def _page(self) -> str:
        codes = self.settings.languages
        where = routes.Routes(self.settings.origin, self.settings.base_path, codes)
        return where.absolute(routes.REPORT, self.language if self.language in codes else codes[0])


def _query(values: Mapping[str, str]) -> str:
    return "&".join(f"{key}={_quoted(value)}" for key, value in values.items() if value)


@lru_cache(maxsize=1024)
def _quoted(value: str) -> str:
    return quote_plus(value)
