"""What people do to a letter before they send it: the edit classes of real campaigns (Yang and Callan 2006, and later dockets)."""

from collections.abc import Callable
from random import Random

from bench.letter_scripts import misspelt
from bench.letter_words import NAMES, PLACES, SURNAMES, Lexicon

Body = list[list[str]]

_LENGTHS = {"brief": (2, 4), "letter": (6, 10), "long": (12, 20), "spin": (8, 14), "spin_hard": (8, 14)}


def length(kind: str, rng: Random) -> int:
    """How many sentences a letter of a kind has, beside the one that says what is asked for."""
    return rng.randint(*_LENGTHS[kind])


def sentence(words: Lexicon, rng: Random) -> list[str]:
    """A sentence as a list of words, the last with its full stop; the words in it change with every slot of its pattern."""
    chance, forms = rng.random, words.forms
    patterns = words.language.patterns
    found = []
    for slot in patterns[int(chance() * len(patterns))]:
        choices = forms[slot]
        found.append(choices[int(chance() * len(choices))])
    found[0] = found[0][:1].upper() + found[0][1:]
    found[-1] += "."
    return found


def _joined(sentences: Body, rng: Random) -> str:
    """Sentences in paragraphs."""
    between = " \n\n" if rng.random() < 0.2 else " "
    return between.join(" ".join(each) for each in sentences)


def alone(words: Lexicon, rng: Random) -> str:
    """What somebody wrote without anybody's letter."""
    text = _joined([sentence(words, rng) for _ in range(rng.randint(2, 12))], rng)
    chance = rng.random()
    if chance < 0.25:
        return f"{rng.choice(words.language.greetings)} {text}"
    return f"{rng.choice(rng.choice(words.language.stances))} {text}" if chance < 0.5 else text


def rebutting(words: Lexicon, taken: list[str], own: str, rng: Random, *, has_marks: bool) -> str:
    """A sentence of somebody's letter taken up in order to contradict it, in quotation marks or without."""
    before, after = rng.choice(words.language.rebuttals)
    quoted = f"«{' '.join(taken)}»" if has_marks else " ".join(taken)
    return f"{before} {quoted} {after} {own}"


def edited(words: Lexicon, kind: str, stance: str, body: Body, rng: Random) -> tuple[str, str]:
    """The class of the edit and the letter after it; the sentence that says what is asked for stays in it."""
    if kind in {"spin", "spin_hard"}:
        return kind, _whole(stance, [_spun(each, kind, words, rng) for each in body], rng)
    cls = _chosen(_BRIEF if kind == "brief" else _LONG, rng)
    return cls, _EDITS[cls](words, stance, body, rng)


def _chosen(shares: dict[str, float], rng: Random) -> str:
    return rng.choices(list(shares), list(shares.values()))[0]


def _whole(stance: str, body: Body, rng: Random) -> str:
    return f"{stance} {_joined(body, rng)}"


def _personal(words: Lexicon, stance: str, body: Body, rng: Random) -> str:
    greeting, farewell = rng.choice(words.language.greetings), rng.choice(words.language.farewells)
    who = f"{rng.choice(NAMES)} {rng.choice(SURNAMES)}, {rng.choice(PLACES)}"
    about = f"+998 {rng.randint(90, 99)} {rng.randint(100, 999)} {rng.randint(10, 99)} {rng.randint(10, 99)}"
    return f"{greeting}\n{_whole(stance, body, rng)}\n{farewell} {who}" + (f", {about}" if rng.random() < 0.4 else "")


def _minor(words: Lexicon, stance: str, body: Body, rng: Random) -> str:
    return _whole(stance, _slightly(words, body, rng), rng)


def _slightly(words: Lexicon, body: Body, rng: Random) -> Body:
    """At most 5 % of the words, at least one: another noun, or one left out; what is said of it stays."""
    changed = [list(each) for each in body]
    for _ in range(max(1, int(sum(map(len, body)) * rng.uniform(0.01, 0.05)))):
        each = rng.choice(changed)
        place = rng.randrange(len(each) - 1)
        if rng.random() < 0.4 and len(each) > 4:
            del each[place]
        else:
            each[place] = rng.choice(words.forms["N"])
    return changed


def _own(words: Lexicon, rng: Random, most: int) -> Body:
    return [sentence(words, rng) for _ in range(rng.randint(1, most))]


def _added(words: Lexicon, stance: str, body: Body, rng: Random) -> str:
    own = _joined(_own(words, rng, max(1, min(4, len(body) // 2))), rng)
    return f"{own} {_whole(stance, body, rng)}" if rng.random() < 0.3 else f"{_whole(stance, body, rng)}\n{own}"


def _shortened(_: Lexicon, stance: str, body: Body, rng: Random) -> str:
    at, gone = rng.randrange(len(body)), max(1, int(len(body) * rng.uniform(0.1, 0.35)))
    return _whole(stance, body[:at] + body[at + gone :], rng)


def _minor_and_added(words: Lexicon, stance: str, body: Body, rng: Random) -> str:
    return _added(words, stance, _slightly(words, body, rng), rng)


def _reordered(_: Lexicon, stance: str, body: Body, rng: Random) -> str:
    at = rng.randrange(1, len(body))
    return _whole(stance, body[at:] + body[:at], rng)


def _key_block(words: Lexicon, stance: str, body: Body, rng: Random) -> str:
    """At least one whole paragraph (here half of the letter) inside somebody's own words."""
    half = max(3, len(body) // 2)
    at = rng.randrange(len(body) - half + 1)
    before, after = _own(words, rng, 3), _own(words, rng, 2)
    return f"{_joined(before, rng)}\n{stance} {_joined(body[at : at + half], rng)}\n{_joined(after, rng)}"


def _points(_: Lexicon, stance: str, body: Body, rng: Random) -> str:
    kept = sorted(rng.sample(range(len(body)), max(3, int(len(body) * rng.uniform(0.5, 0.8)))))
    return "\n".join([stance, *(f"- {' '.join(body[place])}" for place in kept)])


def _repeated(_: Lexicon, stance: str, body: Body, rng: Random) -> str:
    return "\n".join([_whole(stance, body, rng)] * rng.randint(2, 3))


def _typing(_: Lexicon, stance: str, body: Body, rng: Random) -> str:
    return _whole(stance, [misspelt(each, rng) for each in body], rng)


def _exact(_: Lexicon, stance: str, body: Body, rng: Random) -> str:
    return _whole(stance, body, rng)


def _spun(each: list[str], kind: str, words: Lexicon, rng: Random) -> list[str]:
    """Every second word (of `spin_hard` every word but the glue) one of four that the campaign's tool offers in its place."""
    found = []
    for place, word in enumerate(each):
        is_fixed = len(word) < 4 or place + 1 == len(each) or (kind == "spin" and len(word) % 2 == 0)
        found.append(word if is_fixed else _instead(word, words, rng))
    return found


def _instead(word: str, words: Lexicon, rng: Random) -> str:
    choices = words.forms["N"]
    offered = Random(word).randrange(len(choices))
    return (word, *(choices[(offered + step * 997) % len(choices)] for step in (1, 2, 3)))[rng.randrange(4)]


_EDITS: dict[str, Callable[[Lexicon, str, Body, Random], str]] = {
    "exact": _exact,
    "personal": _personal,
    "minor": _minor,
    "block_add": _added,
    "block_del": _shortened,
    "minor_block": _minor_and_added,
    "reorder": _reordered,
    "key_block": _key_block,
    "points": _points,
    "repeated": _repeated,
    "typo": _typing,
}

_BRIEF = {"exact": 0.5, "personal": 0.22, "minor": 0.13, "typo": 0.1, "block_add": 0.05}
_LONG = {
    "exact": 0.32,
    "personal": 0.17,
    "minor": 0.14,
    "typo": 0.10,
    "block_add": 0.09,
    "minor_block": 0.06,
    "block_del": 0.035,
    "key_block": 0.035,
    "reorder": 0.025,
    "points": 0.015,
    "repeated": 0.01,
}
