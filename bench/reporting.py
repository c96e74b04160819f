"""A report on 300 comments in every format, beside one plain Word file with the same number of paragraphs.

python bench/reporting.py
"""

import time
from collections.abc import Callable
from io import BytesIO

import docx

from consultation.core.vocabulary import Language
from consultation.report import build, canonical
from consultation.report.documents import write
from consultation.resources import font_paths
from tests.report.factory import facts, say

COMMENTS, CLAUSES, ROUNDS = 300, 40, 3
FORMATS = ("docx", "pdf", "xlsx", "csv", "json")


def least(work: Callable[[], object]) -> float:
    """Seconds of the quickest of a few runs."""
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return min(taken)


def plain_word_file() -> bytes:
    """What python-docx alone takes for as many paragraphs as there are comments."""
    document = docx.Document()
    for number in range(COMMENTS):
        document.add_paragraph(f"{number}. Ushbu moddaga aniqlik kiritilsin.")
    into = BytesIO()
    document.save(into)
    return into.getvalue()


def figures() -> dict[str, float]:
    """Seconds by what was written."""
    given = facts(Language.UZ_LATN, comments=COMMENTS, clauses=CLAUSES)
    report, fonts = build(given), list(font_paths())
    found = {"plain Word file": least(plain_word_file), "counting": least(lambda: canonical(build(given)))}
    for form in FORMATS:
        found[form] = least(lambda form=form: write(report, form, say, fonts))  # type: ignore[misc] # bound at once
    return found


def main() -> None:
    """Print the figures and their ratios."""
    found = figures()
    floor = found.pop("plain Word file")
    print(f"{'a plain Word file of 300 paragraphs':36} {floor:7.3f} s")
    for name, seconds in {**found, "all of it": sum(found.values())}.items():
        print(
            f"{'report on 300 comments, ' + name:36} {seconds:7.3f} s         {seconds / floor:6.1f} x the plain Word file"
        )


if __name__ == "__main__":
    main()
