"""From the bytes of a file to the clauses of a draft, in this process; `worker` runs it behind limits."""

import textwrap
from collections.abc import Callable
from dataclasses import dataclass, replace

from consultation.core.clause import Clause, Outline, settled
from consultation.core.eid import Place
from consultation.core.file_vocabulary import TextView
from consultation.core.law_addresses import Linked, sure_links
from consultation.core.sheet import Aside, Sheet, sheet_of
from consultation.core.vocabulary import ActKind, ClauseKind, Language
from consultation.ingest import refusals
from consultation.ingest.akn_in import AknText, from_akn
from consultation.ingest.checks import check
from consultation.ingest.docx_reader import DocxReader
from consultation.ingest.findings import Found, IngestWarning, Mark
from consultation.ingest.furniture import has_words, set_aside
from consultation.ingest.grammar import UZBEKISTAN, grammar
from consultation.ingest.kinds import is_akoma_ntoso
from consultation.ingest.language import detect
from consultation.ingest.lines import Block, Facts
from consultation.ingest.nodes import Node
from consultation.ingest.package import Package
from consultation.ingest.placeholders import in_language
from consultation.ingest.rest import Rest
from consultation.ingest.safety import Limits, open_container
from consultation.ingest.structure import Builder

_TITLE_WIDTH = 200
_WORTH_DETECTING = 200  # characters an annex needs before its language is judged by itself


@dataclass(frozen=True, slots=True)
class Ingested:
    """A draft as read from a file: what it is, its clauses in document order, what to look at, and its sure links to acts."""

    title: str
    act_kind: ActKind | None
    language: Language
    clauses: tuple[Clause, ...]
    warnings: tuple[IngestWarning, ...] = ()
    asides: tuple[Aside, ...] = ()
    marks: tuple[Mark, ...] = ()
    view: TextView = TextView.ACCEPTED
    links: tuple[Linked, ...] = ()

    @property
    def outline(self) -> Outline:
        """The clauses as a tree."""
        return Outline(self.clauses)

    @property
    def sheet(self) -> Sheet:
        """The clauses with what was set aside in its place."""
        return sheet_of(self.outline, self.asides)


def read_in_process(
    data: bytes,
    limits: Limits | None = None,
    jurisdiction: str = UZBEKISTAN,
    view: TextView = TextView.ACCEPTED,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> Ingested:
    """Read a file here and now, without the worker's limits on time and memory. RefusedFile when it cannot be taken in.

    `progress` hears how far the text has been read: (bytes of XML, of so many).
    """
    limits = limits or Limits()
    if is_akoma_ntoso(data):
        return _from_akn(from_akn(data, limits))
    with open_container(data, limits) as container:
        reader = DocxReader(Package(container, limits, progress), limits, view)
        blocks = list(reader.blocks())
    if not any(has_words(block) for block in blocks):
        raise refusals.no_text()
    read = from_blocks(blocks, reader.facts, jurisdiction)
    found = reader.links.found
    links = sure_links(found, "\n".join(clause.words for clause in read.clauses)) if found else ()
    return replace(read, view=view, links=links)


def _from_akn(text: AknText) -> Ingested:
    clauses = text.outline.clauses
    warnings = (*check(clauses, Facts()), *text.warnings)
    title = " ".join(text.identity.title.split()) or _first_words(clauses)
    return Ingested(title, text.identity.act_kind, text.identity.language, clauses, warnings)


def from_blocks(blocks: list[Block], facts: Facts, jurisdiction: str = UZBEKISTAN) -> Ingested:
    """The clauses of a draft from a reader's blocks. Never raises: odd input becomes warnings."""
    builder = Builder(grammar(jurisdiction))
    builder.build(set_aside(blocks))
    nodes = builder.tree.nodes
    language = detect("\n".join(node.text for node in nodes))
    rest = Rest(builder.tree, facts, language)
    places = settled([(node.depth, node.kind, node.number) for node in rest.kept])
    tree = Outline(tuple(_clause(node, *where) for node, where in zip(rest.kept, places, strict=True)))
    clauses = _with_languages(tree, language)
    found = (_placed(each, rest.place(each.place), clauses) for each in builder.found)
    title = in_language(builder.front.title, language) or _first_words(clauses)
    return Ingested(
        title,
        builder.front.act_kind,
        language,
        clauses,
        (*check(clauses, facts, len(rest.asides)), *found),
        rest.asides,
        rest.marks(clauses),
    )


def _first_words(clauses: tuple[Clause, ...]) -> str:
    """A title for a text that has none: how its first clause begins."""
    words = next((clause.words for clause in clauses if clause.words), "")
    return textwrap.shorten(words, _TITLE_WIDTH, placeholder="…")


def _clause(node: Node, place: Place, is_quoted: bool) -> Clause:  # noqa: FBT001 - unpacked from the pair that `settled` gives
    return Clause(place.eid, place.parent, node.kind, node.num, node.number, node.heading, node.text, quoted=is_quoted)


def _placed(found: Found, place: int | None, clauses: tuple[Clause, ...]) -> IngestWarning:
    is_there = place is not None and 0 <= place < len(clauses)
    return IngestWarning(found.code, found.message, clauses[place or 0].eid if is_there else None)


def _with_languages(tree: Outline, language: Language) -> tuple[Clause, ...]:
    """Clauses of an annex that is in another language than the draft carry it."""
    spoken: dict[str, Language] = {}
    for annex in tree.children(None):
        if annex.kind is not ClauseKind.ANNEX:
            continue
        inside = tree.subtree(annex.eid)
        text = "\n".join(clause.text for clause in inside)
        own = detect(text) if len(text) >= _WORTH_DETECTING else language
        if own not in {language, Language.UND}:
            spoken.update((clause.eid, own) for clause in inside)
    if not spoken:
        return tree.clauses
    return tuple(_speaking(clause, spoken.get(clause.eid)) for clause in tree.clauses)


def _speaking(clause: Clause, language: Language | None) -> Clause:
    return Clause(
        clause.eid,
        clause.parent,
        clause.kind,
        clause.num,
        clause.number,
        clause.heading,
        clause.text,
        clause.quoted,
        language,
    )
