"""Where citizens speak: comments, replies, votes, reports to the moderators, and what became of it all."""

from consultation.web.public import comments, discussion, flags, mine, objections, receipts, signing_in, votes

ROUTES = (
    discussion.comments,
    discussion.comment,
    comments.clause_form,
    comments.submit_on_clause,
    comments.draft_form,
    comments.submit_on_draft,
    comments.reply_form,
    comments.submit_reply,
    signing_in.start_again,
    signing_in.submit_sign_in,
    votes.vote_on_clause,
    votes.vote_on_comment,
    flags.flag_form,
    flags.submit_flag,
    objections.objection_form,
    objections.object_to,
    mine.mine,
    receipts.find,
    receipts.receipt,
)
