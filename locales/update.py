# ruff: noqa: INP001, T201 - a script of its own that says what it did
"""Bring every catalogue up to date with the source sentences of the code and the templates: `make messages`.

Translations are kept, new sentences come in empty, those no longer said go. Cyrillic Uzbek is written from Latin Uzbek, but
for the sentences that carry the comment `# by hand`. Running it twice changes nothing.
"""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from consultation.core.transliterate import to_cyrillic

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS: dict[str, Any] = {
    "_": None,
    "N_": None,
    "ngettext": (1, 2),
    "gettext": None,
    "message": None,
    "message_n": (1, 2),
}
JINJA = {"newstyle_gettext": "true", "trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}

# Locale -> its plural forms. After a numeral the noun of Karakalpak does not change, so there is one form.
CATALOGUES = {
    "uz-Latn": "nplurals=2; plural=(n != 1);",
    "uz-Cyrl": "nplurals=2; plural=(n != 1);",
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "kaa-Latn": "nplurals=1; plural=0;",
}
BY_HAND = "by hand"
# Dates in headers would only make differences nobody wants to read.
_LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def source_sentences() -> Catalog:
    """Every sentence to be translated, with the files that say it."""
    catalogue = Catalog(fuzzy=False)
    for path in sorted([*(ROOT / "src").rglob("*.py"), *(ROOT / "templates").rglob("*.*")]):
        for sentence in _extract(path):
            catalogue.add(sentence, locations=[(path.relative_to(ROOT).as_posix(), 0)])
    return catalogue


def updated(locale: str, sentences: Catalog) -> bytes:
    """The catalogue of a locale as it should be."""
    path = ROOT / "locales" / locale / "messages.po"
    catalogue = read_po(io.BytesIO(path.read_bytes())) if path.exists() else Catalog()
    catalogue.fuzzy = False
    catalogue.locale = None
    catalogue.update(sentences, no_fuzzy_matching=True)
    catalogue.mime_headers = [("Plural-Forms", CATALOGUES[locale])]
    for entry in catalogue:
        if entry.id and entry.pluralizable and not isinstance(entry.string, (tuple, list)):
            entry.string = ("",) * catalogue.num_plurals
    if locale == "uz-Cyrl":
        _write_in_cyrillic(catalogue)
    return _written(locale, catalogue)


def _write_in_cyrillic(catalogue: Catalog) -> None:
    latin = read_po(io.BytesIO((ROOT / "locales" / "uz-Latn" / "messages.po").read_bytes()))
    for entry in catalogue:
        said = latin.get(entry.id) if entry.id and BY_HAND not in entry.user_comments else None
        if said is not None:
            words = said.string
            entry.string = to_cyrillic(words) if isinstance(words, str) else tuple(map(to_cyrillic, words or ()))


def _extract(path: Path) -> Iterator[str | tuple[str, ...]]:
    method, options = ("python", {}) if path.suffix == ".py" else ("jinja2.ext:babel_extract", JINJA)
    for _, sentence, _, _ in extract_from_file(method, path, keywords=KEYWORDS, options=options):
        yield sentence


def _written(locale: str, catalogue: Catalog) -> bytes:
    """The catalogue with a header of our own: nothing in it changes by itself."""
    body = io.BytesIO()
    write_po(
        body, catalogue, width=120, omit_header=True, ignore_obsolete=True, sort_by_file=True, include_lineno=False
    )
    header = (
        'msgid ""\nmsgstr ""\n'
        f'"Language: {locale}\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {CATALOGUES[locale]}\\n"\n\n'
    )
    return header.encode() + body.getvalue().strip() + b"\n"


def main() -> None:
    """Write every catalogue."""
    sentences = source_sentences()
    for locale in CATALOGUES:
        path = ROOT / "locales" / locale / "messages.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(updated(locale, sentences))
        print(f"{path.relative_to(ROOT)}: {len(sentences)} sentences")


if __name__ == "__main__":
    main()
