"""The files a report comes in: by name, its media type and how it is written; every one from the same frozen Report."""

from collections.abc import Callable, Sequence
from pathlib import Path

from consultation.report.csv import to_csv
from consultation.report.docx import to_docx
from consultation.report.frozen import canonical
from consultation.report.pdf import to_pdf
from consultation.report.published import Report
from consultation.report.voice import Translate
from consultation.report.xlsx import to_xlsx

MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
}


def write(report: Report, form: str, translate: Translate, font_paths: Sequence[Path]) -> bytes:
    """The report in one of the forms of `MEDIA_TYPES`; `translate` is bound to the language of the draft.

    KeyError for an unknown form. JSON is the frozen object itself, the bytes its digest is taken of.
    """
    return _WRITERS[form](report, translate, font_paths)


_WRITERS: dict[str, Callable[[Report, Translate, Sequence[Path]], bytes]] = {
    "docx": lambda report, translate, _fonts: to_docx(report, translate),
    "pdf": to_pdf,
    "xlsx": lambda report, translate, _fonts: to_xlsx(report, translate),
    "csv": lambda report, translate, _fonts: to_csv(report, translate),
    "json": lambda report, _translate, _fonts: canonical(report),
}
