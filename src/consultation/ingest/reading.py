"""From the bytes of a file to the clauses of a draft, in this process; `worker` runs it behind limits."""

import textwrap
from dataclasses import dataclass, replace

from consultation.core.clause import Clause, Outline, outline
from consultation.core.law_addresses import Linked, sure_links
from consultation.core.vocabulary import ActKind, ClauseKind, Language
from consultation.ingest import refusals
from consultation.ingest.checks import check
from consultation.ingest.docx_reader import DocxReader
from consultation.ingest.findings import Found, IngestWarning
from consultation.ingest.grammar import UZBEKISTAN, grammar
from consultation.ingest.language import detect
from consultation.ingest.lines import Block, Facts
from consultation.ingest.nodes import Node
from consultation.ingest.package import Package
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
    links: tuple[Linked, ...] = ()

    @property
    def outline(self) -> Outline:
        """The clauses as a tree."""
        return Outline(self.clauses)


def read_in_process(data: bytes, limits: Limits | None = None, jurisdiction: str = UZBEKISTAN) -> Ingested:
    """Read a file here and now, without the worker's limits on time and memory. RefusedFile when it cannot be taken in."""
    limits = limits or Limits()
    with open_container(data, limits) as container:
        reader = DocxReader(Package(container, limits), limits)
        blocks = list(reader.blocks())
    if not blocks:
        raise refusals.no_text()
    read = from_blocks(blocks, reader.facts, jurisdiction)
    return replace(read, links=sure_links(reader.links.found, "\n".join(clause.words for clause in read.clauses)))


def from_blocks(blocks: list[Block], facts: Facts, jurisdiction: str = UZBEKISTAN) -> Ingested:
    """The clauses of a draft from a reader's blocks. Never raises: odd input becomes warnings."""
    builder = Builder(grammar(jurisdiction))
    builder.build(blocks)
    nodes = builder.tree.nodes
    tree = outline((node.depth, _clause(node)) for node in nodes)
    language = detect("\n".join(node.text for node in nodes))
    clauses = _with_languages(tree, language)
    warnings = (*check(clauses, facts), *(_placed(found, clauses) for found in builder.found))
    title = builder.front.title or _first_words(clauses)
    return Ingested(title, builder.front.act_kind, language, clauses, warnings)


def _first_words(clauses: tuple[Clause, ...]) -> str:
    """A title for a text that has none: how its first clause begins."""
    words = next((clause.words for clause in clauses if clause.words), "")
    return textwrap.shorten(words, _TITLE_WIDTH, placeholder="…")


def _clause(node: Node) -> Clause:
    return Clause("", None, node.kind, node.num, node.number, node.heading, node.text, quoted=node.is_quoted)


def _placed(found: Found, clauses: tuple[Clause, ...]) -> IngestWarning:
    is_there = found.place is not None and 0 <= found.place < len(clauses)
    return IngestWarning(found.code, found.message, clauses[found.place or 0].eid if is_there else None)


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
