"""Texts to clusters: comments that say the same in nearly the same words are answered once, and no voice is lost in one."""

from consultation.dedup.clustering import cluster
from consultation.dedup.decisions import Decision, Group, apply_decisions, match_groups
from consultation.dedup.formats import Columns, Format
from consultation.dedup.lines import cluster_lines
from consultation.dedup.placement import Comment, CommentId, Placement
from consultation.dedup.residue import residue

__all__ = [
    "Columns",
    "Comment",
    "CommentId",
    "Decision",
    "Format",
    "Group",
    "Placement",
    "apply_decisions",
    "cluster",
    "cluster_lines",
    "match_groups",
    "residue",
]
