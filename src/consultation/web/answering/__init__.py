"""The answering desk of a ministry: reading what was said, clusters, responses, approval, release, report."""

from consultation.web.answering import campaign, clusters, deciding, members, reading, reports, responses

ROUTES = (
    reading.reading,
    clusters.clusters,
    clusters.run,
    clusters.cluster,
    campaign.campaign,
    members.read,
    deciding.merge,
    deciding.split,
    deciding.lock,
    deciding.name,
    deciding.undo,
    responses.answer_cluster,
    responses.own_response,
    responses.answer_comment,
    responses.approvals,
    responses.approve,
    responses.send_back,
    responses.release,
    reports.report,
    reports.wordings,
    reports.publish,
)
