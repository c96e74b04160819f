"""Pages of the moderators: the queue, one comment, and the undo of a whole action."""

from consultation.web.moderation import batches, comment, moves, objections, originals, queue

ROUTES = (
    queue.queue,
    queue.decide,
    batches.batch,
    batches.undo,
    comment.comment,
    comment.decide,
    comment.redact_form,
    comment.redact,
    moves.move_form,
    moves.move,
    originals.ask,
    originals.look,
    objections.objections,
    objections.settle,
)
