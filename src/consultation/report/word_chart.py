"""The activity chart as a chart of Word's own (DrawingML), with its numbers inside and no workbook behind it."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from consultation.report.blocks import Bars
from consultation.report.palette import ACCENT

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart"
_SMALL = '<c:txPr><a:bodyPr rot="0" vert="horz"/><a:p><a:pPr><a:defRPr sz="800"><a:solidFill><a:srgbClr val="4A5665"/></a:solidFill><a:latin typeface="Arial"/></a:defRPr></a:pPr><a:endParaRPr/></a:p></c:txPr>'
_NO_LINE = "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"
_GRID = '<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="D9E0E6"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>'


def chart_xml(block: Bars) -> bytes:
    """The chart part: one series of columns, a label every few days, no legend."""
    ticks = [value for value, _ in block.chart.ticks]
    every = -(-len(block.labels) // 12)  # at most a dozen days are named, or they would overlap
    days = _cache("c:strCache", [label if place % every == 0 else " " for place, label in enumerate(block.labels)])
    values = _cache("c:numCache", [str(bar.comments) for bar in block.chart.bars])
    series = (
        f'<c:ser><c:idx val="0"/><c:order val="0"/><c:tx><c:v>{escape(block.series)}</c:v></c:tx>'
        f'<c:spPr><a:solidFill><a:srgbClr val="{ACCENT}"/></a:solidFill></c:spPr><c:invertIfNegative val="0"/>'
        f"<c:cat><c:strRef><c:f>Sheet1!$A$2</c:f>{days}</c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>Sheet1!$B$2</c:f>{values}</c:numRef></c:val></c:ser>"
    )
    across = (
        '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="b"/>'
        f'<c:majorTickMark val="none"/><c:tickLblPos val="nextTo"/>{_SMALL}<c:crossAx val="2"/>'
        '<c:tickLblSkip val="1"/></c:catAx>'
    )
    up = (
        f'<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/><c:max val="{ticks[-1]}"/><c:min val="0"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="l"/>{_GRID}<c:numFmt formatCode="0" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:tickLblPos val="nextTo"/>{_NO_LINE}{_SMALL}<c:crossAx val="1"/><c:majorUnit val="{ticks[1]}"/></c:valAx>'
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        '<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        f'<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>{series}<c:gapWidth val="40"/>'
        f'<c:axId val="1"/><c:axId val="2"/></c:barChart>{across}{up}</c:plotArea><c:plotVisOnly val="1"/></c:chart>'
        f"{_NO_LINE}</c:chartSpace>"
    ).encode()


def _cache(kind: str, values: Sequence[str]) -> str:
    points = "".join(f'<c:pt idx="{place}"><c:v>{escape(value)}</c:v></c:pt>' for place, value in enumerate(values))
    return f'<{kind}><c:ptCount val="{len(values)}"/>{points}</{kind}>'
