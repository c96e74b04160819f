"""Kept pages: what is joined is what was kept, and memory is bounded."""

import gzip
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultation.web.cache import PageCache, gzipped, part


@given(st.lists(st.text(max_size=2_000), max_size=5))
def test_parts_joined_are_one_gzip_file(texts: list[str]) -> None:
    assert gzip.decompress(gzipped(*map(part, texts))).decode() == "".join(texts)


def test_a_part_is_compressed_once_and_stands_anywhere() -> None:
    words = part("birinchi modda " * 500)
    assert len(words.deflated) * 20 < len(words.plain)
    assert gzip.decompress(gzipped(words, part("x"), words)) == words.plain + b"x" + words.plain


def keep(cache: PageCache, key: str, size: int) -> str:
    return cache.get_or_make(key, lambda: f"{key} of {size}", lambda _value: size)


def test_a_value_is_made_once() -> None:
    cache = PageCache(100)
    assert [keep(cache, "a", 10), keep(cache, "a", 20)] == ["a of 10", "a of 10"]
    assert (len(cache), cache.size) == (1, 10)


def test_what_was_used_longest_ago_goes_first() -> None:
    cache = PageCache(100)
    for key in ("a", "b"):
        keep(cache, key, 40)
    keep(cache, "a", 0)
    keep(cache, "c", 40)
    assert (keep(cache, "a", 1), keep(cache, "c", 1)) == ("a of 40", "c of 40")
    assert keep(cache, "b", 2) == "b of 2"
    assert cache.size == 82


def test_what_is_larger_than_everything_is_given_but_not_kept() -> None:
    cache = PageCache(100)
    assert keep(cache, "a", 101) == "a of 101"
    assert (len(cache), cache.size) == (0, 0)


def test_what_failed_is_not_kept() -> None:
    cache = PageCache(100)
    with pytest.raises(ZeroDivisionError):
        cache.get_or_make("a", lambda: 1 // 0, lambda _value: 1)
    assert keep(cache, "a", 3) == "a of 3"


def test_threads_keep_the_account_right() -> None:
    cache = PageCache(500)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: keep(cache, str(n % 90), 10), range(5_000)))
    assert (len(cache), cache.size) == (50, 500)
