"""The clauses that a generated set's comments quote."""

import json
from pathlib import Path


def own_texts(file: Path) -> list[str]:
    """The texts of {"drafts": [[text, …], …]}."""
    drafts = json.loads(file.read_text(encoding="utf-8"))["drafts"]
    return [text for clauses in drafts for text in clauses]
