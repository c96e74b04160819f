"""A read draft as JSON: the public shape, the worker's own wire, and a tree to print."""

from collections.abc import Iterator, Mapping
from typing import Any

from consultation.core.clause import Clause
from consultation.core.file_vocabulary import MarkSort, TextView
from consultation.core.law_addresses import Linked
from consultation.core.messages import Message
from consultation.core.sheet import Aside
from consultation.core.vocabulary import ActKind, ClauseKind, Language
from consultation.ingest.findings import IngestWarning, Mark
from consultation.ingest.reading import Ingested

Json = dict[str, Any]
_PREVIEW = 90


def to_json(draft: Ingested) -> Json:
    """The public JSON of a read draft, clauses in document order, warnings in English."""
    return {
        "title": draft.title,
        "act_kind": draft.act_kind.value if draft.act_kind else None,
        "language": draft.language.value,
        "clauses": [_clause(clause) for clause in draft.clauses],
        "warnings": [{"code": w.code, "message": str(w.message), "eid": w.eid} for w in draft.warnings],
    }


def _clause(clause: Clause) -> Json:
    return {
        "eid": clause.eid,
        "parent": clause.parent,
        "kind": clause.kind,  # a `str` itself; asking for its value takes longer than all else here
        "num": clause.num,
        "number": clause.number,
        "heading": clause.heading,
        "text": clause.text,
        "quoted": clause.quoted,
    }


def tree_lines(draft: Ingested) -> Iterator[str]:
    """The draft as an indented tree, one clause a line; after it what was set aside (~), left by drafters (*), warned of (!)."""
    yield f"{draft.title or '-'} [{draft.act_kind.value if draft.act_kind else '-'}, {draft.language.value}]"
    for depth, clause in draft.outline.walk():
        words = (
            " ".join(filter(None, (clause.num, clause.heading, clause.text))).replace("\n", " / ").replace("\t", " | ")
        )
        short = words if len(words) <= _PREVIEW else words[: _PREVIEW - 1] + "…"
        yield f"{'  ' * (depth + 1)}{clause.kind.value}  {short}  <{clause.eid}>"
    for aside in draft.asides:
        yield f"~ {' / '.join(aside.text.splitlines())}"
    for mark in draft.marks:
        author = f"{mark.author}: " if mark.author else ""
        yield f"* {mark.sort.value} {author}{' / '.join(mark.text.splitlines())}{f' <{mark.eid}>' if mark.eid else ''}"
    for warning in draft.warnings:
        yield f"! {warning.code} {warning.message}{f' <{warning.eid}>' if warning.eid else ''}"


def message_to_wire(sentence: Message) -> Json:
    """A message with its parameters, so that the reader's language can still be chosen."""
    params = {
        name: message_to_wire(value) if isinstance(value, Message) else value for name, value in sentence.params.items()
    }
    return {"text": sentence.text, "params": params, "plural": sentence.plural}


def message_from_wire(wire: Mapping[str, Any]) -> Message:
    """The message that `message_to_wire` wrote."""
    params = {
        name: message_from_wire(value) if isinstance(value, dict) else value for name, value in wire["params"].items()
    }
    return Message(wire["text"], params, wire["plural"])


def to_wire(draft: Ingested) -> Json:
    """Everything about a read draft, for the process that asked the worker."""
    return to_json(draft) | {
        "links": [list(each) for each in draft.links],
        "languages": {clause.eid: clause.language.value for clause in draft.clauses if clause.language},
        "warnings": [{"code": w.code, "message": message_to_wire(w.message), "eid": w.eid} for w in draft.warnings],
        "asides": list(draft.asides),
        "marks": [[mark.sort.value, mark.text, mark.author, mark.eid] for mark in draft.marks],
        "view": draft.view.value,
    }


def from_wire(wire: Mapping[str, Any]) -> Ingested:
    """The draft that `to_wire` wrote."""
    languages = wire["languages"]
    return Ingested(
        title=wire["title"],
        act_kind=ActKind(wire["act_kind"]) if wire["act_kind"] else None,
        language=Language(wire["language"]),
        clauses=tuple(_clause_from(row, languages) for row in wire["clauses"]),
        warnings=tuple(IngestWarning(w["code"], message_from_wire(w["message"]), w["eid"]) for w in wire["warnings"]),
        asides=tuple(Aside(*each) for each in wire["asides"]),
        marks=tuple(Mark(MarkSort(sort), *rest) for sort, *rest in wire["marks"]),
        view=TextView(wire["view"]),
        links=tuple(Linked(*each) for each in wire["links"]),
    )


def _clause_from(row: Mapping[str, Any], languages: Mapping[str, str]) -> Clause:
    language = languages.get(row["eid"])
    values = {**row, "kind": ClauseKind(row["kind"]), "language": Language(language) if language else None}
    return Clause(**values)
