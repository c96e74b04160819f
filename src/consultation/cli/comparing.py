"""The command that says what became of each clause from one version of a draft to the next."""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from consultation import ingest
from consultation.core.clause import Outline
from consultation.core.diff import Change, Span, diff_words
from consultation.core.lineage import Link
from consultation.resources import jurisdictions

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_MARKS = {Change.SAME: "{}", Change.REMOVED: "[-{}-]", Change.ADDED: "{{+{}+}}"}


@click.command("compare")
@click.argument("old", type=_FILE)
@click.argument("new", type=_FILE)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--jurisdiction",
    type=click.Choice(list(jurisdictions())),
    default=ingest.UZBEKISTAN,
    show_default=True,
    help="Whose acts these are.",
)
def compare_command(old: Path, new: Path, form: str, jurisdiction: str) -> None:
    """Say which clause of the draft in NEW is which of the one in OLD (both .docx), with changed words as [-old-]{+new+}."""
    before, after = (
        ingest.ingest(file.read_bytes(), file.name, jurisdiction=jurisdiction).outline for file in (old, new)
    )
    links = ingest.align(before, after)
    if form == "json":
        json.dump(
            {"links": [_as_json(link, before, after) for link in links]}, sys.stdout, ensure_ascii=False, indent=1
        )
        click.echo()
    else:
        click.echo("\n".join(line for link in links for line in _lines(link, before, after)))


def _as_json(link: Link, before: Outline, after: Outline) -> dict[str, object]:
    return {
        "kind": link.kind.value,
        "old": link.old,
        "new": link.new,
        "score": link.score,
        "is_certain": link.is_certain,
        "diff": [{"change": span.change.value, "text": span.text} for span in _diff(link, before, after)],
    }


def _lines(link: Link, before: Outline, after: Outline) -> Iterator[str]:
    sides = " -> ".join(", ".join(side) for side in (link.old, link.new) if side)
    yield f"{link.kind.value:9}{link.score:.3f}  {sides}"
    shown = "".join(_MARKS[span.change].format(span.text) for span in _diff(link, before, after))
    yield from (f"    {line}" for line in shown.splitlines())


def _diff(link: Link, before: Outline, after: Outline) -> tuple[Span, ...]:
    """The changed words of what is in both versions; nothing where the words are the same."""
    if not link.old or not link.new:
        return ()
    spans = diff_words(_said(before, link.old), _said(after, link.new))
    return () if all(span.change is Change.SAME for span in spans) else spans


def _said(text: Outline, eids: Sequence[str]) -> str:
    """Heading and text of the clauses; numbers may change without the words being changed."""
    clauses = (text.find(eid) for eid in eids)
    return "\n".join(part for clause in clauses for part in (clause.heading, clause.text) if part)


COMMANDS = (compare_command,)
