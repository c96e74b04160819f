"""Clustering: quality, CPU and memory beside the floor and the peers, on generated comments with a seed of their own.

python -m bench.clustering [--sizes 10000,100000] [--seed 20]
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from bench import letters
from bench.scoring import Score, read_clusters, read_labels, score

ALL_PAIRS_UP_TO, PEERS_UP_TO = 10_000, 100_000
WAYS = ("floor", "plain_floor", "ours", "daft", "datasketch", "rensa", "rapidfuzz")
CPU_GOALS = {100_000: 8.0, 1_000_000: 90.0}
MEMORY_GOALS = {100_000: 600, 1_000_000: 3000}
TIMES_DAFT, TIMES_LESS_THAN_RENSA, GROWTH = 4.0, 20.0, 12.0
_NOT_HELD = {"spin", "spin_hard", "key_block"}


class Outcome(NamedTuple):
    """CPU seconds, peak memory in bytes, and how good the groups are."""

    cpu: float
    peak: int
    score: Score


def measured(name: str, comments: Path) -> Outcome | None:
    """One way in a process of its own; None when it is not installed, or fails."""
    clusters = comments.with_suffix(f".{name}.clusters.jsonl")
    command = [sys.executable, "-m", "bench.groupers", name, str(comments), str(clusters)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - the bench's own
    cost = json.loads(done.stdout) if done.returncode == 0 else None
    if cost is None:
        print(f"  {name:12} not installed" if done.returncode == 0 else f"  {name:12} failed: {done.stderr[-300:]}")
        return None
    found = score(read_labels(comments.with_suffix(".labels.jsonl")), read_clusters(clusters))
    return Outcome(cost["cpu"], cost["peak"], found)


def row(name: str, outcome: Outcome) -> str:
    """One line of the table."""
    found = outcome.score
    quality = (found.pairwise[2], found.b_cubed[2], found.twin_mixed, found.singles_merged, found.quote_singles_merged)
    shares = "  ".join(f"{share:8.4f}" for share in quality)
    return f"  {name:12} {outcome.cpu:9.2f} s {outcome.peak / 1e6:8.0f} MB  {shares}"


def goals(found: Score, size: int) -> list[str]:
    """Each goal beside its figure."""
    worst = min((share, name) for name, share in found.recall["cls"].items() if name not in _NOT_HELD)
    mixed = 0.0 if size <= PEERS_UP_TO else 0.0005
    held = [
        ("pairwise F1", found.pairwise[2], ">=", 0.99),
        ("b-cubed F1", found.b_cubed[2], ">=", 0.985),
        ("twin_mixed", found.twin_mixed, "<=", mixed),
        ("singles_merged", found.singles_merged, "<=", 0.003),
        ("quote_singles_merged", found.quote_singles_merged, "<=", 0.0),
        (f"least recall ({worst[1]})", worst[0], ">=", 0.97),
        ("recall of key_block", found.recall["cls"].get("key_block", 1.0), ">=", 0.95),
        ("precision of rebuttal_bare", found.precision.get("rebuttal_bare", 1.0), ">=", 0.9),
    ]
    return [goal(*each) for each in held]


def goal(name: str, figure: float, sign: str, line: float) -> str:
    """A figure, its goal, and whether it is met."""
    is_met = figure >= line if sign == ">=" else figure <= line
    return f"  {name:28} {figure:10.4f}   goal {sign} {line:g}   {'met' if is_met else 'MISSED'}"


def speed(outcomes: dict[str, Outcome], size: int) -> list[str]:
    """What `ours` costs beside its goals and the peers."""
    own = outcomes["ours"]
    found = []
    if size in CPU_GOALS:
        found += [goal("CPU s", own.cpu, "<=", CPU_GOALS[size]), goal("MB", own.peak / 1e6, "<=", MEMORY_GOALS[size])]
    if "daft" in outcomes:
        found.append(goal("times Daft", own.cpu / outcomes["daft"].cpu, "<=", TIMES_DAFT))
    if "rensa" in outcomes:
        found.append(goal("times less than rensa", outcomes["rensa"].cpu / own.cpu, ">=", TIMES_LESS_THAN_RENSA))
    return [*found, f"  {'times the floor':28} {own.cpu / outcomes['floor'].cpu:10.2f}"]


def ways(size: int) -> list[str]:
    """Those that end in a time worth waiting for at a size."""
    left_out = {"rapidfuzz"} if size > ALL_PAIRS_UP_TO else set()
    if size > PEERS_UP_TO:
        left_out |= {"datasketch", "rensa"}
    return [name for name in WAYS if name not in left_out]


def report(size: int, seed: int, folder: Path) -> Outcome | None:
    """Print everything about one size; gives what ours did."""
    comments = folder / f"{size}.jsonl"
    letters.write(comments, seed, size)
    print(
        f"\n{size:,} comments, seed {seed}: CPU, peak memory, pairwise F1, b-cubed F1, twin_mixed, singles, quoting singles"
    )
    outcomes: dict[str, Outcome] = {}
    for name in ways(size):
        outcome = measured(name, comments)
        if outcome is not None:
            outcomes[name] = outcome
            print(row(name, outcome), flush=True)
    if "ours" not in outcomes:
        return None
    print("\n".join([*goals(outcomes["ours"].score, size), *speed(outcomes, size)]), flush=True)
    return outcomes["ours"]


def main(arguments: list[str] | None = None) -> None:
    """Print the figures of each size, and the growth from one to the next."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--sizes", default="10000,100000")
    parser.add_argument("--seed", type=int, default=20)
    asked = parser.parse_args(arguments)
    before: tuple[int, Outcome] | None = None
    with tempfile.TemporaryDirectory() as folder:
        for size in map(int, asked.sizes.split(",")):
            own = report(size, asked.seed, Path(folder))
            if own is not None:
                if before is not None:
                    print(goal(f"growth for {size / before[0]:.0f} x", own.cpu / before[1].cpu, "<=", GROWTH))
                before = size, own


if __name__ == "__main__":
    main()
