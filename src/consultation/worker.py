"""The worker: does the jobs that requests leave behind, and sends the mail; any number may run side by side."""

import threading
from collections.abc import Callable, Mapping
from datetime import datetime

import structlog

from consultation.actions import arrivals, clusters, mail
from consultation.actions.remembering import OwnWords
from consultation.notify import Mailer
from consultation.store import jobs
from consultation.store.database import Database
from consultation.store.jobs import Claim

IDLE_SECONDS = 1.0
log = structlog.get_logger(__name__)


class Worker:
    """Takes one job at a time; what a killed worker had begun is taken up again when its lease ends."""

    def __init__(
        self, database: Database, mailer: Mailer, clock: Callable[[], datetime], *, keeps_mail: bool = False
    ) -> None:
        self._database = database
        self._mailer = mailer
        self._clock = clock
        self._keeps_mail = keeps_mail
        self._words = OwnWords()
        self._handlers: Mapping[str, Callable[[Mapping[str, object]], None]] = {
            "cluster": self._cluster,
            "place": self._place,
            "settle": self._settle,
            "regroup": self._regroup,
        }

    def run(self, stop: threading.Event) -> None:
        """Work until `stop` is set."""
        while not stop.is_set():
            try:
                busy = self.step()
            except Exception:
                # The database may be away for a moment; a worker that dies of it would leave everybody waiting.
                log.exception("worker step failed")
                busy = False
            if not busy:
                stop.wait(IDLE_SECONDS)

    def step(self) -> bool:
        """Do one due job and send what mail is waiting; False when there was nothing to do."""
        claim = self._claim()
        if claim is not None:
            self._do(claim)
        sent = mail.send_waiting(self._database, self._mailer, now=self._clock(), keep_params=self._keeps_mail)
        return claim is not None or sent > 0

    def drain(self) -> None:
        """Work until nothing is due."""
        while self.step():
            pass

    def _claim(self) -> Claim | None:
        with self._database.write() as session:
            return jobs.claim(session, self._clock())

    def _do(self, claim: Claim) -> None:
        try:
            self._handlers[claim.kind](claim.payload)
        except Exception as error:
            log.exception("job failed", kind=claim.kind, job=claim.job_id, attempt=claim.attempt)
            with self._database.write() as session:
                jobs.fail(session, claim, type(error).__name__, self._clock())
            return
        with self._database.write() as session:
            jobs.finish(session, claim, self._clock())

    def _cluster(self, payload: Mapping[str, object]) -> None:
        proposal = clusters.propose(self._database, _number(payload, "round_id"))
        with self._database.write() as session:
            clusters.apply(session, proposal, now=self._clock())

    def _place(self, payload: Mapping[str, object]) -> None:
        placed = 1
        while placed:
            with self._database.write() as session:
                placed = arrivals.place_waiting(session, _number(payload, "round_id"), self._words, now=self._clock())

    def _settle(self, payload: Mapping[str, object]) -> None:
        round_id, leader = _number(payload, "round_id"), _number(payload, "leader")
        with self._database.write() as session:
            arrivals.settle(session, round_id, leader, self._words, now=self._clock())

    def _regroup(self, payload: Mapping[str, object]) -> None:
        round_id, leader = _number(payload, "round_id"), _number(payload, "leader")
        with self._database.write() as session:
            arrivals.regroup(session, round_id, leader, self._words, now=self._clock())


def _number(payload: Mapping[str, object], name: str) -> int:
    value = payload[name]
    assert isinstance(value, int)
    return value
