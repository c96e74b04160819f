"""The numbers of a cluster on the desk, from its maintained columns and in the words of the report."""

from consultation.core import counting
from consultation.core.messages import Message
from consultation.store.columns import AnyRow
from consultation.store.tables import Cluster


def numbers_of(cluster: Cluster | AnyRow) -> tuple[Message, ...]:
    """The five numbers of the counting rule; zeros are said too."""
    return counting.phrases(
        people=cluster.person_count,
        comments=cluster.comment_count,
        copies=cluster.copy_count,
        organisations=cluster.organisation_count,
        co_signers=cluster.co_signer_count,
    )
