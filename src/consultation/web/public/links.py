"""What the words of a text lead to: other clauses of the act, and acts on lex.uz."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from markupsafe import Markup, escape

from consultation.core import law_addresses, references
from consultation.core.messages import N_
from consultation.core.references import Targets
from consultation.store.columns import AnyRow
from consultation.web import i18n

_ELSEWHERE: Final = N_("on lex.uz, another site")


@dataclass(frozen=True, slots=True)
class Base:
    """Where a version is read: `path` of its pages, `clauses` of its clauses' own pages."""

    path: str
    clauses: str


def base_of(number: int, ordinal: int, newest: int) -> Base:
    """The addresses of a version: the newest is read on the draft's own page, its clauses at their permanent addresses."""
    version = f"/drafts/{number}/versions/{ordinal}"
    return Base(f"/drafts/{number}" if ordinal == newest else version, f"{version}/clauses/")


@dataclass(frozen=True, slots=True)
class Links:
    """What a text leads to: its references to its own clauses, and the addresses of acts that it or its file gives."""

    targets: Targets
    base: Base
    addresses: Mapping[str, str] = field(default_factory=dict)

    def linked(self, line: str, row: AnyRow) -> Markup:
        """A line of a clause with its links; references inside quoted words are another act's and stay as they are."""
        pieces: list[Markup] = []
        done = 0
        for start, end, link in sorted(chain(self._own(line, row), self._acts(line))):
            if start >= done:
                pieces += (escape(line[done:start]), link)
                done = end
        return Markup("").join([*pieces, escape(line[done:])])

    def _own(self, line: str, row: AnyRow) -> Iterator[tuple[int, int, Markup]]:
        link = Markup('<a class="govuk-link" href="{}">{}</a>')
        if not row.quoted:
            for start, end, eid in references.links(line, row.language, self.targets, row.eid):
                yield start, end, link.format(self.base.clauses + eid, line[start:end])

    def _acts(self, line: str) -> Iterator[tuple[int, int, Markup]]:
        link = Markup(
            '<a class="govuk-link" href="{}" rel="noopener">{}<span class="govuk-visually-hidden"> ({})</span></a>'
        )
        for start, end, href in law_addresses.addresses(line, self.addresses):
            yield start, end, link.format(href, line[start:end], i18n.say(_ELSEWHERE))
