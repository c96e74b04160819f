"""Comments in three formats: the same clusters from each, and a sentence that names the line for what cannot be read."""

import csv
import json
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from consultation.core.errors import Invalid
from consultation.dedup import Columns, Format, cluster_lines

SAID = [("b", "Қаршиман"), ("7", 'Roziman, "albatta"\nva shu!'), ("a", "Qarshiman!")]
FOUND = [("b", "a"), ("7", "7"), ("a", "a")]


def given(folder: Path, form: Format, columns: Columns = Columns()) -> Path:  # noqa: B008 - frozen
    file = folder / f"in.{form}"
    if form is Format.PARQUET:
        ids, texts = zip(*SAID, strict=True)
        parquet.write_table(pa.table({columns.text: texts, "more": ["x"] * 3, columns.id: ids}), file)
    elif form is Format.CSV:
        with file.open("w", encoding="utf-8-sig", newline="") as out:
            csv.writer(out).writerows([(columns.text, "more", columns.id), *((text, "x", id_) for id_, text in SAID)])
    else:
        file.write_text("".join(json.dumps({columns.id: id_, columns.text: text}) + "\n" for id_, text in SAID))
    return file


def read(file: Path) -> list[tuple[Any, ...]]:
    if file.suffix == ".parquet":
        return [tuple(row.values()) for row in parquet.read_table(file).to_pylist()]
    if file.suffix == ".csv":
        with file.open(encoding="utf-8", newline="") as lines:
            return [tuple(row) for row in csv.reader(lines)][1:]
    return [tuple(json.loads(line).values()) for line in file.read_text().splitlines()]


@pytest.mark.parametrize("form", Format)
@pytest.mark.parametrize("written", Format)
def test_every_format_gives_the_same_clusters_in_the_order_of_the_input(
    tmp_path: Path, form: Format, written: Format
) -> None:
    target = tmp_path / f"out.{written}"
    assert cluster_lines(given(tmp_path, form), target) == 3
    assert read(target) == FOUND


@pytest.mark.parametrize("form", Format)
def test_columns_may_be_called_anything_and_the_file_too(tmp_path: Path, form: Format) -> None:
    columns = Columns("number", "what they said")
    source = given(tmp_path, form, columns).rename(tmp_path / "from_the_ministry")
    cluster_lines(source, tmp_path / "out.csv", form=form, columns=columns)
    assert (tmp_path / "out.csv").read_text().splitlines()[:2] == ["number,cluster", "b,a"]
    assert read(tmp_path / "out.csv") == FOUND


def test_parquet_is_known_by_its_content_and_numbers_stay_numbers(tmp_path: Path) -> None:
    source = tmp_path / "comments.jsonl"
    parquet.write_table(pa.table({"id": [3, 20], "text": ["Qarshiman", "Қаршиман"]}), source)
    cluster_lines(source, tmp_path / "out.parquet")
    assert read(tmp_path / "out.parquet") == [(3, 3), (20, 3)]


def test_half_a_character_in_an_id_goes_through(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text('{"id": "\\ud800", "text": "qarshi"}\n')
    cluster_lines(source, tmp_path / "out.parquet")
    assert read(tmp_path / "out.parquet") == [("\\ud800", "\\ud800")]
    cluster_lines(source, tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_bytes() == b"id,cluster\n\xed\xa0\x80,\xed\xa0\x80\n"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            b"id,said\n1,a\n",
            'The file has no column "text"; its columns are: id, said. Say which one to read.',
        ),
        (b"id,text\n1,\xff\n", "Line 2 is not UTF-8 text. Save the file as UTF-8."),
        (
            b'id,text\n1,"a\nb"\n2,a,b\n',
            "Line 4 has not one field for each column, or no id. Fill in the id and put texts with commas in quotation marks.",
        ),
        (
            b"id,text\n1,a\n,b\n",
            "Line 3 has not one field for each column, or no id. Fill in the id and put texts with commas in quotation marks.",
        ),
        (b'id,text\n1,a\n2,"b\n', "Line 3 is not CSV. Close each quotation mark, and double those inside a text."),
        (b"id,text\n1,a\n1,b\n", 'Line 3: the id "1" was already used in line 2. Give every comment its own id.'),
    ],
)
def test_bad_csv_is_named_and_nothing_is_written(tmp_path: Path, content: bytes, sentence: str) -> None:
    source = tmp_path / "in.csv"
    source.write_bytes(content)
    assert refusal(source, tmp_path / "out.csv") == sentence


def test_bad_parquet_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    source = tmp_path / "in.parquet"
    source.write_bytes(b"PAR1 and nothing else")
    assert refusal(source, tmp_path / "out") == "The file is damaged, or not Parquet. Write it anew."
    parquet.write_table(pa.table({"id": [1, 2], "text": ["a", None]}), source)
    assert (
        refusal(source, tmp_path / "out") == "Row 2 must have an id (a whole number or a string) and a text (a string)."
    )
    parquet.write_table(pa.table({"id": [1]}), source)
    assert (
        refusal(source, tmp_path / "out")
        == 'The file has no column "text"; its columns are: id. Say which one to read.'
    )


def test_without_the_library_a_sentence_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = given(tmp_path, Format.JSONL)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    sentence = 'Parquet needs a library that is not installed. Install it with: pip install "consultation[parquet]"'
    assert refusal(source, tmp_path / "out.parquet") == sentence


def test_ten_megabytes_in_one_field_are_read(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("id,text\n1," + "qarshi " * 1_500_000 + "\n")
    assert cluster_lines(source, tmp_path / "out.csv") == 1


def test_an_empty_csv_gives_a_heading_only(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text("")
    assert cluster_lines(source, tmp_path / "out.csv") == 0
    assert (tmp_path / "out.csv").read_text() == "id,cluster\n"


def refusal(source: Path, target: Path) -> str:
    """The sentence; the folder holds nothing but the input afterwards."""
    with pytest.raises(Invalid) as refused:
        cluster_lines(source, target)
    assert [path.name for path in target.parent.iterdir()] == [source.name]
    return str(refused.value.reasons[0])
