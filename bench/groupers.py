"""One way of grouping, one set: `python -m bench.groupers NAME COMMENTS.jsonl CLUSTERS.jsonl` prints CPU seconds and peak memory.

Each runs in a process of its own. The peers get what their own documentation shows: words or runs of words of the raw text,
in lower case, near ones joined into connected components.
"""

import json
import resource
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any

from bench.draft_texts import own_texts
from consultation.core.text import skeleton
from consultation.dedup import cluster_lines
from consultation.dedup.engines import engine_for

NEAR, PERMUTATIONS, BANDS, RUN = 0.5, 128, 64, 3
SAME_WORDS = 85

Groups = list[int]


def ours(comments: Path, clusters: Path) -> None:
    """`consultation cluster` with the draft."""
    cluster_lines(comments, clusters, own_texts=own_texts(comments.with_suffix(".draft.json")))


def _floor(texts: list[str], fold: Callable[[str], str]) -> Groups:
    """Read, fold, hash: what every exact grouping has to do."""
    first: dict[bytes, int] = {}
    keys = (blake2b(fold(text).encode("utf-8", "surrogatepass"), digest_size=16).digest() for text in texts)
    return [first.setdefault(key, number) for number, key in enumerate(keys)]


def floor(texts: list[str]) -> Groups:
    """The floor with the fold that this size of pile gets."""
    return _floor(texts, engine_for(len(texts)).skeleton)


def plain_floor(texts: list[str]) -> Groups:
    """The floor with the fold in plain Python."""
    return _floor(texts, skeleton)


def _components(count: int, pairs: Iterable[tuple[int, int]]) -> Groups:
    above = list(range(count))

    def top(number: int) -> int:
        while above[number] != number:
            above[number] = above[above[number]]
            number = above[number]
        return number

    for one, other in pairs:
        low, high = sorted((top(one), top(other)))
        above[high] = low
    return [top(number) for number in range(count)]


def _runs(text: str) -> list[str]:
    words = text.lower().split()
    return [" ".join(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1))]


def datasketch(texts: list[str]) -> Groups:
    """MinHash and its index, every text asked for and then put in."""
    from datasketch import MinHash, MinHashLSH  # a peer, loaded in its own process only

    index = MinHashLSH(threshold=NEAR, num_perm=PERMUTATIONS)
    pairs = []
    for number, text in enumerate(texts):
        signature = MinHash(num_perm=PERMUTATIONS)
        signature.update_batch([run.encode("utf-8", "surrogatepass") for run in _runs(text)])
        pairs += [(number, other) for other in index.query(signature)]
        index.insert(number, signature)
    return _components(len(texts), pairs)


def rensa(texts: list[str]) -> Groups:
    """Its MinHash in bands of two, every candidate verified with rapidfuzz `token_set_ratio`."""
    from rapidfuzz import fuzz  # peers, loaded in their own process only
    from rensa import RMinHash

    wide = PERMUTATIONS // BANDS
    buckets: dict[tuple[int, tuple[int, ...]], list[int]] = defaultdict(list)
    low = [text.lower() for text in texts]
    pairs = []
    for number, text in enumerate(low):
        signature = RMinHash(num_perm=PERMUTATIONS, seed=42)
        signature.update(_runs(text))
        values = signature.digest()
        keys = [(band, tuple(values[band * wide : (band + 1) * wide])) for band in range(BANDS)]
        near = {other for key in keys for other in buckets[key][:1]}
        pairs += [(number, other) for other in near if fuzz.token_set_ratio(text, low[other]) >= SAME_WORDS]
        for key in keys:
            buckets[key].append(number)
    return _components(len(texts), pairs)


def daft(texts: list[str]) -> Groups:
    """Its `minhash` of 64 in 16 bands; texts in one bucket are near."""
    import daft as engine  # a peer, loaded in its own process only

    low = [text.lower().encode("utf-8", "replace").decode() for text in texts]
    frame = engine.from_pydict({"n": list(range(len(low))), "text": low})
    signed = frame.select("n", engine.col("text").minhash(num_hashes=64, ngram_size=RUN, seed=1)).to_pydict()
    first: dict[tuple[int, tuple[int, ...]], int] = {}
    pairs = []
    for number, values in zip(signed["n"], signed["text"], strict=True):
        for band in range(16):
            key = band, tuple(values[band * 4 : band * 4 + 4])
            pairs.append((number, first.setdefault(key, number)))
    return _components(len(texts), pairs)


def rapidfuzz(texts: list[str]) -> Groups:
    """`ratio` of 75 and more over all pairs, a thousand rows of the square at a time."""
    import numpy as np  # peers, loaded in their own process only
    from rapidfuzz import fuzz, process

    low, pairs = [text.lower() for text in texts], []
    for begin in range(0, len(low), 1000):
        scores = process.cdist(
            low[begin : begin + 1000], low[begin:], scorer=fuzz.ratio, score_cutoff=75, dtype=np.uint8
        )
        pairs += [(begin + int(one), begin + int(other)) for one, other in zip(*scores.nonzero(), strict=True)]
    return _components(len(low), pairs)


def _from_file(group: Callable[[list[str]], Groups], comments: Path, clusters: Path) -> None:
    rows = [json.loads(line) for line in comments.read_text(encoding="utf-8").splitlines()]
    groups = group([row["text"] for row in rows])
    with clusters.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps({"id": r["id"], "cluster": g}) + "\n" for r, g in zip(rows, groups, strict=True))


PEERS: dict[str, Callable[[list[str]], Groups]] = {
    each.__name__: each for each in (floor, plain_floor, datasketch, rensa, daft, rapidfuzz)
}


def cost() -> dict[str, Any]:
    """CPU seconds and peak bytes of this process and those it started."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "cpu": own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime,
        "peak": max(own.ru_maxrss, children.ru_maxrss) * 1024,
    }


def main() -> None:
    """Group, and print the cost with all that had to be loaded; null when a peer is not installed."""
    name, comments, clusters = sys.argv[1:]
    run = ours if name == "ours" else partial(_from_file, PEERS[name])
    try:
        run(Path(comments), Path(clusters))
    except ModuleNotFoundError:
        print("null")
        return
    print(json.dumps(cost()))


if __name__ == "__main__":
    main()
