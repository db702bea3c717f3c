"""A table for a notebook, a screen reader and a spreadsheet."""

from __future__ import annotations

import csv
from html.parser import HTMLParser
from pathlib import Path

import pytest

from briefing_lessons.errors import BriefingError
from briefing_lessons.spans import Span
from briefing_lessons.tables import Table, format_value, table_of

TABLE = Table(("word", "count", "rate"), [("Syria", 13, 6.46), ("<b>", None, float("nan"))], caption="A & B")


class Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data.strip())


def test_html_has_a_caption_and_names_rows_and_columns() -> None:
    tags = Tags(TABLE._repr_html_()).found
    assert [tag for tag, _ in tags].count("caption") == 1
    assert [attrs["scope"] for tag, attrs in tags if tag == "th"] == ["col", "col", "col", "row", "row"]


def test_html_escapes_what_comes_from_a_text() -> None:
    html = TABLE._repr_html_()
    assert "<b>" not in html
    assert "<b>" in Tags(html).words
    assert "A & B" in Tags(html).words


def test_html_is_the_same_every_time_and_leaves_dollars_alone() -> None:
    table = Table(("price",), [("$5 or $6",)])
    assert table._repr_html_() == table._repr_html_()
    assert "tex2jax_ignore" in table._repr_html_()


def test_missing_values_are_a_dash() -> None:
    assert [format_value(value) for value in TABLE[1][1:]] == ["–", "–"]


def test_csv_comes_back_as_it_went(tmp_path: Path) -> None:
    table = Table(("quote", "line"), [('He said: "no", twice\nover', 12), ("Сирия, ‘x’", 3)])
    path = table.to_csv(tmp_path / "quotes.csv")
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.reader(lines))
    assert rows == [["quote", "line"], ['He said: "no", twice\nover', "12"], ["Сирия, ‘x’", "3"]]
    assert b"\r" not in path.read_bytes()


def test_a_table_that_cannot_be_written_says_why(tmp_path: Path) -> None:
    with pytest.raises(BriefingError, match="this is a folder"):
        TABLE.to_csv(tmp_path)


def test_rows_columns_and_slices_are_read_by_the_same_brackets() -> None:
    assert TABLE[0] == ("Syria", 13, 6.46)
    assert TABLE["count"] == (13, None)
    assert len(TABLE[:1]) == 1
    assert TABLE[:1].caption == "A & B Here: 1 of 2 rows."
    assert TABLE[:2].caption == "A & B"
    assert [row[0] for row in TABLE] == ["Syria", "<b>"]


def test_a_column_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(BriefingError, match="word, count, rate"):
        TABLE["total"]


def test_a_row_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(BriefingError, match="Row 2 has 1 values for 2 columns"):
        Table(("a", "b"), [(1, 2), (3,)])


def test_text_shows_the_caption_and_aligned_numbers() -> None:
    assert (
        repr(Table(("word", "count"), [("a", 1), ("b", 1000)], "Two."))
        == "Two.\nword  count\na         1\nb     1,000"
    )


def test_an_empty_table_still_shows() -> None:
    assert "<table" in Table(("a",), [])._repr_html_()
    assert repr(Table((), ())) == ""


def test_spans_become_rows_led_by_their_words() -> None:
    table = table_of([Span(0, 5, "Syria")], caption="One span.")
    assert table.columns == ("text", "start", "end")
    assert table[0] == ("Syria", 0, 5)


def test_counts_become_rows_from_the_largest() -> None:
    assert table_of({("new", "US"): 2, "a": 9}).rows == (("a", 9), ("new US", 2))


def test_a_frame_needs_pandas_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pandas", None)
    with pytest.raises(BriefingError, match="pip install pandas"):
        TABLE.to_frame()


def test_a_frame_has_the_tables_columns() -> None:
    pytest.importorskip("pandas", reason="pandas is not installed")
    assert list(TABLE.to_frame().columns) == ["word", "count", "rate"]


def test_a_table_for_a_spreadsheet_runs_nothing_and_shows_curly_quotes(tmp_path: Path) -> None:
    words = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "“yes”", "a-b"]
    written = Table(("words", "=x"), [(word, -1) for word in words]).to_csv(tmp_path / "t.csv").read_bytes()
    assert written.startswith(b"\xef\xbb\xbfwords,'=x")
    rows = list(csv.reader(written.decode("utf-8-sig").splitlines()))[1:]
    assert [cell for cell, _ in rows] == [*(f"'{word}" for word in words[:6]), *words[6:]]
    assert {number for _, number in rows} == {"-1"}  # a number stays one
