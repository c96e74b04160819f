"""A Word file becomes the clause tree of a draft: `ingest` for uploads, `read_in_process` where the file is trusted."""

from consultation.ingest.findings import IngestWarning
from consultation.ingest.grammar import UZBEKISTAN
from consultation.ingest.reading import Ingested, read_in_process
from consultation.ingest.refusals import Code, RefusedFile
from consultation.ingest.safety import Limits, limits_of
from consultation.ingest.wire import to_json, tree_lines
from consultation.ingest.worker import ingest

__all__ = [
    "UZBEKISTAN",
    "Code",
    "IngestWarning",
    "Ingested",
    "Limits",
    "RefusedFile",
    "ingest",
    "limits_of",
    "read_in_process",
    "to_json",
    "tree_lines",
]
