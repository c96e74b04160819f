"""A jurisdiction's data file made into patterns: names of units, ordinals, the lines around the text."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Final

from consultation.core.vocabulary import ActKind, ClauseKind
from consultation.resources import jurisdictions

_APOSTROPHES = str.maketrans(
    {
        **dict.fromkeys("ʻʼ‘’`´ʹ′‛", "'"),
        **dict.fromkeys("‐‑‒–—−", "-"),
        "\u00a0": " ",
        "ё": "е",
        "Ё": "Е",
        **dict.fromkeys("ıİíÍ", "i"),
    }
)
# Letters that look alike in capitals; both the names and the text pass through, so a mixed word still matches.
_LOOK_ALIKES = str.maketrans("асеорхуіјмткнв", "aceopxyijmtkhb")
_ODD = re.compile(f"[{re.escape(''.join(map(chr, _APOSTROPHES)))}]")  # translating is slow: only where it must be
UZBEKISTAN: Final = "uzbekistan"
_LONGEST_LINE = 400
_NOTE_HEAD = 64
ARABIC = r"\d{1,4}(?:\s?[⁰¹²³⁴⁵⁶⁷⁸⁹]+|(?:[-.]\d{1,3})+(?!\d))?"
_ROMAN = r"[ivxlcm]{1,9}"


def fold(text: str) -> str:
    """Lower case with one apostrophe, one dash, one blank; as long as the text, so places stay the same."""
    if text.isascii() and "`" not in text:
        return text.lower()
    plain = text.translate(_APOSTROPHES) if _ODD.search(text) else text
    lowered = plain.lower()
    if len(lowered) != len(text):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)
    return lowered


def skeleton(text: str) -> str:
    """`fold` with Cyrillic letters written as the Latin ones they look like; only for matching."""
    folded = fold(text)
    return folded if folded.isascii() else folded.translate(_LOOK_ALIKES)


@dataclass(frozen=True, slots=True)
class Reference:
    """How a text names an annex or article of its own act: `sign` is in every such text, the pattern's group is the number."""

    kind: ClauseKind
    sign: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True, eq=False)
class Grammar:
    """Compiled patterns of one jurisdiction; unit patterns match skeletons, line patterns match folded lines.

    `article_number`: how an article opens whose number has no name, on the text as it is; `item_kinds`: what an item is
    by its look, where the look decides; `has_cross_headings`, `has_closing_words`: what lines without a number may be;
    `country`: in two letters (ISO 3166-1).
    """

    country: str
    order: tuple[ClauseKind, ...]
    kinds_after: dict[str, ClauseKind]
    kinds_before: dict[str, ClauseKind]
    named: dict[str, ClauseKind]
    ordinals: dict[str, int]
    arabic_first: re.Pattern[str]
    word_first: re.Pattern[str]
    name_first: re.Pattern[str]
    annex_last: re.Pattern[str]
    annex_ends: frozenset[str]
    first_words: frozenset[str]
    lines: dict[str, re.Pattern[str]]
    act_kinds: tuple[tuple[ActKind, re.Pattern[str]], ...]
    article_number: re.Pattern[str] | None
    has_heading_before: bool
    item_kinds: dict[str, ClauseKind]
    has_cross_headings: bool
    has_closing_words: bool
    references: tuple[Reference, ...]

    def is_line(self, name: str, text: str) -> bool:
        """Whether a whole line is of that sort (`draft_mark`, `signature`, ...)."""
        pattern = self.lines.get(name)
        return pattern is not None and len(text) <= _LONGEST_LINE and pattern.fullmatch(fold(text)) is not None

    def is_note(self, text: str) -> bool:
        """Whether a line is a note: it begins as one, or stands in brackets and is long, as editors' remarks are."""
        if text[:1] in {"(", "["} and len(text) > _NOTE_HEAD:
            return text.rstrip(" .").endswith((")", "]"))
        return self.lines["note"].match(fold(text[:_NOTE_HEAD])) is not None


@cache
def grammar(jurisdiction: str = UZBEKISTAN) -> Grammar:
    """The grammar of a jurisdiction by the name of its data file."""
    data = tomllib.loads(jurisdictions()[jurisdiction].read_text(encoding="utf-8"))
    after, before, named = (_names(data[table]) for table in ("after_number", "before_number", "named"))
    ordinals = {skeleton(word): value for words in data["ordinals"].values() for value, word in enumerate(words, 1)}
    ordinal, names_after, names_before = _any(ordinals), _any(after), _any(before)
    bare, unnumbered = data.get("bare_article", {}), data.get("unnumbered", {})
    return Grammar(
        country=data["country"],
        order=tuple(ClauseKind(kind) for kind in data["order"]),
        kinds_after=after,
        kinds_before=before,
        named=named,
        ordinals=ordinals,
        arabic_first=re.compile(rf"({ARABIC})(?:\s?-\s?|\s)({names_after})(?![\w'])"),
        word_first=re.compile(rf"({_ROMAN}|{ordinal})(?:\s?-\s?|\s)({names_after})(?![\w'])"),
        name_first=re.compile(rf"({names_before})\s*(?:№|no\.|n\s)?\s*(?:({ARABIC})|({_ROMAN}|{ordinal})(?![\w']))"),
        annex_last=re.compile(rf".*\S\s((?:({ARABIC})\s?-\s?)?(?:{_of_kind(after, ClauseKind.ANNEX)}))"),
        annex_ends=frozenset(name[-1] for name, own in after.items() if own is ClauseKind.ANNEX),
        first_words=frozenset(word.split()[0] for word in (*ordinals, *before, *named)),
        lines={name: re.compile(fold_pattern(pattern)) for name, pattern in data["lines"].items()},
        act_kinds=tuple((ActKind(row["kind"]), re.compile(fold_pattern(row["form"]))) for row in data["act_kind"]),
        article_number=re.compile(bare["number"]) if bare else None,
        has_heading_before=bool(bare.get("heading_before")),
        item_kinds={form: ClauseKind(kind) for form, kind in data.get("items", {}).items()},
        has_cross_headings=bool(unnumbered.get("cross_headings")),
        has_closing_words=bool(unnumbered.get("closing_words")),
        references=tuple(
            Reference(ClauseKind(row["kind"]), row["sign"], re.compile(row["pattern"])) for row in data["reference"]
        ),
    )


def fold_pattern(pattern: str) -> str:
    """A pattern from the data file in the letters of folded text; its escapes keep their case."""
    return "".join(piece if piece.startswith("\\") else fold(piece) for piece in re.split(r"(\\.)", pattern))


def _names(table: dict[str, list[str]]) -> dict[str, ClauseKind]:
    return {skeleton(name): ClauseKind(kind) for kind, names in table.items() for name in names}


def _of_kind(names: dict[str, ClauseKind], kind: ClauseKind) -> str:
    return "|".join(re.escape(name) for name, own in names.items() if own is kind)


def _any(words: dict[str, ClauseKind] | dict[str, int]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
