"""Words of strangers in the Word files of a draft: in texts, titles, notes, names and wordings they stay words."""

import io
from collections.abc import Iterable, Iterator

from docx import Document

from consultation.core.clause import Clause, Outline, outline
from consultation.core.lineage import Link
from consultation.core.text import clean
from consultation.core.vocabulary import ClauseKind as K
from consultation.core.vocabulary import Disposition, Language, LineageKind
from consultation.report.comparison_table import to_comparison_table_docx
from consultation.report.draft_docx import to_clean_docx
from consultation.report.draft_text import Version
from consultation.report.redline import to_redline_docx
from consultation.report.wordings_docx import Accepted, to_wordings_docx
from tests.report.acts import MADE_AT
from tests.report.factory import say
from tests.report.test_hostile import EVERY
from tests.report.tracked import said


def text_of(words: str) -> Outline:
    """An act that says these words wherever words can stand."""
    return outline(
        (depth, Clause("", None, kind, num, num, heading, text))
        for depth, kind, num, heading, text in (
            (0, K.OTHER, None, None, words),
            (0, K.CHAPTER, words, words, words),
            (1, K.POINT, words, None, words),
            (2, K.NOTE, words, None, words),
            (1, K.QUOTED, None, None, words),
            (1, K.TABLE, None, None, words),
            (2, K.ROW, words, None, words),
            (0, K.ANNEX, words, words, words),
        )
    )


def version_of(words: str, ordinal: int = 1) -> Version:
    return Version(7, ordinal, words, words, Language.UZ_LATN, text_of(words), MADE_AT)


@EVERY
def test_every_file_keeps_the_words_as_words(text: str) -> None:
    old, new = version_of(text), version_of(f"{text} yangi", 2)
    links = [
        Link(LineageKind.REWORDED, (was.eid,), (now.eid,), 0.9)
        for was, now in zip(old.outline.clauses, new.outline.clauses, strict=True)
    ]
    plain = to_clean_docx(old, say)
    redline = to_redline_docx(old, new, links, say)
    assert said(redline, "accept") == said(to_clean_docx(new, say))
    assert said(redline, "reject") == said(plain)
    wording = Accepted(old.outline.clauses[2].eid, 1, text, Disposition.ACCEPTED, text)
    table = to_comparison_table_docx(old, new, links, say, {links[1].new[0]: text})
    for content in (plain, table, to_wordings_docx(old, [wording], say)):
        assert squeezed(clean(text)) in squeezed("".join(words_in(said(content))))
        Document(io.BytesIO(content))


def words_in(parts: object) -> Iterator[str]:
    """Every string of nested tuples, in order."""
    if isinstance(parts, str):
        yield parts
    elif isinstance(parts, Iterable):
        for part in parts:
            yield from words_in(part)


def squeezed(text: str) -> str:
    return "".join(text.split())
