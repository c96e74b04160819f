"""Look for inputs that break the ingester: `python -m tests.fuzz KIND SECONDS`, KIND being bytes, xml or lines.

Ends with 1 when anything was found. Each kind is imported by itself: atheris must see the ingester's first import.
"""

import importlib
import sys
import time

KINDS = ("bytes", "xml", "lines")


def main() -> int:
    """Run one kind of fuzzing for some seconds."""
    kind, seconds = sys.argv[1:]
    if kind not in KINDS:
        raise SystemExit(f"KIND is one of: {', '.join(KINDS)}")
    found: int = importlib.import_module(f"tests.fuzz.by_{kind}").run(time.monotonic() + float(seconds))
    return min(1, found)


if __name__ == "__main__":
    sys.exit(main())
