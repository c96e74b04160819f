"""Texts to clusters: comments that say the same in nearly the same words are answered once, and no voice is lost in one."""

from consultation.dedup.arrival import (
    Company,
    DraftWords,
    Leader,
    company,
    digest,
    is_unsettled,
    postings,
    query,
)
from consultation.dedup.clustering import cluster
from consultation.dedup.decisions import Decision, Group, apply_decisions, match_groups
from consultation.dedup.formats import Columns, Format
from consultation.dedup.lines import cluster_lines
from consultation.dedup.placement import Comment, CommentId, Placement
from consultation.dedup.residue import residue, residue_key, residue_spans
from consultation.dedup.signature import LEAST_COMMON, MOST_HOLDERS, MOST_TRIED

__all__ = [
    "LEAST_COMMON",
    "MOST_HOLDERS",
    "MOST_TRIED",
    "Columns",
    "Comment",
    "CommentId",
    "Company",
    "Decision",
    "DraftWords",
    "Format",
    "Group",
    "Leader",
    "Placement",
    "apply_decisions",
    "cluster",
    "cluster_lines",
    "company",
    "digest",
    "is_unsettled",
    "match_groups",
    "postings",
    "query",
    "residue",
    "residue_key",
    "residue_spans",
]
