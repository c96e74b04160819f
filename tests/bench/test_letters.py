"""The generated comments behind the figures: reproducible, labelled as they are, and scored as published measures say."""

import json
from collections import Counter
from pathlib import Path

import pytest

from bench.letters import PROFILES, generate, plan, write
from bench.scoring import Score, lines, score


def test_the_same_seed_gives_the_same_comments_and_another_seed_others() -> None:
    first, again, other = ([row.text for row in generate(seed, 300)] for seed in (1, 1, 2))
    assert first == again
    assert len({*first} & {*other}) < 40  # short ones are the same everywhere


@pytest.mark.parametrize("profile", PROFILES)
def test_the_mix_is_that_of_its_profile(profile: str) -> None:
    rows = [row.label for row in generate(3, 5000, profile)]
    kinds = Counter("copy" if row["campaign"] >= 0 else row["kind"] for row in rows)
    copies, lone = PROFILES[profile]
    assert kinds == pytest.approx(
        {"copy": 5000 * copies, "single": 5000 * lone, "short": 5000 * (1 - copies - lone)}, abs=120
    )


def test_every_class_and_script_occurs() -> None:
    rows = [row.label for row in generate(5, 40_000)]
    classes = [
        *("block_add", "block_del", "exact", "key_block", "minor", "minor_block", "personal", "points", "rebuttal"),
        *("rebuttal_bare", "reorder", "repeated", "short", "spin", "spin_hard", "typo", "unique"),
    ]
    scripts = ["chat", "cyr", "cyr_ru", "latin", "latin_new", "latin_plain", "ru", "ru_lat"]
    assert sorted({row["cls"] for row in rows}) == classes
    assert sorted({row["script"].removesuffix("+homo") for row in rows}) == scripts


def test_a_twin_says_the_opposite_with_the_same_body() -> None:
    letters = {letter.cluster: letter for letter in plan(7, 100_000, "mixed").letters}
    pairs = [(letter, letters[letter.twin]) for letter in letters.values() if letter.twin >= 0]
    assert len(pairs) > 20
    assert {(second.twin == first.cluster, first.body is second.body) for first, second in pairs} == {(True, True)}
    changed = [
        max(len({*one} - {*two}), len({*two} - {*one}))
        for one, two in ((first.stance.split(), second.stance.split()) for first, second in pairs)
    ]
    assert {*changed} <= {1, 2}


def test_three_files_are_written_and_the_labels_name_the_comments(tmp_path: Path) -> None:
    write(tmp_path / "set.jsonl", 1, 50)
    comments, labels = (
        [json.loads(line) for line in (tmp_path / name).read_text(encoding="utf-8").splitlines()]
        for name in ("set.jsonl", "set.labels.jsonl")
    )
    assert [row["id"] for row in comments] == [row["id"] for row in labels] == [str(number) for number in range(50)]
    drafts = json.loads((tmp_path / "set.draft.json").read_text(encoding="utf-8"))["drafts"]
    assert [len(clauses) for clauses in drafts] == [40, 40, 40]


def label(cluster: int, twin: int = -1, quote: int = 0) -> dict[str, int | str]:
    return {"cluster": cluster, "twin": twin, "quote": quote, "cls": "exact", "script": "latin"}


def test_a_score_counted_by_hand() -> None:
    labels = {"a": label(1, 2), "b": label(1, 2), "c": label(2, 1), "d": label(3, quote=1), "e": label(4)}
    found = score(labels, {"a": 1, "b": 1, "c": 1, "d": 2, "e": 2})
    precision = (2 / 3 + 2 / 3 + 1 / 3 + 1 / 2 + 1 / 2) / 5
    assert found == Score(
        pairwise=(1 / 4, 1.0, 0.4),
        b_cubed=(precision, 1.0, 2 * precision / (precision + 1)),
        twin_mixed=1 / 3,
        singles_merged=1.0,
        quote_singles_merged=1.0,
        recall={"cls": {"exact": 1.0}, "script": {"latin": 1.0}},
        precision={"exact": precision},
    )
    assert lines(found)[2] == "twin_mixed 0.3333"


def test_clusters_of_other_comments_are_no_score() -> None:
    with pytest.raises(ValueError, match="not of the same comments"):
        score({"a": label(1)}, {"b": 1})
