"""A small table that reads well in a notebook, aloud by a screen reader, and in a spreadsheet."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from html import escape
from math import isnan
from pathlib import Path
from typing import Any, overload

from briefing_lessons.errors import BriefingError, explain_refusal
from briefing_lessons.files import as_csv, write_csv
from briefing_lessons.html import as_table, in_scroll_box
from briefing_lessons.spans import shorten


@dataclass(frozen=True, slots=True, repr=False)
class Table:
    """Rows under named columns, with a caption; the first column names the row.

    >>> table = Table(("word", "count"), [("Syria", 13), ("Aleppo", 2)], caption="Two words.")
    >>> table
    Two words.
    word    count
    Syria      13
    Aleppo      2
    >>> len(table), table[0], table["count"]
    (2, ('Syria', 13), (13, 2))
    """

    columns: tuple[str, ...]  #: column names
    rows: tuple[tuple[Any, ...], ...]  #: one tuple of values for each row
    caption: str = ""  #: what the table shows and out of how many

    def __init__(self, columns: Iterable[str], rows: Iterable[Iterable[Any]], caption: str = "") -> None:
        object.__setattr__(self, "columns", tuple(columns))
        object.__setattr__(self, "rows", tuple(tuple(row) for row in rows))
        object.__setattr__(self, "caption", caption)
        for number, row in enumerate(self.rows, 1):
            if len(row) != len(self.columns):
                raise BriefingError(
                    f"Row {number} has {len(row)} values for {len(self.columns)} columns "
                    f"({', '.join(self.columns)}): give one value for each column."
                )

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return iter(self.rows)

    def __getitem__(self, key: int | str | slice) -> Any:
        """Return a row by its number from 0, a column by its name, or a shorter table by a slice."""
        if isinstance(key, str):
            if key not in self.columns:
                wrong = f"The table has no column {key!r}: its columns are {', '.join(self.columns)}."
                raise BriefingError(wrong)
            at = self.columns.index(key)
            return tuple(row[at] for row in self.rows)
        if isinstance(key, slice):
            rows = self.rows[key]
            shorter = self.caption and len(rows) < len(self)
            said = f"{self.caption} Here: {len(rows)} of {len(self)} rows." if shorter else self.caption
            return Table(self.columns, rows, said)
        if isinstance(key, bool):
            raise BriefingError(
                "A whole column compared with a word gives one answer for all rows. Write "
                '[row for row in table if row[1] == "…"], or filter table.to_frame().'
            )
        return self.rows[key]

    def __repr__(self) -> str:
        columns = []
        for at, name in enumerate(self.columns):
            cells = [shorten(cell, 40) for cell in (name, *(format_value(row[at]) for row in self.rows))]
            flush = str.rjust if _is_numeric(self.rows, at) else str.ljust
            columns.append([flush(cell, max(map(len, cells))) for cell in cells])
        lines = ["  ".join(row).rstrip() for row in zip(*columns, strict=True)]
        return "\n".join([self.caption, *lines] if self.caption else lines)

    def _repr_html_(self) -> str:
        return in_scroll_box(format_table(self), self.caption or "Table")  # on a phone it is too wide

    @overload
    def to_csv(self, path: None = None) -> str: ...
    @overload
    def to_csv(self, path: str | Path) -> Path: ...
    def to_csv(self, path: str | Path | None = None) -> str | Path:
        """Return the table as comma-separated text, or write it to `path` in UTF-8 and return the path.

        >>> print(Table(("word", "count"), [("Syria", 13)]).to_csv(), end="")
        word,count
        Syria,13

        Raises
        ------
        BriefingError
            When the file cannot be written there.
        """
        table = as_csv((self.columns, *self.rows))
        if path is None:
            return table
        try:
            return write_csv(Path(path), table)
        except OSError as error:
            raise BriefingError(explain_refusal(error)) from None

    def to_frame(self) -> Any:
        """Return the table as a pandas DataFrame; pandas is an optional extra.

        Raises
        ------
        BriefingError
            If pandas is not installed.
        """
        try:
            import pandas
        except ImportError:
            raise BriefingError(
                "A DataFrame needs pandas, which is not installed: run `pip install pandas`, "
                "or use `table.to_csv()` and a spreadsheet."
            ) from None
        return pandas.DataFrame(list(self.rows), columns=list(self.columns))


class ShowsTable(ABC):
    """What shows itself as its table."""

    __slots__ = ()

    @property
    @abstractmethod
    def table(self) -> Table:
        """The table; each kind has its own."""

    def __repr__(self) -> str:
        return repr(self.table)

    def _repr_html_(self) -> str:
        return self.table._repr_html_()


def table_of(items: Iterable[Any] | Mapping[Any, Any], caption: str = "") -> Table:
    """Make a table of spans or other records, one row each, or of counts, one row for each word.

    >>> table_of({"Syria": 13, "Aleppo": 2})["count"]
    (13, 2)

    Parameters
    ----------
    items
        Records of one kind (dataclasses), or a mapping of names to counts such as NLTK's `FreqDist`.
    caption
        What the table shows and out of how many.
    """
    if isinstance(items, Mapping):
        rows = [(" ".join(map(str, w)) if isinstance(w, tuple) else w, n) for w, n in items.items()]
        return Table(("word", "count"), sorted(rows, key=lambda row: (-row[1], str(row[0]))), caption)  # type: ignore[index]
    records = tuple(items)
    if not records:
        return Table((), (), caption)
    if not is_dataclass(records[0]):
        return Table(("item",), ((record,) for record in records), caption)
    names = [field.name for field in fields(records[0])]
    if names[:3] == ["start", "end", "text"]:  # a span is known by its words, then by its place
        names = ["text", "start", "end", *names[3:]]
    return Table(names, ((getattr(record, name) for name in names) for record in records), caption)


def format_value(value: Any) -> str:
    """Return `value` as a reader wants it: numbers short, nothing as a dash.

    >>> [format_value(v) for v in (2018, 0.00012345, 3.14159, None, True, float("nan"))]
    ['2,018', '0.000123', '3.14', '–', 'yes', '–']
    """
    if value is None or (isinstance(value, float) and isnan(value)):
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:,.2f}".replace("inf", "∞") if value == 0 or abs(value) >= 0.01 else f"{value:.3g}"
    if isinstance(value, tuple):
        return " ".join(format_value(part) for part in value)
    return str(value)


def format_table(table: Table) -> str:
    """Return `table` as HTML: a caption, and header cells that name their column or row."""
    sides = ("right" if _is_numeric(table.rows, at) else "left" for at in range(len(table.columns)))
    cells = ([escape(format_value(value)) for value in row] for row in table.rows)
    return as_table(list(zip(table.columns, sides, strict=True)), cells, table.caption)


def _is_numeric(rows: Sequence[Sequence[Any]], at: int) -> bool:
    values = [row[at] for row in rows if row[at] is not None]
    return bool(values) and all(isinstance(v, int | float) and not isinstance(v, bool) for v in values)
