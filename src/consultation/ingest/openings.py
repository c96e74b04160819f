"""How a line opens a unit: "12¹-modda. Heading", "Глава I", "1.1.", "v)", and the canonical number in each."""

import re
from functools import lru_cache
from typing import NamedTuple

from consultation.core.vocabulary import ClauseKind
from consultation.ingest.grammar import Grammar, fold, skeleton

_HEAD = 72
_MARK = 40  # more than the longest number of an item, blanks after it included
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_VALID_ROMAN = re.compile(r"(?=.)m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
_DOTTED = re.compile(
    rf"(\d{{1,3}}(?:[{_RAISED}]+|-\d{{1,2}}|[a-z])?(?:\.\d{{1,3}}(?:[{_RAISED}]+|-\d{{1,2}})?){{0,3}})(\.?)\s*"
)
_PAREN = re.compile(rf"\(?(\d{{1,3}}(?:[{_RAISED}]+|-\d{{1,2}}|[a-z])?)\)\s*")
_LETTER = re.compile(rf"\(?([^\W\d_](?:['h])?|[ivxl]{{2,6}}|([^\W\d_])\2)([{_RAISED}]*)\)\s*")
_PLAIN_ITEM = re.compile(r"\d{1,3}(?:\)|\.\s)")  # by far the commonest: no name can follow
_PLAIN_LABEL = re.compile(r"\d{1,3}\.|\(?(?:\d{1,3}|[^\W\d_])\)")
_ROMAN_DOT = re.compile(r"([ivxlc]{1,7})\.\s+")
_INSERTED = re.compile(r"\((\d{1,3}[A-Z]{1,4}|[zZ]{1,4}[A-Za-z]{1,3}|[a-z]{1,2}[a-e]|[A-Z])\)\s*")
_TAIL = re.compile(r"\s*[.:]\s*|\s+[-–—](?:\s+|$)|\s+|$")
_SENTENCE_END = (".", ";", ":", ",")
_OPENING_MARKS = "«“„\"'"


class Opening(NamedTuple):
    """What a line opens. `form` is the unit's kind, or the look of an item: dot, paren, letter, roman."""

    form: str
    kind: ClauseKind | None
    num: str
    number: str | None
    rest: str
    is_mixed: bool = False

    @property
    def is_item(self) -> bool:
        """Whether this is a numbered item rather than a unit with a name."""
        return self.kind is None


@lru_cache(maxsize=16)  # cutting a line and reading its pieces ask about the same words again and again
def find_opening(text: str, grammar: Grammar) -> Opening | None:
    """What a line opens, or None for running text. An opening quotation mark before the number is no hindrance."""
    head = text[:_HEAD]
    first = head[:1]
    if first.isdigit():
        if _PLAIN_ITEM.match(head) and grammar.article_number is None:
            return _item(text, head)
        return (
            _named_after(text, head, grammar, grammar.arabic_first) or _bare_article(text, grammar) or _item(text, head)
        )
    if first == "(" and grammar.item_kinds and (inserted := _inserted(text, head)) is not None:
        return inserted
    lettered = _item(text, head) if first == "(" or ")" in head[1:6] else None
    if lettered is not None:
        return lettered
    return _worded(text, head, grammar) if first.isalpha() or first == "§" else None


def _bare_article(text: str, grammar: Grammar) -> Opening | None:
    """Read "12.—" where an article's number has no name."""
    match = grammar.article_number.match(text) if grammar.article_number is not None else None
    if match is None:
        return None
    return Opening("dot", ClauseKind.ARTICLE, match[0].strip(), match[1], text[match.end() :].strip())


def _worded(text: str, head: str, grammar: Grammar) -> Opening | None:
    """What a line opens that begins with a word: a name, an ordinal, a Roman number."""
    word, promises = _promise(head.split(" ", 1)[0], grammar)
    if not promises:
        return None
    if word in grammar.first_words:
        found = _named_before(text, head, grammar) or _just_name(text, grammar)
        if found is not None:
            return found
    if word in grammar.ordinals or _VALID_ROMAN.fullmatch(word):
        return _named_after(text, head, grammar, grammar.word_first) or _roman_item(text, head)
    return None


@lru_cache(maxsize=4096)  # a text has few first words
def _promise(head: str, grammar: Grammar) -> tuple[str, bool]:
    """A line's first word as it is matched, and whether any unit begins with it: most lines can be left at that."""
    word = _first_word(skeleton(head))
    return word, word in grammar.first_words or word in grammar.ordinals or bool(_VALID_ROMAN.fullmatch(word))


def annex_at_end(text: str, grammar: Grammar) -> Opening | None:
    """An annex head in one line: "Vazirlar Mahkamasining 2030-yil 1-martdagi 77-son qaroriga 1-ILOVA"."""
    if text[-1:] in _SENTENCE_END or skeleton(text[-1:]) not in grammar.annex_ends or "\n" in text:
        return None
    match = grammar.annex_last.fullmatch(skeleton(text))
    if match is None or not grammar.is_line("annex_head", text[: match.start(1)].strip()):
        return None
    number = canonical_digits(match[2]) if match[2] else None
    kind = ClauseKind.ANNEX
    return Opening(kind.value, kind, text[match.start(1) :].strip(), number, text[: match.start(1)].strip())


def _first_word(head: str) -> str:
    if head[0] == "§":
        return "§"
    match = re.match(r"[\w']+", head)
    return match[0] if match else ""


def _named_after(text: str, head: str, grammar: Grammar, pattern: re.Pattern[str]) -> Opening | None:
    match = pattern.match(skeleton(head))
    if match is None:
        return None
    return _unit(text, match.end(), grammar.kinds_after[match[2]], match[1], grammar, starts_with_name=False)


def _named_before(text: str, head: str, grammar: Grammar) -> Opening | None:
    match = grammar.name_first.match(skeleton(head))
    if match is None:
        return None
    number = match[2] or match[3]
    return _unit(text, match.end(), grammar.kinds_before[match[1]], number, grammar, starts_with_name=True)


def _unit(
    text: str, end: int, kind: ClauseKind, number: str, grammar: Grammar, *, starts_with_name: bool
) -> Opening | None:
    canonical = _canonical(number, grammar)
    tail = _TAIL.match(text, end)
    if canonical is None or tail is None:
        return None
    rest = text[tail.end() :]
    mark = tail[0].strip()
    goes_on = kind is ClauseKind.ANNEX and grammar.is_line("annex_goes_on", rest)
    if not mark and not goes_on and not _may_follow_unmarked(rest, starts_with_name=starts_with_name):
        return None
    num = text[:end] + (tail[0].rstrip() if mark in {".", ":"} else "")
    return Opening(kind.value, kind, num.strip(), canonical, rest.strip(), is_mixed=_is_mixed(text[:end]))


def _may_follow_unmarked(rest: str, *, starts_with_name: bool) -> bool:
    """Whether words after "12-modda" without a full stop make a heading.

    They begin with a capital, and after "Статья 12" they must not be a sentence ("Статья 5 Закона гласит.").
    """
    if not rest:
        return True
    first = rest.lstrip(_OPENING_MARKS)[:1]
    return first.isupper() and not (starts_with_name and rest.endswith(_SENTENCE_END))


def _just_name(text: str, grammar: Grammar) -> Opening | None:
    """A line that is only a name: "UMUMIY QISM", "ILOVA"; a part's heading may follow its name after a full stop."""
    name, mark, rest = text[:_HEAD].partition(".")
    kind = grammar.named.get(skeleton(name.strip().rstrip(":")))
    if kind is None or (rest.strip() and kind is ClauseKind.ANNEX):
        return None
    return Opening(kind.value, kind, (name + mark).strip(), None, text[len(name) + 1 :].strip())


def _canonical(number: str, grammar: Grammar) -> str | None:
    """The bare number of a skeleton: "12 ¹" -> "12-1", "xiv" -> "XIV", "birinchi" -> "1"; None for a false Roman."""
    if number[0].isdigit():
        return canonical_digits(number)
    if number in grammar.ordinals:
        return str(grammar.ordinals[number])
    return number.upper() if _VALID_ROMAN.fullmatch(number) else None


def canonical_digits(number: str) -> str:
    """Raised digits as an inserted number: "12¹" -> "12-1"; dashes of every kind as hyphens."""
    if number.isascii():
        return number.lower()
    return re.sub(rf"\s?([{_RAISED}]+)", lambda raised: "-" + raised[1].translate(_SUPERSCRIPT), fold(number))


def _is_mixed(text: str) -> bool:
    """Whether one word of a number or name mixes alphabets, as Roman numerals typed with Cyrillic letters do."""
    for word in re.findall(r"[^\W\d_]+", text):
        has_cyrillic = any("\u0400" <= c <= "\u04ff" for c in word)
        if has_cyrillic and (any(c.isascii() for c in word) or _VALID_ROMAN.fullmatch(skeleton(word))):
            return True
    return False


def _inserted(text: str, head: str) -> Opening | None:
    """Read the numbers that English acts insert between others, "(6AA)", "(za)", "(ia)", and their capitals "(A)"."""
    match = _INSERTED.match(head)
    if match is None:
        return None
    if match[1][0].isdigit():
        return _made("paren", text, match, match[1])
    if match[1].isupper():
        return _made("upper", text, match, match[1])
    is_roman = match[1].lstrip("zZ")[:1] in {"i", "v", "x"}
    return _made("roman" if is_roman else "letter", text, match, match[1])


def _item(text: str, head: str) -> Opening | None:
    folded = fold(head[:_MARK])
    match = _PAREN.match(folded)
    if match is not None:
        return _made("paren", text, match, canonical_digits(match[1]))
    match = _LETTER.match(folded)
    if match is not None:
        form = "roman" if len(match[1]) > 1 and _VALID_ROMAN.fullmatch(match[1]) else "letter"
        return _made(form, text, match, canonical_digits(fold(text[: match.end()]).strip("() ")))
    return _dotted(text, folded)


def _dotted(text: str, folded: str) -> Opening | None:
    """Read "1." and "1.1." but neither a date ("1.05.2024") nor a quantity ("1.5 foiz")."""
    match = _DOTTED.match(folded)
    if match is None:
        return None
    rest = text[match.end() :]
    has_blank = match[0] != match[0].rstrip() or not rest
    is_marked = bool(match[2]) and (has_blank or rest[:1].isalpha() or rest[:1] in _OPENING_MARKS)
    is_plain_level = "." in match[1] and has_blank and rest[:1].isupper()
    if not is_marked and not is_plain_level:
        return None
    return _made("dot", text, match, canonical_digits(match[1]))


def _made(form: str, text: str, match: re.Match[str], number: str) -> Opening:
    return Opening(form, None, text[: match.end()].strip(), number, text[match.end() :].strip())


def _roman_item(text: str, head: str) -> Opening | None:
    """Read "I. UMUMIY QOIDALAR": a Roman number of its own."""
    match = _ROMAN_DOT.match(skeleton(head))
    if match is None or not _VALID_ROMAN.fullmatch(match[1]):
        return None
    made = _made("roman_dot", text, match, match[1].upper())
    return Opening(made.form, None, made.num, made.number, made.rest, is_mixed=_is_mixed(made.num))


@lru_cache(maxsize=4096)  # an act has few labels that are no names
def _plain_label(label: str, grammar: Grammar) -> Opening | None:
    """What "1.", "2)" or "(a)" opens whatever comes after it; None for a label whose meaning depends on that."""
    is_plain = _PLAIN_LABEL.fullmatch(label) is not None and grammar.article_number is None
    return find_opening(f"{label} ", grammar) if is_plain else None


def from_label(label: str, text: str, grammar: Grammar) -> Opening | None:
    """What a paragraph with an automatic number opens; the number counts as one even where typed it would not."""
    plain = _plain_label(label, grammar)
    if plain is not None:
        return plain._replace(rest=text.strip())
    found = find_opening(f"{label} {text}".strip(), grammar)
    if found is not None and len(found.num) >= len(label) - 1:
        return found
    named = find_opening(label, grammar)
    if named is not None and named.kind is not None and not named.rest:
        return named._replace(rest=text)
    folded = fold(label)
    digits = re.search(rf"\d+(?:[{_RAISED}]+|[-.]\d+)*", folded)
    if digits is not None:
        form = "paren" if ")" in label else "dot"
        kind = ClauseKind.ARTICLE if form == "dot" and grammar.article_number is not None else None
        return Opening(form, kind, label, canonical_digits(digits[0]), text)
    bare = folded.strip("(). ")
    form = "roman" if _VALID_ROMAN.fullmatch(bare) and label.isupper() else "letter"
    return Opening(form, None, label, bare or None, text) if bare else None
