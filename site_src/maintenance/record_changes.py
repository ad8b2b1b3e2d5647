"""What changed between two states of the data, in words: new, gone, stopped, renamed, edited."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from site_src.model.change_log import Entry
from site_src.model.fields import RecordField, fields_of
from site_src.model.initiative import Initiative
from site_src.model.texts import Translated, unmarked
from site_src.model.vocabulary import Vocabulary
from site_src.render.words.language import Language

_TOLD_APART = {"id", "naam", "gecontroleerd", "bronnen"}  # they have sentences of their own, or none


class History:
    """Compares records and says it in every language of the site."""

    def __init__(self, vocabulary: Vocabulary, languages: Mapping[str, Language], date: dt.date) -> None:
        self.vocabulary = vocabulary
        self.languages = languages
        self.date = date

    def compare(self, before: Sequence[Initiative], after: Sequence[Initiative]) -> tuple[Entry, ...]:
        """Every change: first what is new, then what is gone, then the rest by name."""
        old, new = ({item.id: item for item in items} for items in (before, after))
        moved = _moved(old, new)
        added = [item for item in after if item.id not in old and item.id not in moved]
        gone = [item for item in before if item.id not in new and item.id not in moved.values()]
        kept = [(old[moved.get(item.id, item.id)], item) for item in after if moved.get(item.id, item.id) in old]
        found = [self._entry("nieuw", item) for item in _by_name(added)]
        found += [self._entry("weg", item) for item in _by_name(gone)]
        for earlier, later in sorted(kept, key=lambda pair: pair[1].name.casefold()):
            found += self._edits(earlier, later)
        return tuple(found)

    def _edits(self, before: Initiative, after: Initiative) -> Iterator[Entry]:
        if before.id != after.id:
            yield self._entry("hernoemd", after, f"{before.id} → {after.id}")
        if before.name != after.name:
            yield self._entry("hernoemd", after, before.name)
        stopped = after.status == "gestopt" and before.status != "gestopt"
        if stopped:
            yield self._entry("gestopt", after)
        edits = list(self._field_edits(before, after, {"status"} if stopped else set()))
        if edits:
            parts = {code: ", ".join(edit[code] for edit in edits) for code in self.languages}
            yield self._entry("bijgewerkt", after, parts)
        elif before.checked != after.checked and not stopped and before.name == after.name:
            days = {code: language.date(after.checked) for code, language in self.languages.items()}
            yield self._entry("nagekeken", after, days)

    def _entry(self, kind: str, item: Initiative, what: str | Mapping[str, str] = "") -> Entry:
        told = what if isinstance(what, Mapping) else dict.fromkeys(self.languages, what)
        words = {
            code: language.say(f"veranderd.{kind}", naam=item.name, wat=told[code])
            for code, language in self.languages.items()
        }
        text = Translated(**{code: told for code, told in words.items() if told == unmarked(told)})
        return Entry(datum=self.date, soort=kind, initiatief=item.id, tekst=text)

    def _field_edits(self, before: Initiative, after: Initiative, skipped: set[str]) -> Iterator[dict[str, str]]:
        """doelgroep Ouders toegevoegd; website veranderd; kosten weggehaald."""
        for field in fields_of(Initiative):
            old, new = (getattr(record, field.attribute) for record in (before, after))
            if field.name in _TOLD_APART | skipped or old == new:
                continue
            if field.several:
                yield from self._values("toegevoegd", field, [value for value in new if value not in old])
                yield from self._values("weggehaald", field, [value for value in old if value not in new])
            else:
                yield self._say(_how(old, new), field)

    def _values(self, how: str, field: RecordField, values: list[str]) -> Iterator[dict[str, str]]:
        for value in values:
            yield self._say(how, field, {code: self._word(field.spec.term, value, code) for code in self.languages})

    def _word(self, term: str | None, value: str, code: str) -> str:
        """A term by its label; one that no longer exists by its id."""
        known = term and value in self.vocabulary.ids(term)
        return f"“{self.vocabulary.label(term, value, code) if term and known else value}”"

    def _say(self, how: str, field: RecordField, value: Mapping[str, str] | None = None) -> dict[str, str]:
        return {
            code: language.say(f"veranderd.veld.{how}", veld=" ".join(filter(None, (
                _field_name(language.label(field)), value[code] if value else ""))))
            for code, language in self.languages.items()
        }  # fmt: skip


def _field_name(label: str) -> str:
    return label[:1].lower() + label[1:]


def _how(before: Any, after: Any) -> str:
    if before in (None, ()):
        return "toegevoegd"
    return "weggehaald" if after in (None, ()) else "veranderd"


def _moved(old: Mapping[str, Initiative], new: Mapping[str, Initiative]) -> dict[str, str]:
    """New id -> old id, for a record that kept its name and got another file."""
    gone = {item.name: item_id for item_id, item in old.items() if item_id not in new}
    return {item_id: gone[item.name] for item_id, item in new.items() if item_id not in old and item.name in gone}


def _by_name(items: Sequence[Initiative]) -> list[Initiative]:
    return sorted(items, key=lambda item: item.name.casefold())
