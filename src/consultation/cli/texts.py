"""Commands that need no database: read a draft act from a Word file, cluster comments from a file."""

import json
import sys
from pathlib import Path
from typing import TextIO

import click

from consultation import dedup, ingest
from consultation.cli.progress import progress

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("ingest")
@click.argument("file", type=_FILE)
@click.option("--format", "form", type=click.Choice(["tree", "json"]), default="tree", show_default=True)
def ingest_command(file: Path, form: str) -> None:
    """Split the draft act in FILE (.docx) into clauses and print them."""
    result = ingest.ingest(file.read_bytes(), file.name)
    if form == "json":
        json.dump(ingest.to_json(result), sys.stdout, ensure_ascii=False, indent=1)
        click.echo()
    else:
        click.echo("\n".join(ingest.tree_lines(result)))


@click.command("cluster")
@click.argument("comments", type=_FILE)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="JSONL to write.")
@click.option(
    "--draft",
    type=click.File("r", encoding="utf-8"),
    help="The draft's own text (plain text, or the JSON of `consultation ingest`): quoting it makes nobody alike.",
)
def cluster_command(comments: Path, output: Path, draft: TextIO | None) -> None:
    """Cluster COMMENTS: one {"id", "text"} a line in, one {"id", "cluster"} a line out."""
    own_texts = [] if draft is None else _own_texts(draft.read())
    with progress("clustering") as step:
        count = dedup.cluster_lines(comments, output, own_texts=own_texts, progress=step)
    click.echo(f"{count} comments clustered.", err=True)


def _own_texts(text: str) -> list[str]:
    try:
        document = json.loads(text)
    except ValueError:
        return [text]
    if not isinstance(document, dict) or not isinstance(document.get("clauses"), list):
        raise click.ClickException("The draft must be plain text or the JSON that `consultation ingest` prints.")
    return [clause["text"] for clause in document["clauses"] if clause.get("text")]


COMMANDS = (ingest_command, cluster_command)
