"""Uploads for the tests of a ministry's steps."""

from consultation.actions.versions import Upload
from consultation.core.clause import Clause, outline
from consultation.core.messages import message
from consultation.core.vocabulary import ActKind, ClauseKind, Language
from consultation.ingest.findings import IngestWarning
from consultation.ingest.reading import Ingested


def clause(kind: ClauseKind, number: str | None, text: str, heading: str | None = None) -> Clause:
    return Clause("", None, kind, f"{number}-modda." if number else None, number, heading, text)


def upload(
    *texts: str,
    title: str = "Kutubxonalar toʻgʻrisida",
    act_kind: ActKind | None = ActKind.LAW,
    language: Language = Language.UZ_LATN,
    warned: str | None = None,
    content: bytes = b"a word file",
) -> Upload:
    """A file with one article for each text, and a warning about the clause `warned`."""
    rows = [
        (0, clause(ClauseKind.ARTICLE, str(place), text, f"{place}-sarlavha")) for place, text in enumerate(texts, 1)
    ]
    warnings = () if warned is None else (IngestWarning("W_GAP", message("A number is missing."), warned),)
    read = Ingested(title, act_kind, language, outline(rows).clauses, warnings)
    return Upload("loyiha.docx", content, read)
