"""A text of a draft as a clean Word file: headings, numbers as they are printed, real footnotes, tables and annexes."""

from collections.abc import Sequence

from docx.document import Document as DocumentObject
from docx.shared import Mm

from consultation.core.clause import Clause
from consultation.core.vocabulary import Language
from consultation.report import word_file
from consultation.report.draft_text import Block, Grid, Line, Row, Version, blocks
from consultation.report.draft_xml import (
    AFTER_TABLE,
    END,
    Notes,
    column_widths,
    layout,
    paragraph,
    run,
    table,
    table_row,
)
from consultation.report.voice import Translate, Voice


def to_clean_docx(version: Version, translate: Translate) -> bytes:
    """The version as a .docx that reads back as the same clauses; `translate` is bound to the language of the draft.

    Numbers are plain text, so Word never counts them anew. The same version gives the same bytes.
    """
    notes = Notes()
    content = "".join(_block(block, notes) for block in blocks(version))
    document = framed(version, version.title, translate)
    return finished(document, content, notes, version)


def framed(version: Version, title: str, translate: Translate) -> DocumentObject:
    """An empty A4 document in the draft's language with page numbers and properties."""
    document = word_file.blank("draft_styles.xml", version.language)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    word_file.number_pages([section.footer], Voice(translate, version.language))
    word_file.describe(document, title, version.authority, version.language, version.made_at)
    return document


def finished(document: DocumentObject, content: str, notes: Notes, version: Version) -> bytes:
    """The file of a document with ready content and notes."""
    word_file.fill(document, content + END)
    word_file.add_notes(document, "footnote", notes.footnote)
    word_file.add_notes(document, "endnote", notes.endnote)
    return word_file.settled(document, version.made_at)


def _block(block: Block, notes: Notes) -> str:
    if isinstance(block, Line):
        return paragraph(layout(block), _words(block.text, block.language, block.notes, notes))
    return _table(block, notes)


def _table(grid: Grid, notes: Notes) -> str:
    if not grid.rows:
        return ""
    widths = column_widths([grid])
    return table(grid, widths, [_row(row, widths, notes) for row in grid.rows]) + AFTER_TABLE


def _row(row: Row, widths: Sequence[int], notes: Notes) -> str:
    last = len(row.cells) - 1
    cells = [
        _words(cell, row.language, row.notes if place == last else (), notes) for place, cell in enumerate(row.cells)
    ]
    return table_row(row, cells, widths)


def _words(text: str, language: Language | None, called: Sequence[Clause], notes: Notes) -> str:
    return run(text, language) + "".join(notes.call(note, run(note.text, note.language)) for note in called)
