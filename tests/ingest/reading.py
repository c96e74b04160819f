"""A small Word file read as far as a test needs it: its blocks, its lines, or the whole draft."""

from consultation.core.file_vocabulary import TextView
from consultation.ingest import Ingested, read_in_process
from consultation.ingest.docx_reader import DocxReader
from consultation.ingest.lines import Block, Line, Table
from consultation.ingest.package import Package
from consultation.ingest.safety import Limits, open_container


def reader(data: bytes, view: TextView = TextView.ACCEPTED) -> tuple[DocxReader, list[Block]]:
    limits = Limits()
    opened = DocxReader(Package(open_container(data, limits), limits), limits, view)
    return opened, list(opened.blocks())


def lines(data: bytes, view: TextView = TextView.ACCEPTED) -> list[Line]:
    return [block for block in reader(data, view)[1] if isinstance(block, Line)]


def texts(data: bytes, view: TextView = TextView.ACCEPTED) -> list[str]:
    return [line.text for line in lines(data, view)]


def rows(data: bytes, view: TextView = TextView.ACCEPTED) -> list[list[str]]:
    """The cells of every row of every table; a cell over several columns is followed by as many of "<"."""
    tables = [block for block in reader(data, view)[1] if isinstance(block, Table)]
    found = [row for table in tables for row in table.rows]
    return [[text for cell in row.cells for text in (cell.text, *["<"] * (cell.span - 1))] for row in found]


def clauses(draft: Ingested) -> list[tuple[str, str | None, str]]:
    return [(clause.kind.value, clause.num, clause.text) for clause in draft.clauses]


def draft(data: bytes, view: TextView = TextView.ACCEPTED) -> Ingested:
    return read_in_process(data, view=view)
