"""How well a clustering meets the labels of generated comments: `python -m bench.scoring LABELS.jsonl CLUSTERS.jsonl`.

Pairwise figures weigh a campaign by the square of its size, B-cubed ones (Bagga and Baldwin 1998) count each comment once.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Labels = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Score:
    """Shares from 0 to 1; `recall` is B-cubed, by class and by script."""

    pairwise: tuple[float, float, float]
    b_cubed: tuple[float, float, float]
    twin_mixed: float
    singles_merged: float
    quote_singles_merged: float
    recall: dict[str, dict[str, float]]
    precision: dict[str, float]


def score(labels: Labels, found: Mapping[str, Hashable]) -> Score:
    """Compare the cluster of each id with its label; both name the same ids, else ValueError."""
    if labels.keys() != found.keys():
        raise ValueError("The clusters and the labels are not of the same comments.")
    true = {id_: row["cluster"] for id_, row in labels.items()}
    of_true, of_found = Counter(true.values()), Counter(found.values())
    of_both = Counter((true[id_], found[id_]) for id_ in true)
    precision = {id_: of_both[true[id_], found[id_]] / of_found[found[id_]] for id_ in true}
    recall = {id_: of_both[true[id_], found[id_]] / of_true[true[id_]] for id_ in true}
    hits = _pairs(of_both)
    lone = [id_ for id_ in labels if of_true[true[id_]] == 1]
    return Score(
        pairwise=_with_f1(_ratio(hits, _pairs(of_found)), _ratio(hits, _pairs(of_true))),
        b_cubed=_with_f1(_mean(precision.values()), _mean(recall.values())),
        twin_mixed=_twin_mixed(labels, found),
        singles_merged=_mean([of_found[found[id_]] > 1 for id_ in lone]),
        quote_singles_merged=_mean([of_found[found[id_]] > 1 for id_ in lone if labels[id_]["quote"]]),
        recall={key: _by(labels, key, recall) for key in ("cls", "script")},
        precision=_by(labels, "cls", precision),
    )


def _pairs(sizes: Mapping[Any, int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 1.0


def _mean(shares: Collection[float]) -> float:
    return sum(shares) / max(1, len(shares))


def _with_f1(precision: float, recall: float) -> tuple[float, float, float]:
    return precision, recall, 2 * precision * recall / ((precision + recall) or 1.0)


def _twin_mixed(labels: Labels, found: Mapping[str, Hashable]) -> float:
    """The share of comments on letters with a twin that sit in a cluster where the twin's supporters are more."""
    sides: dict[Hashable, Counter[int]] = defaultdict(Counter)
    for id_, row in labels.items():
        if row["twin"] != -1:
            pair = tuple(sorted((row["cluster"], row["twin"])))
            sides[found[id_], pair][row["cluster"]] += 1
    mixed = sum(min(counts.values()) for counts in sides.values() if len(counts) > 1)
    return mixed / max(1, sum(counts.total() for counts in sides.values()))


def _by(labels: Labels, key: str, shares: Mapping[str, float]) -> dict[str, float]:
    groups: dict[str, list[float]] = defaultdict(list)
    for id_, row in labels.items():
        groups[str(row[key])].append(shares[id_])
    return {name: _mean(group) for name, group in sorted(groups.items())}


def read_labels(path: Path) -> dict[str, dict[str, Any]]:
    """The labels by id."""
    return _read(path, dict)


def read_clusters(path: Path) -> dict[str, str]:
    """The cluster of each id."""
    return _read(path, lambda row: str(row["cluster"]))


def _read(path: Path, value: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
    with path.open(encoding="utf-8") as lines:
        rows = map(json.loads, lines)
        return {str(row["id"]): value(row) for row in rows}


def lines(found: Score) -> list[str]:
    """The score in words, a line each."""
    groups = {
        "recall by class": found.recall["cls"],
        "recall by script": found.recall["script"],
        "precision by class": found.precision,
    }
    return [
        "pairwise  P {:.4f}  R {:.4f}  F1 {:.4f}".format(*found.pairwise),
        "b-cubed   P {:.4f}  R {:.4f}  F1 {:.4f}".format(*found.b_cubed),
        f"twin_mixed {found.twin_mixed:.4f}",
        f"singles_merged {found.singles_merged:.4f}  quote_singles_merged {found.quote_singles_merged:.4f}",
        *(f"{title}: " + "  ".join(f"{name} {share:.3f}" for name, share in g.items()) for title, g in groups.items()),
    ]


def main() -> None:
    """Print the score of a file of clusters."""
    labels, clusters = map(Path, sys.argv[1:])
    print("\n".join(lines(score(read_labels(labels), read_clusters(clusters)))))


if __name__ == "__main__":
    main()
