"""Which engine a run uses: plain Python for what a page or a job has to do, compiled loops for a large pile.

The compiled one needs the extra `fast` (numba); without it a large run takes longer and gives the same. It is loaded
only when so many texts are there that loading it pays, so the web process never does.
"""

from collections.abc import Callable, Sequence
from importlib.util import find_spec
from typing import NamedTuple

from consultation.core.text import skeleton
from consultation.dedup.index import Index, PlainIndex

LARGE = 5_000
"""Comments from which loading the compiled engine (about two seconds) pays."""


class Engine(NamedTuple):
    """The parts of a run that differ in speed, and in nothing else."""

    skeleton: Callable[[str], str]
    index_of: Callable[[Sequence[str]], Index]


PLAIN = Engine(skeleton, PlainIndex)


def engine_for(count: int) -> Engine:
    """The engine for at least so many comments."""
    if count < LARGE or find_spec("numba") is None:
        return PLAIN
    return compiled()


def compiled() -> Engine:
    """The engine of the extra `fast`. Raises ImportError without it."""
    # Loads numba: see the docstring of the module.
    from consultation.dedup.compiled import CompiledIndex
    from consultation.dedup.skeletons import Skeletons

    return Engine(Skeletons(), CompiledIndex)
