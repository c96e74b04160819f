"""Fuzzing by structure: real files with their XML mutated must be read by the laws, in time that grows with their size."""

import random
import signal
import time

from consultation.ingest import RefusedFile, read_in_process
from consultation.resources import jurisdictions
from tests.fuzz import laws
from tests.fuzz.mutations import grown, mutated
from tests.fuzz.seeds import MOST_FINDS, keep, say, seeds

_SECONDS_EACH = 10.0
_LONGEST_WAIT = 300  # seconds by the clock, on a machine that may be busy, after which reading is taken never to end
# Eight times the text may cost eight times the time; a find is what costs this much more on three tries.
_GROWTH, _TIMES = 8, 4.0
_SHORTEST_MEASURED = 0.02


def run(until: float) -> int:
    """Mutate the XML of real files; returns how many broke a law."""
    files = [data for path in seeds() if _is_readable(data := path.read_bytes())]
    weights = [1 / len(data) for data in files]  # small files are read sooner, and hold as many features
    countries = list(jurisdictions())
    start = random.randrange(2**32)
    signal.signal(signal.SIGALRM, _waited)
    found = tried = read = 0
    while time.monotonic() < until and found < MOST_FINDS:
        chance = random.Random(start + tried)
        data = mutated(chance.choices(files, weights)[0], chance)
        tried += 1
        signal.alarm(_LONGEST_WAIT)
        try:
            began = time.process_time()
            read += laws.check_file(data, chance.choice(countries))
            laws.hold(time.process_time() - began < _SECONDS_EACH, "a small file is read in seconds")
            if tried % 20 == 0:
                _check_growth(data)
        except Exception:
            found += 1
            keep(data, ".docx")
        finally:
            signal.alarm(0)
    say(f"xml: {tried} files from seed {start}, {read} read, {found} found")
    return found


def _waited(_number: int, _frame: object) -> None:
    raise laws.Broken("reading a file ends")


def _is_readable(data: bytes) -> bool:
    try:
        read_in_process(data)
    except RefusedFile:
        return False
    return True


def _check_growth(data: bytes) -> None:
    """The same text many times over takes about as many times as long."""
    once, often = grown(data, 2), grown(data, 2 * _GROWTH)
    for _ in range(3):
        short, long = _cost(once), _cost(often)
        if long <= _TIMES * _GROWTH * max(short, _SHORTEST_MEASURED / _GROWTH):
            return
    raise laws.Broken(f"time grows with size: {_GROWTH} times the text took {long / short:.0f} times as long")


def _cost(data: bytes) -> float:
    began = time.process_time()
    try:
        read_in_process(data)
    except RefusedFile:
        return 0.0
    return time.process_time() - began
