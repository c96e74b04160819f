"""A table as a clause with one clause for each row; cells are kept apart by tabs."""

import re
from dataclasses import replace

from consultation.core.vocabulary import ClauseKind
from consultation.ingest.lines import Cell, Row, Table
from consultation.ingest.nodes import Node, Scope, Tree

_NUMBER_CELL = re.compile(r"\(?(\d{1,4}(?:\.\d{1,3})*)\s?[.)]?")
_NUMBER_HEADS = frozenset({"№", "n", "no", "no.", "т/р", "t/r", "№ п/п", "п/п", "t/p", "#"})


def add_table(table: Table, scope: Scope, tree: Tree) -> None:
    """Put a table under the innermost open unit; its header row is the table's own text."""
    rows = list(table.rows)
    node = tree.add(Node(ClauseKind.TABLE, scope.next_depth, is_quoted=scope.is_quoted))
    headers = 0
    while headers < len(rows) and rows[headers].is_header:
        headers += 1
    if headers == 0 and len(rows) > 1 and _looks_like_header(rows[0]):
        headers = 1
    node.texts.extend(" ".join(_cells(row).split("\n")) for row in rows[:headers])
    _add_notes(rows[:headers], node, tree)
    is_numbered = any(_number(row) for row in rows[headers:])
    for row in rows[headers:]:
        _add_row(row, node, tree, is_numbered=is_numbered)
    scope.last_text = ""


def _looks_like_header(row: Row) -> bool:
    texts = [cell.text for cell in row.cells]
    if texts and texts[0].strip().lower() in _NUMBER_HEADS:
        return True
    return all(text and all(line.is_bold for line in cell.lines) for text, cell in zip(texts, row.cells, strict=True))


def _number(row: Row) -> re.Match[str] | None:
    return _NUMBER_CELL.fullmatch(row.cells[0].text) if len(row.cells) > 1 else None


def _add_row(row: Row, table: Node, tree: Tree, *, is_numbered: bool) -> None:
    match = _number(row)
    node = Node(ClauseKind.ROW, table.depth + 1, is_quoted=table.is_quoted)
    if match is not None:
        node.num, node.number = match[0], match[1]
    node.texts.append(_cells(_beside_number(row) if is_numbered else row))
    tree.add(node)
    _add_notes([row], node, tree)


def _beside_number(row: Row) -> Row:
    """The cells without the column of numbers, which is merged or left empty in some rows, or spanned by another cell."""
    if not row.cells:
        return row
    if _number(row) is not None or not row.cells[0].text:
        first, rest = Cell([], row.cells[0].span), row.cells[1:]
    else:
        first, rest = row.cells[0], row.cells[1:]
    if first.span > 1:
        return Row([replace(first, span=first.span - 1), *rest])
    return Row([first, *rest] if first.lines else rest)


def _cells(row: Row) -> str:
    """The cells of a row, paragraphs in them on lines of their own.

    A cell over several columns is followed by empty ones, and one merged into the cell above is empty, so columns stay
    in line.
    """
    return "\t".join(text for cell in row.cells for text in (cell.text, *[""] * (cell.span - 1)))


def _add_notes(rows: list[Row], host: Node, tree: Tree) -> None:
    tree.add_notes([note for row in rows for cell in row.cells for line in cell.lines for note in line.notes], host)
