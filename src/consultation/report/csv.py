"""The comments of a report as CSV, one row per comment, safe to open in a spreadsheet program."""

import csv
from codecs import BOM_UTF8
from io import StringIO

from consultation.core.text import clean
from consultation.report.published import Report
from consultation.report.tables import COMMENT_HEADS, comment_rows, heads
from consultation.report.voice import Translate, Voice

# full-width signs too: Excel reads them as the plain ones
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def to_csv(report: Report, translate: Translate) -> bytes:
    """UTF-8 with a byte order mark (Excel needs it for Uzbek and Russian), commas, every cell in quotes, lines end in CR LF."""
    voice = Voice(translate, report.draft.language)
    out = StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(heads(COMMENT_HEADS, voice))
    for row in comment_rows(report, voice):
        writer.writerow([formula_safe(value) if isinstance(value, str) else value for value in row])
    return BOM_UTF8 + out.getvalue().encode()


def formula_safe(text: str) -> str:
    """A cell for programs that take `=1+1` for a formula: an apostrophe in front keeps it text (OWASP, CSV injection)."""
    fit = clean(text)
    return f"'{fit}" if fit.lstrip(" ").startswith(_FORMULA) else fit
