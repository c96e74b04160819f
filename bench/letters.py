"""Labelled comments as campaigns make them, a pure function of seed, size and profile: `python -m bench.letters OUT.jsonl --size 10000`.

Writes OUT.jsonl ({"id", "text"}), OUT.labels.jsonl (the answers) and OUT.draft.json (the clauses that comments quote). Labels:
`cluster` is the same letter, in any script of one language, and `twin` the letter that asks for the opposite in nearly the
same words (-1: none); `cls` is how the text was made from its letter, `script` how it is typed, `quote` 1 when it quotes a clause.
"""

import argparse
import json
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import NamedTuple, TypedDict

from bench import letter_edits as edits
from bench.letter_scripts import SCRIPTS, looking_alike
from bench.letter_words import EMOJI, LANGUAGES, Lexicon, lexicon

PROFILES = {"mixed": (0.55, 0.35), "fcc": (0.88, 0.09), "quiet": (0.15, 0.70)}
"""Shares of campaign copies and of lone voices; the rest are short."""

CLAUSES, DRAFTS = 40, 3
_KINDS = ("brief", "letter", "long", "spin", "spin_hard")
_OF_KINDS = (0.3, 0.8, 0.94, 0.97, 1.0)
_TWINS, _QUOTING, _BARE = 0.16, 0.25, 0.25


class Label(TypedDict):
    """The answers of one comment."""

    id: str
    cluster: int
    campaign: int
    twin: int
    cls: str
    script: str
    lang: str
    kind: str
    quote: int


class Row(NamedTuple):
    """One comment and its answers."""

    text: str
    label: Label


@dataclass(frozen=True, slots=True)
class Letter:
    """What a campaign sends round; `quote` is a clause it starts with, "" for none."""

    cluster: int
    campaign: int
    twin: int
    kind: str
    lexicon: Lexicon
    stance: str
    body: list[list[str]]
    quote: str


@dataclass(slots=True)
class Plan:
    """Everything that is settled before the first comment: the clauses, the letters, how often each is sent."""

    clauses: list[list[str]]
    letters: list[Letter]
    often: list[float]
    lexicons: dict[str, Lexicon]
    short: dict[tuple[str, str], int] = field(default_factory=dict)
    next_cluster: int = 0


def plan(seed: int, size: int, profile: str) -> Plan:
    """Letters grow a little slower than comments: 40 for 10,000, 250 for 100,000, 1,500 for a million; sizes are Zipf's."""
    rng = Random(f"plan {seed} {size} {profile}")
    lexicons = {code: lexicon(language, rng) for code, language in LANGUAGES.items()}
    uzbek = lexicons["uz"]
    clauses = [[_clause(uzbek, rng, number) for number in range(1, CLAUSES + 1)] for _ in range(DRAFTS)]
    found = Plan(clauses, [], [], lexicons)
    weights: list[float] = []
    for campaign in range(max(8, int(size**0.787 / 35))):
        weight = (campaign + 4) ** -1.05
        for letter, share in _campaign(found, rng, campaign):
            found.letters.append(letter)
            weights.append(weight * share)
    found.often = list(accumulate(weights))
    for code, language in LANGUAGES.items():
        for phrase in language.short:
            found.short[code, phrase] = found.next_cluster
            found.next_cluster += 1
    return found


def _clause(words: Lexicon, rng: Random, number: int) -> str:
    return f"{number}-modda. " + " ".join(" ".join(edits.sentence(words, rng)) for _ in range(rng.randint(1, 3)))


def _campaign(found: Plan, rng: Random, campaign: int) -> Iterator[tuple[Letter, float]]:
    """The letters of a campaign with their shares: one language or both, some with a twin that says the opposite."""
    kind = _KINDS[bisect(_OF_KINDS, rng.random())]
    codes = ("uz", "ru") if rng.random() < 0.2 else ("ru",) if rng.random() < 0.15 else ("uz",)
    has_twin = kind not in {"spin", "spin_hard"} and rng.random() < _TWINS
    quote = rng.choice(rng.choice(found.clauses)) if rng.random() < _QUOTING else ""
    for code in codes:
        words = found.lexicons[code]
        body = [edits.sentence(words, rng) for _ in range(edits.length(kind, rng))]
        sides = rng.sample(rng.choice(words.language.stances), 2)[: 2 if has_twin else 1]
        first = found.next_cluster
        found.next_cluster += len(sides)
        for side, stance in enumerate(sides):
            twin = first + 1 - side if has_twin else -1
            share = (0.8, 0.2)[side] if has_twin else 1.0
            yield Letter(first + side, campaign, twin, kind, words, stance, body, quote), share


def generate(seed: int, size: int, profile: str = "mixed") -> Iterator[Row]:
    """The comments in the order of their arrival, one after the other."""
    found = plan(seed, size, profile)
    rng = Random(f"rows {seed} {size} {profile}")
    copies, lone = PROFILES[profile]
    for number in range(size):
        kind = rng.random()
        if kind < copies:
            yield _copy(found, rng, number)
        elif kind < copies + lone:
            yield _lone(found, rng, number)
        else:
            yield _short(found, rng, number)


def _copy(found: Plan, rng: Random, number: int) -> Row:
    letter = found.letters[min(bisect(found.often, rng.random() * found.often[-1]), len(found.letters) - 1)]
    cls, text = edits.edited(letter.lexicon, letter.kind, letter.stance, letter.body, rng)
    quote = letter.quote if rng.random() < 0.8 else ""
    code = letter.lexicon.language.code
    return _row(rng, number, code, text, quote, letter.cluster, cls, letter.kind, letter.campaign, letter.twin)


def _lone(found: Plan, rng: Random, number: int) -> Row:
    code = "ru" if rng.random() < 0.2 else "uz"
    words, cls, quote = found.lexicons[code], "unique", ""
    text = edits.alone(words, rng)
    if rng.random() < 0.025:
        cls = "rebuttal_bare" if rng.random() < 0.2 else "rebuttal"
        letters = [letter for letter in rng.choices(found.letters, k=20) if letter.lexicon is words]
        if letters:
            text = edits.rebutting(words, rng.choice(letters[0].body), text, rng, has_marks=cls == "rebuttal")
        else:
            cls = "unique"
    elif rng.random() < 0.28:
        quote = rng.choice(rng.choice(found.clauses))
    found.next_cluster += 1
    return _row(rng, number, code, text, quote, found.next_cluster - 1, cls, "single")


def _short(found: Plan, rng: Random, number: int) -> Row:
    code = "ru" if rng.random() < 0.2 else "uz"
    phrases = LANGUAGES[code].short
    phrase = phrases[int(len(phrases) * rng.random() ** 1.7)]
    return _row(
        rng,
        number,
        code,
        phrase + rng.choice(("", ".", "!", "!!", "!!!")),
        "",
        found.short[code, phrase],
        "short",
        "short",
    )


def _row(
    rng: Random,
    number: int,
    code: str,
    text: str,
    quote: str,
    cluster: int,
    cls: str,
    kind: str,
    campaign: int = -1,
    twin: int = -1,
) -> Row:
    script, typed = _typed(rng, code, text, quote)
    label: Label = {
        "id": str(number),
        "cluster": cluster,
        "campaign": campaign,
        "twin": twin,
        "cls": cls,
        "script": script,
        "lang": code,
        "kind": kind,
        "quote": int(bool(quote)),
    }
    return Row(typed, label)


def _typed(rng: Random, code: str, text: str, quote: str) -> tuple[str, str]:
    """The script's name and the text as somebody types it, the clause in front: in marks, or (a quarter) without."""
    ways = SCRIPTS[code]
    script = rng.choices(list(ways), [share for share, _ in ways.values()])[0]
    way = ways[script][1]
    if quote:
        opening, closing = ("", "") if rng.random() < _BARE else rng.choice(("«»", "“”", '""'))
        quoted = opening + quote + closing
        typed = way(f"{quoted} {text}", rng) if code == "uz" else f"{quoted} {way(text, rng)}"
    else:
        typed = way(text, rng)
    if rng.random() < 0.012:
        return f"{script}+homo", looking_alike(typed, rng)
    return script, _noisy(typed, rng)


def _noisy(text: str, rng: Random) -> str:
    chance = rng.random()
    if chance < 0.02:
        return text.lower()
    if chance < 0.03:
        return text.upper()
    if chance < 0.05:
        at = rng.randrange(len(text))
        return f"{text[:at]}\u200b{text[at:]}"
    return f"{text} {rng.choice(EMOJI)}" if chance < 0.07 else text


def write(out: Path, seed: int, size: int, profile: str = "mixed") -> None:
    """The three files side by side; memory does not grow with the size, but for the letters."""
    clauses = plan(seed, size, profile).clauses
    out.with_suffix(".draft.json").write_text(json.dumps({"drafts": clauses}, ensure_ascii=False), encoding="utf-8")
    with (
        out.open("w", encoding="utf-8") as texts,
        out.with_suffix(".labels.jsonl").open("w", encoding="utf-8") as labels,
    ):
        for row in generate(seed, size, profile):
            texts.write(json.dumps({"id": row.label["id"], "text": row.text}, ensure_ascii=False) + "\n")
            labels.write(json.dumps(row.label) + "\n")


def main() -> None:
    """Write a set."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--size", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--profile", choices=list(PROFILES), default="mixed")
    asked = parser.parse_args()
    write(asked.out, asked.seed, asked.size, asked.profile)


if __name__ == "__main__":
    main()
