"""All figures, in one run: `python -m bench` (or `make bench`). They judge nothing; docs/benchmarks.md keeps the last ones."""

import os
import platform

from bench import ingesting, posting, reading, reporting, versions

if __name__ == "__main__":
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.system()}\n")
    print("Pages: CPU of the server for one request, least of three runs")
    reading.main()
    print("\nComments: one process, SQLite, each comment a transaction of its own")
    posting.main()
    print("\nReport: seconds, least of three runs")
    reporting.main()
    print("\nReaders of Word files, each in a process of its own, least of several runs")
    ingesting.main()
    print("\nVersions: CPU seconds, least of three runs")
    versions.main()
