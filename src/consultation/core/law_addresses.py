"""Addresses of acts in the national database of legislation, lex.uz: the only foreign ones that a text leads to.

None is ever guessed from the name of an act: an address is typed in the text, or the Word file links the words to it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

_ADDRESS: Final = (
    r"(?:https?://)?(?P<host>(?:www\.|old\.)?lex\.uz)(?P<path>(?:/(?:uz|ru|en|oz))?/(?:docs|acts)/-?\d{1,12})"
    r"(?P<anchor>#-?\d{1,12})?"
)
_WHOLE: Final = re.compile(_ADDRESS, re.IGNORECASE)
# In a text an address ends where a sentence goes on; one with more to it (a query, a longer path) is not understood.
_TYPED: Final = re.compile(rf"(?<![\w./@-]){_ADDRESS}(?![\w/?#&=%-]|\.\w)", re.IGNORECASE)
_LONGEST: Final = 500
_FEW, _START = 200, 8  # phrases up to which each is looked for; signs by which many are told apart


class Address(NamedTuple):
    """A stretch of a text (offsets), and the address of an act it leads to."""

    start: int
    end: int
    href: str


class Linked(NamedTuple):
    """Words that a Word file shows as a link to an act, and the act's address."""

    words: str
    href: str


def act_address(text: str) -> str | None:
    """The address of an act on lex.uz as it is linked to, https; None for anything else."""
    found = _WHOLE.fullmatch(text.strip())
    return _href(found) if found else None


def _href(found: re.Match[str]) -> str:
    return f"https://{found['host'].lower()}{found['path'].lower()}{found['anchor'] or ''}"


def sure_links(linked: Sequence[Linked], text: str) -> tuple[Linked, ...]:
    """The links of a file whose words lead to one address, and stand in the text nowhere but where they are links."""
    times = Counter(each.words for each in linked)
    meant: dict[str, set[str]] = defaultdict(set)
    for each in linked:
        meant[each.words].add(each.href)
    clear = [words for words, hrefs in meant.items() if len(hrefs) == 1 and _is_usable(words)]
    standing = _standing(clear, text)
    return tuple(Linked(words, meant[words].pop()) for words in clear if standing[words] == times[words])


def _standing(phrases: Sequence[str], text: str) -> Counter[str]:
    """How often each phrase stands in a text. Looking for each by itself would cost seconds in a code with thousands of links."""
    long = [phrase for phrase in phrases if len(phrase) >= _START] if len(phrases) > _FEW else []
    found = Counter({phrase: text.count(phrase) for phrase in phrases if not long or len(phrase) < _START})
    beginning: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for phrase in long:
        beginning[phrase[:_START]][len(phrase)].add(phrase)
    for place in range(len(text) - _START + 1) if long else ():
        start = text[place : place + _START]
        if start in beginning:
            for length, alike in beginning[start].items():
                if (phrase := text[place : place + length]) in alike:
                    found[phrase] += 1
    return found


def _is_usable(words: str) -> bool:
    return 1 < len(words) <= _LONGEST and words == " ".join(words.split()) and any(map(str.isalnum, words))


def addresses(text: str, linked: Mapping[str, str]) -> Iterator[Address]:
    """The stretches of a text that lead to acts, in order: addresses typed in it, and words that the file links."""
    found = [Address(each.start(), each.end(), _href(each)) for each in _TYPED.finditer(text)]
    for words, given in linked.items():
        href = act_address(given)
        if href is not None:
            found += [Address(each.start(), each.end(), href) for each in re.finditer(re.escape(words), text)]
    end = 0
    for address in sorted(found, key=lambda each: (each.start, -each.end)):
        if address.start >= end:
            yield address
            end = address.end
