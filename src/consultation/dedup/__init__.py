"""Texts to clusters: comments that say the same in nearly the same words are answered once, and no voice is lost in one."""

from consultation.dedup.clustering import cluster
from consultation.dedup.decisions import Decision, Group, apply_decisions, match_groups
from consultation.dedup.lines import cluster_lines
from consultation.dedup.placement import Comment, CommentId, Placement
from consultation.dedup.residue import residue, residue_key, residue_spans

__all__ = [
    "Comment",
    "CommentId",
    "Decision",
    "Group",
    "Placement",
    "apply_decisions",
    "cluster",
    "cluster_lines",
    "match_groups",
    "residue",
    "residue_key",
    "residue_spans",
]
