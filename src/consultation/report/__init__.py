"""Facts in, one frozen Report out, and documents of every format from it; the formats are in modules named after them."""

from consultation.report.build import build
from consultation.report.facts import ReportFacts
from consultation.report.frozen import canonical, digest, from_json, thaw, to_json
from consultation.report.published import Report

__all__ = ["Report", "ReportFacts", "build", "canonical", "digest", "from_json", "thaw", "to_json"]
