"""Sixty hostile portfolios, partner files and briefings: each is named, nobody is stopped, nothing is run."""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import Result

from briefing_lessons import explore_quotes, load_briefing
from briefing_lessons.annotation.exchange import read_sheet
from briefing_lessons.command.cli import main
from briefing_lessons.errors import BriefingError
from briefing_lessons.exercises.devices import device_sheet
from briefing_lessons.lessons.course import find_lessons
from briefing_lessons.lessons.key import key_page, text_page, worksheet_page
from command_line import runner

ENTRY = {
    "kind": "answer",
    "exercise": "start.1",
    "value": "9",
    "outcome": "right",
    "source": "x",
    "at": "now",
}
DEEP = 100_000
LONG = 300_000


def journal(**changes: object) -> str:
    return json.dumps({"schema": 1, "code": "amber-100", "entries": [ENTRY]} | changes)


def carried(words: str) -> str:
    return f'<html><div id="bl-journal" hidden data-journal="{escape(words)}"></div></html>'


#: name -> content of a file that is no portfolio
PORTFOLIOS: dict[str, str | bytes] = {
    "portfolio-empty.html": "",
    "portfolio-plain.html": "<h1>Portfolio</h1>",
    "portfolio-brackets.html": carried("[" * DEEP),
    "portfolio-objects.html": carried('{"a":' * DEEP),
    "portfolio-deep.html": "<div>" * DEEP,
    "portfolio-null.html": carried(journal(code=None)),
    "portfolio-number.html": carried(journal(code=7)),
    "portfolio-path.html": carried(journal(code="../../etc/passwd")),
    "portfolio-formula.html": carried(journal(code="=cmd|'/c calc'!A1")),
    "portfolio-long.html": carried(journal(code="a" * LONG)),
    "portfolio-list.html": carried("[1, 2, 3]"),
    "portfolio-entries.html": carried(journal(entries=[None])),
    "portfolio-values.html": carried(journal(entries=[ENTRY | {"value": {"deep": [1]}}])),
    "portfolio-unknown.html": carried(journal(entries=[ENTRY | {"run": "os.system('x')"}])),
    "portfolio-attribute.html": '<div id="bl-journal"></div>',
    "portfolio-marked.html": "<![if[ <!DOCTYPE [[ <![CDATA[ ",
    "portfolio-latin.html": carried(journal()).replace("amber", "ämber").encode("latin-1"),
    "portfolio-nul.html": bytes(1000),
    "work-brackets.json": "[" * DEEP,
    "work-nothing.json": "null",
    "work-nan.json": "NaN",
    "work-utf16.json": journal().encode("utf-16"),
}
HEAD = "source,reader,number,line,start,end,words,label\n"
#: name -> content of a file that is no partner's sheet
SHEETS: dict[str, str | bytes] = {
    "empty.csv": "",
    "head.csv": HEAD,
    "long.csv": f'{HEAD}001_ferry_report.txt,"{"x" * LONG}",1,1,0,1,x,hedge\n',
    "quote.csv": f'{HEAD}001_ferry_report.txt,"never closed,' + "x\n" * LONG,
    "nul.csv": f"{HEAD}001_ferry_report.txt,\0,1,1,0,1,x,hedge\n",
    "binary.csv": bytes(range(256)) * 100,
    "other.csv": f"{HEAD}other.txt,wren-101,1,1,0,1,x,hedge\n",
    "place.csv": f"{HEAD}001_ferry_report.txt,wren-101,1,1,-5,999999999,x,hedge\n",
    "words.csv": f"{HEAD}001_ferry_report.txt,wren-101,1,1,zero,one,x,hedge\n",
    "script.csv": f"{HEAD}<script>alert(1)</script>,wren-101,1,1,0,1,x,hedge\n",
    "columns.csv": f"{HEAD}{',' * DEEP}\n",
    "short.csv": f"{HEAD}001_ferry_report.txt\n",
}


def word_file(document: str, times: int = 1) -> bytes:
    """Return a Word file whose document is `document` so many times over."""
    out = BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("word/document.xml", "w") as part,
    ):
        for _ in range(times):
            part.write(document.encode())
    return out.getvalue()


#: name -> content of a briefing that cannot be read
BRIEFINGS: dict[str, str | bytes] = {
    "empty.txt": "",
    "blank.txt": " \n\t\n" * 1000,
    "signs.txt": "?!.;\n" * 1000,
    "binary.txt": bytes(range(256)) * 100,
    "line.txt": "The mayor said no. " * 120_000,
    "picture.html": b"\x89PNG\r\n\x1a\n" + bytes(1000),
    "empty.docx": "",
    "text.docx": "The mayor said no.",
    "bomb.docx": word_file(" " * 1_000_000, 300),
    "parts.docx": word_file("<w:document/>"),
    "cut.docx": word_file("<w:document/>")[:60],
    "text.pdf": "The mayor said no.",
    "cut.pdf": "%PDF-1.7\n1 0 obj\n<< /Type /Catalog",
    "loop.pdf": "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]"
    "/Count 9>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF",
    "tags.html": "<div>" * 10_000,
    "head.vtt": "WEBVTT\n",
    "zip.md": b"PK\x03\x04" + bytes(100),
}
#: name -> content of a briefing that reads, and would like more
WILD: dict[str, str] = {
    "nested.xml": f"<?xml version='1.0'?><r>{'<a>' * 20_000}The mayor said no.{'</a>' * 20_000}</r>",
    "scripts.txt": "On <script>alert(1)</script>\nThe mayor said: “<img src=x onerror=alert(1)> no.”\n"
    "</textarea></style><svg onload=alert(1)>said Ana Ruiz. “Yes, [x](javascript:alert(1)),” she said.\n",
    "formulas.txt": "=HYPERLINK(1)\n@SUM(1) said “no.”\n-1+1, said Ana Ruiz.\n",
    "brackets.txt": "The mayor said: " + "[" * 20_000 + "\n",
    "quotes.txt": "“" * 5_000 + " she said.\n",
    "controls.txt": "The mayor\u202e said\x07 “no.”\x1b[31m\n",
    "entity.xml": '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    "laughs.xml": '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha">'
    + "".join(f'<!ENTITY b{n} "&b{n - 1 or ""};&b{n - 1 or ""};">' for n in range(1, 40))
    + "]><a>The mayor said &b39;.</a>",
}


def put(folder: Path, files: dict[str, str | bytes]) -> None:
    for name, content in files.items():
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)


def command(*words: object) -> Result:
    return runner().invoke(main, list(map(str, words)))


def endless(folder: Path, *names: str) -> Iterator[str]:
    """Make a pipe that nobody writes to and a link to a device without an end, where there are such."""
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / names[0])
        yield names[0]
    if Path("/dev/zero").exists():
        (folder / names[1]).symlink_to("/dev/zero")
        yield names[1]


def test_there_are_sixty() -> None:
    assert len(PORTFOLIOS) + len(SHEETS) + len(BRIEFINGS) + len(WILD) + 4 >= 60


def test_every_hostile_portfolio_is_named_and_the_class_is_collected(tmp_path: Path) -> None:
    put(tmp_path, PORTFOLIOS | {"portfolio-fine.html": carried(journal())})
    bad = {*PORTFOLIOS, *endless(tmp_path, "portfolio-pipe.html", "work-zero.json")}
    (tmp_path / "portfolio-folder.html").mkdir()
    ended = command("collect", tmp_path, "--out", tmp_path / "class.csv")
    assert ended.exit_code == 0 and "1 portfolio." in ended.output, ended.output
    assert [name for name in bad if name not in ended.output] == []
    _, row = (tmp_path / "class.csv").read_text(encoding="utf-8-sig").splitlines()
    assert row.startswith("amber-100,1,")


@pytest.mark.parametrize("name", PORTFOLIOS)
def test_a_hostile_portfolio_is_not_gone_on_with(name: str, tmp_path: Path) -> None:
    from briefing_lessons import resume

    put(tmp_path, {name: PORTFOLIOS[name]})
    with pytest.raises(BriefingError, match=name.split(".")[0].replace("work-", "")):
        resume(tmp_path / name if name.endswith("html") else name.removeprefix("work-").removesuffix(".json"))


@pytest.mark.parametrize("name", SHEETS)
def test_a_hostile_partner_file_is_named(name: str, tmp_path: Path) -> None:
    put(tmp_path, {name: SHEETS[name]})
    with pytest.raises(BriefingError, match=name):
        read_sheet(tmp_path / name, device_sheet(load_briefing("001_ferry_report.txt")))


def test_a_partner_file_without_an_end_is_not_opened(tmp_path: Path) -> None:
    for name in endless(tmp_path, "pipe.csv", "zero.csv"):
        with pytest.raises(BriefingError, match=name):
            read_sheet(tmp_path / name, device_sheet(load_briefing("001_ferry_report.txt")))


@pytest.mark.slow
def test_every_hostile_briefing_of_a_folder_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    put(tmp_path, BRIEFINGS | WILD | {"fine.txt": "The mayor said: “It opens in May.”\n"})
    passed_over = set(endless(tmp_path, "pipe.txt", "zero.txt"))
    ended = command("read", tmp_path, "--jobs", 1)
    assert ended.exit_code == 1
    named = {line.split(": ")[0].removeprefix(f"{tmp_path}{os.sep}") for line in ended.stderr.splitlines()}
    assert set(BRIEFINGS) - named == set()
    assert {line.split(": ")[0] for line in ended.stdout.splitlines()} == {*WILD, "fine.txt"} - named
    assert all(name in ended.stderr.splitlines()[-2] for name in passed_over)
    assert "Traceback" not in ended.output and "\x1b" not in ended.output


@pytest.mark.parametrize("name", BRIEFINGS)
def test_a_hostile_briefing_is_refused_in_one_line_that_names_it(name: str, tmp_path: Path) -> None:
    put(tmp_path, {name: BRIEFINGS[name]})
    ended = command("read", tmp_path / name)
    assert ended.exit_code == 2 and ended.stderr.count("\n") == 1 and name in ended.stderr, ended.output
    assert "our mistake" not in ended.stderr


class Runs(HTMLParser):
    """Collects what a browser would run."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "iframe", "object", "embed", "base", "link", "svg"):
            self.found.append(tag)
        self.found += [f"{tag} {name}={value}" for name, value in attrs
                       if name.startswith("on") or "javascript:" in (value or "")]  # fmt: skip


@pytest.mark.parametrize("name", ["scripts.txt", "formulas.txt", "controls.txt", "quotes.txt"])
def test_nothing_of_a_hostile_text_runs_on_a_page_or_in_an_explorer(name: str, tmp_path: Path) -> None:
    put(tmp_path, {name: WILD[name]})
    briefing = load_briefing(tmp_path / name)
    shown = [key_page(briefing), text_page(briefing), explore_quotes(briefing)._repr_html_()]
    shown += [worksheet_page(briefing, lesson) for lesson in find_lessons()[:4]]
    shown += [quote._repr_html_() for quote in briefing.quotes]
    for html in shown:
        browser = Runs()
        browser.feed(html)
        assert browser.found == []


def test_a_name_with_line_breaks_and_direction_marks_is_printed_written_out(tmp_path: Path) -> None:
    put(tmp_path, {"a\nb\u202etxt.txt": "The mayor said no.", "c\n\u202e.txt": ""})
    ended = command("read", tmp_path, "--jobs", 1)
    assert r"a\nb\u202etxt.txt: " in ended.stdout and "\u202e" not in ended.output, ended.output
    alone = command("read", tmp_path / "c\n\u202e.txt")
    assert r"\u202e.txt is empty" in alone.stderr and alone.stderr.count("\n") == 1


def test_a_folder_names_what_it_passes_over_and_says_nothing_of_locks_and_of_our_own(tmp_path: Path) -> None:
    put(tmp_path, {"fine.txt": "The mayor said no.", "old.doc": "x", "rich.RTF": "x", "README": "x",
                   "~$fine.docx": "x", ".hidden.doc": "x", "fine.corrections.toml": ""})  # fmt: skip
    assert command("key", "--briefing", tmp_path, "--out", tmp_path / "keys").exit_code == 0
    assert (
        command("read", tmp_path, "--jobs", 1, "--format", "csv", "--out", tmp_path / "f.csv").exit_code == 0
    )
    ended = command("read", tmp_path, "--jobs", 1)
    assert ended.stdout.startswith("fine.txt: ") and ended.stdout.count("\n") == 1
    assert ended.stderr.splitlines() == [
        "Passed over, for they may be no texts: README, old.doc, rich.RTF.",
        "1 of 1 briefings done.",
    ]
