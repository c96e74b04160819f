"""The compiled engine gives exactly what plain Python gives, and only a large run loads it."""

import random
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultation.core.text import skeleton
from consultation.dedup import Comment, cluster
from consultation.dedup.engines import LARGE, PLAIN, compiled, engine_for
from consultation.dedup.index import PlainIndex
from tests.dedup.test_clustering import BODY, BODY_CYRILLIC, LETTERS, NEAR, OTHERS

FAST = compiled()
PIECES = [
    *"abcdehijkoqstuwxyzTSYE '’ʻ1²аеёўЎЁйнобдрпримтвкшщчьъяюкимдунзабжХхҳқғі\u0301\u200b½ﬁ中ı̇ßẞ№_-\ud800🇺🇿\n",
    *[
        "примёт",
        "подъём",
        "дарё",
        "киме",
        "кимё",
        "ноў",
        "беў",
        "byudjet",
        "oktyabr",
        "byudjettt",
        "tts",
        "yye",
        "wch",
        "kkh",
        "zzh",
        "СЪЁ",
        "моё",
        "ё",
    ],
]
ODD = st.lists(st.sampled_from(PIECES) | st.characters(exclude_categories=()), max_size=40).map("".join)


@settings(max_examples=800, deadline=None)
@given(ODD)
def test_compiled_skeleton_is_the_skeleton(text: str) -> None:
    assert FAST.skeleton(text) == skeleton(text)


def test_compiled_skeleton_of_every_letter_of_an_alphabet_is_the_skeleton() -> None:
    differing = [code for code in range(0x2E00) if FAST.skeleton(f"а{chr(code)}s") != skeleton(f"а{chr(code)}s")]
    assert differing == []


def varied(count: int) -> list[str]:
    """Skeletons with many common passages, some of them not in ASCII, some of one run only."""
    chance = random.Random(11)
    parts = [
        *BODY.split(),
        *BODY_CYRILLIC.split(),
        *(word for text in OTHERS for word in text.split()),
        "中文字",
        "Ωμέγα",
    ]
    texts = [" ".join(chance.choices(parts, k=chance.choice((1, 6, 30, 120, 700)))) for _ in range(count // 2)]
    for _ in range(count - len(texts)):
        words = chance.choice(texts).split()
        start = chance.randrange(len(words))
        texts.append(" ".join([*words[start:], *chance.choices(parts, k=4), *words[:start]]))
    return [skeleton(text) for text in texts]


def test_compiled_index_finds_the_same_with_the_same_runs_in_common() -> None:
    own = varied(400)
    plain, fast = PlainIndex(own), FAST.index_of(own)
    for number in range(len(own)):
        found = plain.look(number)
        assert fast.look(number) == found
        if number % 3:
            plain.remember(number)
            fast.remember(number)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from([*NEAR, *LETTERS, *OTHERS]) | ODD, max_size=30))
def test_both_engines_place_comments_alike(texts: list[str]) -> None:
    comments = [Comment(i, text) for i, text in enumerate(texts)]
    assert cluster(comments, engine=FAST) == cluster(comments, engine=PLAIN)


def test_only_a_large_run_is_compiled() -> None:
    assert engine_for(LARGE - 1) is PLAIN
    assert engine_for(LARGE) is not PLAIN


@pytest.mark.parametrize("module", ["consultation.web.app", "consultation.dedup"])
def test_importing_the_site_loads_no_compiler(module: str) -> None:
    code = f"import sys, {module}; print(sorted({{'numba', 'numpy'}} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "[]\n"
