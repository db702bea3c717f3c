"""Any file a teacher brings is read, or refused in one sentence that says what to do."""

from __future__ import annotations

import gc
import io
import os
import re
import time
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from pypdf import PdfWriter

from briefing_lessons import Briefing, count_words
from briefing_lessons.errors import BriefingError
from briefing_lessons.reading import parse_source, read_source, source_from_bytes, source_from_text
from briefing_lessons.reading.files import MAX_LINE, MAX_TEXT
from briefing_lessons.reading.formats import pdf

TALK = "MS LEE: It’s open.\nQUESTION: Since when?\nMS LEE: Since “noon”.\n"


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16le"),
        ("utf-32", "utf-32le"),
        ("cp1252", "cp1252"),
    ],
)
def test_an_encoding_is_found_by_evidence(encoding: str, named: str) -> None:
    source = source_from_bytes(TALK.encode(encoding), "talk.txt")
    assert (source.text, source.encoding) == (TALK, named)


def test_a_guessed_encoding_is_said() -> None:
    assert "Windows-1252" in source_from_bytes(TALK.encode("cp1252"), "talk.txt").warnings[0]
    assert source_from_bytes(TALK.encode(), "talk.txt").warnings == ()


@pytest.mark.parametrize("byte", [0x81, 0x8D, 0x8F, 0x90, 0x9D])
def test_bytes_that_windows_1252_leaves_undefined_are_kept(byte: int) -> None:
    read = source_from_bytes(b"Na\x93me\x94 " + bytes([byte]) + b" and more words", "a.txt").text
    assert read == f"Na“me” {chr(byte)} and more words"


def test_damaged_utf_8_stays_utf_8() -> None:
    source = source_from_bytes(("Straße und Brücke, naïve café. " * 9).encode() + b"\xe2\x80", "a.txt")
    assert source.encoding == "utf-8"
    assert source.text.startswith("Straße und Brücke")
    assert "damaged" in source.warnings[0]


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\n"])
def test_every_line_end_becomes_a_line_feed(newline: str) -> None:
    assert source_from_bytes(TALK.replace("\n", newline).encode(), "talk.txt").text == TALK


def test_nulls_in_a_text_are_kept_in_place() -> None:
    document = parse_source(source_from_bytes(b"MS LEE: Yes.\0\nQUESTION: No?\n", "talk.txt"))
    assert [turn.label for turn in document.turns] == ["MS LEE:", "QUESTION:"]


def archive(member: str, words: str = "x") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr(member, words)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b" \n\t\r\n", "is empty"),
        ("mark.txt", b"\xef\xbb\xbf", "is empty"),
        ("dashes.txt", b"---- *** ----", "holds no words"),
        ("program.txt", bytes(range(256)) * 20, "is not a text"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "is a picture"),
        ("old.doc", b"\xd0\xcf\x11\xe0" + b"\0" * 50, "old Word"),
        ("rich.txt", b"{\\rtf1 hello}", "rich-text"),
        ("not.pdf", b"just words", "cannot be read as PDF"),
        ("not.docx", b"just words", "no Word file"),
        ("broken.pdf", b"%PDF-1.4\nnothing here", "cannot be read as PDF"),
        ("broken.docx", b"PK\x03\x04nothing here", "is damaged"),
        ("page.html", b"<html><body><script>words()</script></body></html>", "holds no words"),
        (
            "talk.odt",
            archive("mimetype", "application/vnd.oasis.opendocument.text"),
            "is an OpenDocument file",
        ),
        ("talk.xlsx", archive("xl/workbook.xml"), "is an Excel file"),
        ("talk.pptx", archive("ppt/presentation.xml"), "is a PowerPoint file"),
        ("talk.epub", archive("META-INF/container.xml"), "is an e-book"),
        (
            "talk.mht",
            b"From: <Saved by Wave>\r\nSubject: The pier\r\nMIME-Version: 1.0\r\n\r\nx",
            "saved as one file",
        ),
        ("talk.txt", b'[\n {"speaker": "Lee", "text": "Yes."}\n]', "is data for programs"),
        ("talk.json", b"[1, 2]", "is data for programs"),
        ("talk.py", b"print('Good morning.')", "is source code"),
        ("talk.txt", b"#!/bin/sh\necho yes", "is source code"),
        ("shop.csv", b"name,price\nhat,4\ncoat,9\n", "is a table without a column for who speaks"),
        (
            "people.csv",
            b"name,address\nAna Ruiz,4 Long Pier\nBo Lund,9 Old Ferry Street\n",
            "is a table without",
        ),
        ("empty.csv", b'""\n', "is a table without"),
        ("words.csv", b"just words", "is a table without a column for who speaks"),
        ("talk.srt", b"Good morning.", "is not a caption file"),
        ("long.txt", b"word " * (MAX_TEXT // 5 + 1), "is too long"),
        ("line.txt", b"x" * (MAX_LINE + 1), "has a line of"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(name: str, data: bytes, words: str) -> None:
    with pytest.raises(BriefingError, match=words) as refusal:
        parse_source(source_from_bytes(data, name))
    assert name in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BriefingError, match="was not found"):
        read_source(tmp_path / "missing.txt")
    with pytest.raises(BriefingError, match="is a folder"):
        read_source(tmp_path)
    with pytest.raises(BriefingError, match=r"cannot be opened|was not found"):
        read_source("a\0b.txt")


@pytest.mark.parametrize("address", ["https://example.org/briefing.html", "www.example.org"])
def test_a_web_address_is_told_from_a_missing_file(address: str) -> None:
    with pytest.raises(BriefingError, match="is a web address"):
        read_source(address)


@pytest.mark.parametrize(
    "start",
    ["[Laughter.] Yes, thank you.", "#1 Roads", "{Applause}", "MIME is a pantomime.", "ID card: none"],
)
def test_a_text_that_begins_like_something_else_is_still_a_text(start: str) -> None:
    assert source_from_bytes(start.encode(), "talk.txt").text == start


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes that look like files")
def test_only_regular_files_are_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "talk.txt")
    (tmp_path / "endless.txt").symlink_to("/dev/zero")
    for name in ("talk.txt", "endless.txt"):
        with pytest.raises(BriefingError, match="is no ordinary file"):
            read_source(tmp_path / name)


def test_a_file_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(60_000_000)
    with pytest.raises(BriefingError, match="too large"):
        read_source(path)


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TALK.encode())))
    assert read_source("-").text == TALK


def test_a_pasted_text_is_unchanged_but_for_line_ends() -> None:
    assert source_from_text("\ufeffMS LEE: Yes.\r\n  \tNo.").text == "MS LEE: Yes.\n  \tNo."
    with pytest.raises(BriefingError, match="is empty"):
        source_from_text("  \n ")


def test_a_line_of_200_000_characters_is_read() -> None:
    words = "MS LEE: " + "We meet on the bridge. " * 8_700
    assert parse_source(source_from_text(words)).turns[0].speaker == "Lee"


@pytest.mark.slow
def test_five_megabytes_are_read() -> None:
    talk = "MS LEE: " + "We meet on the bridge at noon. " * 40 + "\nQUESTION: Which bridge?\n"
    document = parse_source(source_from_text(talk * 4_000))
    assert len(document.text) > 5_000_000
    assert len(document.turns) == 8_000


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
STYLES = (
    '<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="Frage"><w:name w:val="Frage"/><w:basedOn w:val="H1"/></w:style>'
    '<w:style w:styleId="T"><w:name w:val="Title"/></w:style>'
    '<w:style w:styleId="Fett"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
)


def run(words: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r>"


def paragraph(*runs: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/><w:tabs><w:tab/></w:tabs></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def word_file(*body: str, **parts: str) -> bytes:
    """Write the smallest Word file with these elements in its body; `parts` are its other parts, by name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(
            "word/document.xml", f"<w:document {W} {MC}><w:body>{''.join(body)}</w:body></w:document>"
        )
        archive.writestr("word/styles.xml", f"<w:styles {W}>{STYLES}</w:styles>")
        for name, xml in parts.items():
            path = "docProps/core.xml" if name == "core" else f"word/{name}.xml"
            archive.writestr(path, f"<w:part {W}>{xml}</w:part>")
    return stream.getvalue()


def word_text(*body: str, **parts: str) -> str:
    return source_from_bytes(word_file(*body, **parts), "talk.docx").text


def test_of_a_web_page_only_what_is_bold_is_called_bold() -> None:
    source = source_from_bytes(b"<p>One <b>two <i>three</i></b> four</p><p>five</p>", "page.html")
    assert [source.text[hint.start : hint.end] for hint in source.hints] == ["two three"]


def test_a_word_file_is_read_with_its_headings_and_bold_labels() -> None:
    bold = "<w:b/>"
    data = word_file(
        paragraph(run("Briefing on the bridge"), style="Frage"),
        paragraph(run("Ana ", bold), run("Brandt", '<w:rStyle w:val="Fett"/>'), run(" The bridge is open.")),
        paragraph(run("Reporter", bold), run(" Since when?")),
        paragraph(run("Ana Brandt", bold), run(" Since noon.")),
        paragraph(run("Reporter", bold), run(" Thank you.", '<w:b w:val="0"/>')),
    )
    document = parse_source(source_from_bytes(data, "talk.docx"))
    assert [heading.text for heading in document.headings] == ["Briefing on the bridge"]
    assert [(turn.speaker, turn.role) for turn in document.turns] == [
        ("Ana Brandt", "answer"), (None, "question"), ("Ana Brandt", "answer"), (None, "question"),
    ]  # fmt: skip
    assert document.text.splitlines()[1] == "Ana Brandt The bridge is open."


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        (f"<w:ins>{run('The ')}</w:ins>{run('pier')}", "The pier"),
        (f"<w:del><w:r><w:delText>Old </w:delText></w:r></w:del>{run('pier')}", "pier"),
        (f"<w:moveFrom>{run('away ')}</w:moveFrom><w:moveTo>{run('here')}</w:moveTo>", "here"),
        (f"{run('Seen')}{run(' unseen', '<w:vanish/>')}", "Seen"),
        (f"<w:sdt><w:sdtContent>{run('chosen')}</w:sdtContent></w:sdt>", "chosen"),
        (f"<w:smartTag><w:smartTag>{run('Port Salu')}</w:smartTag></w:smartTag>", "Port Salu"),
        (f"<w:hyperlink>{run('the report')}</w:hyperlink>", "the report"),
        (f"<w:fldSimple w:instr='DATE'>{run('3 May')}</w:fldSimple>", "3 May"),
        (f"<w:r><w:instrText>PAGE</w:instrText></w:r>{run('4')}", "4"),
        ("<w:r><w:t>ONE</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t></w:r>", "ONE\ttwo\nthree"),
    ],
)  # fmt: skip
def test_what_word_shows_in_a_paragraph_is_read_and_nothing_else(shown: str, text: str) -> None:
    assert word_text(paragraph(shown)) == text


def test_blocks_tables_and_boxes_are_read_in_their_order_and_once() -> None:
    box = f"<w:txbxContent>{paragraph(run('In the box'))}</w:txbxContent>"
    both = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    cell = "<w:tc>{}</w:tc>".format
    inner = f"<w:tbl><w:tr>{cell(paragraph(run('inner')))}</w:tr></w:tbl>"
    cells = cell(paragraph(run("left")) + inner) + cell(paragraph(run("right")))
    words = word_text(
        f"<w:sdt><w:sdtContent>{paragraph(run('First'))}</w:sdtContent></w:sdt>",
        paragraph(f"<w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r>", run("Beside the box")),
        f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>",
        paragraph(run("Last")),
    )
    assert words.split("\n") == ["First", "Beside the box", "In the box", "left", "inner", "right", "Last"]


def test_a_wholly_inserted_turn_is_a_turn() -> None:
    lines = ["MS LEE: It is open.", "QUESTION: Since when?", "MS LEE: Since noon."]
    body = [
        paragraph(f"<w:ins>{run(line)}</w:ins>" if line.startswith("QUESTION") else run(line))
        for line in lines
    ]
    document = parse_source(source_from_bytes(word_file(*body), "talk.docx"))
    assert [turn.role for turn in document.turns] == ["answer", "question", "answer"]


def test_a_footnote_stands_below_its_paragraph_and_is_no_speech() -> None:
    source = source_from_bytes(
        word_file(
            paragraph(run("MS LEE: It is open."), '<w:r><w:footnoteReference w:id="2"/></w:r>'),
            paragraph(run("QUESTION: Since when?")),
            paragraph(run("MS LEE: Since noon.")),
            footnotes=f'<w:footnote w:id="2">{paragraph(run("Since March."))}</w:footnote>',
        ),
        "talk.docx",
    )
    assert source.text.split("\n")[:2] == ["MS LEE: It is open.", "[Footnote 1: Since March.]"]
    roles = [line.role for line in parse_source(source).lines]
    assert roles[1] == "stage"


def test_what_is_left_out_of_a_word_file_is_named() -> None:
    source = source_from_bytes(
        word_file(
            paragraph(run("It is open."), f"<w:del>{run('not')}</w:del>", "<w:r><w:commentReference/></w:r>"),
            header1=paragraph(run("Lake Office, draft")),
            footer1=paragraph(run("7")),
        ),
        "talk.docx",
    )
    assert source.text == "It is open."
    assert source.warnings == (
        "Not in the text: deleted passages (1), comments (1), the header or footer “Lake Office, draft”. "
        "Copy into it what you need.",
    )


def test_the_title_of_a_word_file_is_its_own_or_none() -> None:
    core = "<dc:title xmlns:dc='d'>{}</dc:title>"
    body = paragraph(run("It is open."))
    assert source_from_bytes(word_file(body), "a.docx").title is None
    assert source_from_bytes(word_file(body, core=core.format("Word Document")), "a.docx").title is None
    assert source_from_bytes(word_file(body, core=core.format("The bridge")), "a.docx").title == "The bridge"
    titled = word_file(paragraph(run("On the pier"), style="T"), body, core=core.format("The bridge"))
    assert source_from_bytes(titled, "a.docx").title == "On the pier"


def test_a_document_type_in_a_word_file_is_not_opened() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(
            "word/document.xml", '<!DOCTYPE d [<!ENTITY x "xx">]><d><p><r><t>&x;</t></r></p></d>'
        )
    with pytest.raises(BriefingError, match="is damaged or no Word file"):
        source_from_bytes(stream.getvalue(), "a.docx")


def test_a_deeply_nested_word_file_is_read() -> None:
    assert word_text("<w:sdt>" * 20_000, paragraph(run("Deep words.")), "</w:sdt>" * 20_000) == "Deep words."


def test_ligatures_and_hyphens_at_line_ends_hide_no_word() -> None:
    talk = (
        "MS LEE: The oﬃce says that the long-\nterm plan of the ferry compa-\nny is a co-\noperation, and\n"
        "that Ms Mbeki-\nRoy of the of\u00adfice conﬁrmed it.\n\n"
        "QUESTION: Which oﬃce?\n\nMS LEE: The ﬁrst oﬃce."
    )
    briefing = Briefing(parse_source(source_from_text(talk)))
    counts = count_words(briefing)
    assert (counts["office"], counts["company"], counts["cooperation"]) == (4, 1, 1)
    assert (counts["long"], counts["term"], counts["roy"], counts["first"]) == (1, 1, 1, 1)
    tokens = Counter(token.norm for token in briefing.tokens)
    assert set(tokens - counts) == {"MS", "LEE", "QUESTION"}  # the labels
    assert briefing.text == talk
    found = {token.norm: token.text for token in briefing.tokens}
    assert (found["company"], found["first"]) == ("compa-\nny", "ﬁrst")


def test_a_quotation_with_ligatures_is_found_where_it_stands() -> None:
    text = (
        "The oﬃce opened in March. “We will ﬁnd a boat,” said Per Lund, who conﬁrmed that the oﬃce is open."
    )
    briefing = Briefing(parse_source(source_from_text(text)))
    assert [quote.text for quote in briefing.quotes] == ["“We will ﬁnd a boat,”", "the oﬃce is open"]
    assert [quote.attribution.speaker for quote in briefing.quotes if quote.attribution] == ["Per Lund"] * 2


def test_the_title_of_a_page_is_never_its_program() -> None:
    page = "<html><head><title>{}</title></head><body><p>TOWN COUNCIL</p><p>MS LEE: Yes.</p></body></html>"
    for program in ("Created by Pager 3 (HTML Version)", "Untitled Document", "Microsoft Word - talk.doc"):
        assert source_from_bytes(page.format(program).encode(), "a.html").title is None
    assert source_from_bytes(page.format("The pier is open").encode(), "a.html").title == "The pier is open"


def captions(*shown: str, pause: int = 0) -> bytes:
    """Write captions of two seconds each."""
    times = ((number * (2 + pause), number * (2 + pause) + 2) for number in range(len(shown)))
    cues = (f"00:{s // 60:02}:{s % 60:02}.000 --> 00:{e // 60:02}:{e % 60:02}.000" for s, e in times)
    return ("WEBVTT\n\n" + "\n\n".join(map("\n".join, zip(cues, shown, strict=True)))).encode()


def turns_of(data: bytes, name: str = "talk.vtt") -> list[tuple[str, str | None, str]]:
    document = parse_source(source_from_bytes(data, name))
    return [
        (turn.label, turn.speaker, " ".join(document.text[turn.body_start : turn.body_end].split()))
        for turn in document.turns
    ]


@pytest.mark.parametrize(
    ("shown", "turns"),
    [
        (
            ("<v Ana Ruiz>\nIt is open.", "<v Reporter>\nSince when?", "and for whom?", "<v Ana Ruiz>Noon."),
            [
                ("Ana Ruiz:", "Ana Ruiz", "It is open."), ("Reporter:", None, "Since when? and for whom?"),
                ("Ana Ruiz:", "Ana Ruiz", "Noon."),
            ],
        ),
        (
            ("<v.loud reporter>Is it open? <v Bo Lund, Harbour Chief>Yes.",),
            [("reporter:", None, "Is it open?"), ("Bo Lund, Harbour Chief:", "Bo Lund", "Yes.")],
        ),
        (
            ("(Ana)\nIt is open.", "(reporter)\nSince when?", "(Ana)\nSince noon."),
            [
                ("(Ana)", "Ana", "It is open."), ("(reporter)", None, "Since when?"),
                ("(Ana)", "Ana", "Since noon."),
            ],
        ),
        (
            ("&gt;&gt; The ferry", "is late. >> How late?", ">> Three weeks."),
            [(">>", None, "The ferry is late."), (">>", None, "How late?"), (">>", None, "Three weeks.")],
        ),
        (
            ("Good evening.", ">> How late?", ">> Three weeks."),
            [("", None, "Good evening."), (">>", None, "How late?"), (">>", None, "Three weeks.")],
        ),
        (
            ("- Is it open?\n- It is.", "- Since when?\n- Since noon\n- as we said - yes."),
            [("-", None, "Is it open?"), ("-", None, "It is."), ("-", None, "Since when?"),
             ("-", None, "Since noon - as we said - yes.")],
        ),
    ],
)  # fmt: skip
def test_captions_say_who_speaks(shown: tuple[str, ...], turns: list[tuple[str, str | None, str]]) -> None:
    assert turns_of(captions(*shown)) == turns


def test_a_voice_typed_in_every_caption_is_one_turn_and_may_be_a_room() -> None:
    talk = (
        "Ana Ruiz: Is the",
        "Ana Ruiz: pier open?",
        "Room 2: It is.",
        "Room 2: Since: May.",
        "Ana Ruiz: So.",
    )
    cues = "".join(f"00:0{at}.000 --> 00:0{at + 1}.000\n{words}\n\n" for at, words in enumerate(talk))
    document = parse_source(source_from_bytes(f"WEBVTT\n\n{cues}".encode(), "talk.vtt"))
    assert [turn.label for turn in document.turns] == ["Ana Ruiz:", "Room 2:", "Ana Ruiz:"]
    assert document.turns[1].text.endswith("Since: May.")


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        (("the town is safe", "town is safe and", "is safe and dry"), "the town is safe\nand\ndry"),
        (("one two", "one two\nthree four", "three four", "three four\nfive"), "one two\nthree four\nfive"),
        (("We", "We will", "We will go"), "We\nwill\ngo"),
        (("No.", "No.", "Not today.", "We said so."), "No.\nNo.\nNot today.\nWe said so."),
        (("we build a pier", "a pier will stand", "ask us"), "we build a pier\na pier will stand\nask us"),
    ],
)  # fmt: skip
def test_rolling_captions_are_joined_once_and_repeated_words_stay(shown: tuple[str, ...], text: str) -> None:
    assert source_from_bytes(captions(*shown), "talk.vtt").text == text


def test_blank_lines_numbers_names_and_notes_of_captions_lose_no_words() -> None:
    page = (
        "WEBVTT - Port Salu, storm briefing\nKind: captions\n\n"
        "NOTE\nNot a record.\n\nSTYLE\n::cue {}\n\nintro\n"
        "00:01.000 --> 00:02.000 align:center\n\nGood morning\n\nto you all.\n\nNOTE pause\n\n2\n"
        "00:02.000 --> 00:03.000\nIn 2031\n\n0:03.000 --> 0:04.000\n400\n\nhouses.\n"
    )
    source = source_from_bytes(page.encode(), "talk.vtt")
    assert source.text == "Good morning\nto you all.\nIn 2031\n400\nhouses."
    assert source.title == "Port Salu, storm briefing"


@pytest.mark.parametrize(
    ("name", "table"),
    [
        (
            "a.csv",
            "start,speaker,text\n0.1,Ana Ruiz,It is open.\n0.2,Ana Ruiz,\"Yes, it is.\"\n"
            "1,Press,Since when?\n2,Ana Ruiz,Since noon.\n",
        ),
        (
            "a.tsv",
            "id\tchamber\tparty\tname\tbody\n1\tTown\tReeds\tAna Ruiz\tIt is open. Yes, it is.\n"
            "2\tTown\t\tPress\tSince when?\n3\tTown\tReeds\tAna Ruiz\tSince noon.\n",
        ),
        ("a.csv", "Ana Ruiz;It is open.\n;Yes, it is.\nPress;Since when?\nAna Ruiz;Since noon.\n"),
        ("a.csv", "It is open. Yes, it is.|Ana Ruiz:\r\nSince when?|Press:\r\nSince noon.|Ana Ruiz:\r\n"),
    ],
)  # fmt: skip
def test_a_table_of_speeches_is_a_transcript(name: str, table: str) -> None:
    assert turns_of(table.encode(), name) == [
        ("Ana Ruiz:", "Ana Ruiz", "It is open. Yes, it is."), ("Press:", None, "Since when?"),
        ("Ana Ruiz:", "Ana Ruiz", "Since noon."),
    ]  # fmt: skip


def test_a_cell_of_300_000_characters_is_read() -> None:
    table = (
        'Ana,"' + "We meet on the bridge. " * 13_000 + '"\nPress,Which bridge is it?\nAna,This one here.\n'
    )
    assert len(turns_of(table.encode(), "a.csv")) == 3


def test_a_zip_bomb_is_not_opened() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w:t>" + b"a" * 30_000_000)
    with pytest.raises(BriefingError, match="far more than a text"):
        source_from_bytes(stream.getvalue(), "bomb.docx")


def test_another_archive_is_not_taken_for_a_word_file() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("talk.txt", TALK)
    with pytest.raises(BriefingError, match="zip archive"):
        source_from_bytes(stream.getvalue(), "talks.zip")
    with pytest.raises(BriefingError, match="not a Word file"):
        source_from_bytes(stream.getvalue(), "talks.docx")


def pdf_file(pages: list[list[str]], password: str = "", fonts: str = "") -> bytes:
    """Write the smallest PDF that shows some lines.

    "18 B words" are 18 points in bold, without them 12 points in roman; `fonts` replaces the fonts.
    """
    face = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica{} >>".format
    fonts = fonts or f"/F1 {face('')} /FB {face('-Bold')}"
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for lines in pages:
        shown = []
        for line in lines:
            parts = re.split(r"(\d+ [BR] )", line) if re.match(r"\d+ [BR] ", line) else ["", "12 R ", line]
            for style, words in zip(parts[1::2], parts[2::2], strict=True):
                size, face_name = style.split()
                shown.append(f"/F{'1' if face_name == 'R' else 'B'} {size} Tf ({words}) Tj")
            shown.append(f"0 -{int(parts[1].split()[0]) + 2} Td")
        stream = f"BT 60 700 Td {' '.join(shown)} ET" if lines else ""
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
            f"/Resources << /Font << {fonts} >> >> >>"
        )
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n"
    out += f"<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out.split('xref')[0])}\n%%EOF"
    if not password:
        return out.encode("latin-1")
    writer = PdfWriter(clone_from=io.BytesIO(out.encode("latin-1")))
    writer.encrypt(password, algorithm="RC4-128")
    stream_out = io.BytesIO()
    writer.write(stream_out)
    return stream_out.getvalue()


PAGES = [
    [
        "Lake Office, 3 May 2031",
        "CHAIR ADU: The lake has fallen by two metres since the spring and the",
        "piers are being",
    ],
    ["Lake Office, 3 May 2031", "moved.", "REPORTER: By whom?", "CHAIR ADU: By hand."],
]


def test_the_line_numbers_of_a_court_are_no_words_of_a_pdf_or_a_text() -> None:
    said = "THE COURT: We are on the/record, and we go/on./MS. RENN: Was it/late, sir?/THE WITNESS: It/was."
    lines = f"{said}/THE COURT: Why?/THE WITNESS: The tide/was low./THE COURT: Thank you.".split("/")
    numbered = [f"{number} {line}" for number, line in enumerate(lines, 1)]
    for data, name in ((pdf_file([numbered]), "a.pdf"), ("\n".join(numbered).encode(), "a.txt")):
        document = parse_source(source_from_bytes(data, name))
        assert document.turns[1].text.split() == ["MS.", "RENN:", "Was", "it", "late,", "sir?"]
        assert any("numbers at the head" in warning for warning in document.coverage.warnings)
    listed = "\n".join(f"{number} Boats of the year" for number in range(1, 13))
    assert parse_source(source_from_bytes(listed.encode(), "a.txt")).text == listed


def test_the_text_layer_of_a_pdf_is_read_across_pages() -> None:
    document = parse_source(source_from_bytes(pdf_file(PAGES), "talk.pdf"))
    assert [(turn.speaker, turn.role) for turn in document.turns] == [
        ("Adu", "answer"), (None, "question"), ("Adu", "answer"),
    ]  # fmt: skip
    assert [span.text.strip("\f") for span in document.boilerplate] == ["Lake Office, 3 May 2031"] * 2


def test_headings_and_title_of_a_pdf_are_told_by_size_and_weight() -> None:
    pages = [
        [
            "20 R Statement by the harbour", "20 R master on the pier", "12 R Port Salu, 3 May 2031",
            "15 R What it costs", "Divers will be paid by the day, and the town will pay for the stone,",
            "12 R as it did before.", "12 B Who pays", "The town pays, and the office pays back what it can.",
        ],
        ["12 B ANA RUIZ 12 R It is open, and it will stay open until the last boat has sailed."],
    ]  # fmt: skip
    source = source_from_bytes(pdf_file(pages), "talk.pdf")
    assert source.title == "Statement by the harbour master on the pier"
    words = {
        h.kind: [source.text[i.start : i.end] for i in source.hints if i.kind == h.kind] for h in source.hints
    }
    assert words["heading"] == [source.title, "What it costs", "Who pays"]
    assert words["bold"] == ["Who pays", "ANA RUIZ"]


def test_a_paragraph_in_large_print_and_a_pdf_all_in_bold_have_no_headings() -> None:
    long = [
        f"16 R We will build the pier, said the harbour master in line {number}, and" for number in range(9)
    ]
    small = ["9 R The town pays for the stone, and the office pays for the divers and for"] * 12
    assert source_from_bytes(pdf_file([[*long, *small]]), "talk.pdf").hints == ()
    bold = ["12 B Short words", "12 B Other words", "12 B And more"]
    assert not [h for h in source_from_bytes(pdf_file([bold]), "talk.pdf").hints if h.kind == "heading"]


def test_running_heads_stand_at_the_edges_of_pages_only() -> None:
    body = [f"The turnout was {number} percent in ward {number + 1}." for number in range(30, 35)]
    said = "MS LEE: We will count the votes again."
    pages = [["Lake Report 3", said, *body, "We count."], ["Lake Report 4", said, body[0], "That is all."]]
    document = parse_source(source_from_bytes(pdf_file(pages), "talk.pdf"))
    assert [span.text.strip("\f") for span in document.boilerplate] == ["Lake Report 3", "Lake Report 4"]


def test_ligatures_of_a_pdf_are_letters_and_one_short_sentence_is_a_text() -> None:
    assert (
        source_from_bytes(pdf_file([["The \\256rst ship sails."]]), "talk.pdf").text
        == "The first ship sails."
    )
    assert source_from_bytes(pdf_file([["Yes."]]), "talk.pdf").text == "Yes."


def test_a_pdf_whose_fonts_name_no_letters_is_refused() -> None:
    names = " ".join(f"/g{number}" for number in range(60))
    font = "/F1 << /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] "
    font += (
        "/CharProcs << >> "
        f"/Encoding << /Type /Encoding /Differences [65 {names}] >> /FirstChar 65 /LastChar 125 /Widths [] >>"
    )
    with pytest.raises(BriefingError, match="which letters its fonts show"):
        source_from_bytes(pdf_file([["ABCDE FGHIJ KLMNO", "PQRST UVWXY"]], fonts=font), "talk.pdf")


def test_pages_are_read_until_the_text_is_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing_lessons.reading.files.MAX_TEXT", 900)
    monkeypatch.setattr("briefing_lessons.reading.formats.pdf.MAX_TEXT", 900)
    read: list[object] = []
    lines = pdf._lines
    monkeypatch.setattr(pdf, "_lines", lambda page: read.append(page) or lines(page))
    with pytest.raises(BriefingError, match="is too long"):
        source_from_bytes(
            pdf_file([["We meet on the bridge at noon, and go on from there."]] * 60), "talk.pdf"
        )
    assert len(read) == 18


def test_a_locked_pdf_is_refused() -> None:
    with pytest.raises(BriefingError, match="locked with a password"):
        source_from_bytes(pdf_file(PAGES, password="secret"), "talk.pdf")


def test_a_scan_says_that_it_is_one() -> None:
    with pytest.raises(BriefingError, match="pictures of pages and no text"):
        source_from_bytes(pdf_file([[], []]), "scan.pdf")


def test_old_pages_typed_in_pre_keep_their_lines() -> None:
    words = (
        "MS. LEE:  The bridge is open, and it has\nbeen open since noon.\n\nQ  Which one?\n\nMS. LEE:  This."
    )
    page = f"<html><body><pre>{words}</pre>"
    document = parse_source(source_from_bytes(page.encode(), "talk.html"))
    assert len(document.turns) == 3
    assert document.paragraphs[0].text == "The bridge is open, and it has\nbeen open since noon."


def test_a_page_framed_in_a_form_and_called_sidebar_is_still_read() -> None:
    words = "".join(
        f"<p>Paragraph {number} of the report, long enough to count as text.</p>" for number in range(9)
    )
    page = f'<html><body><form><div class="content-sidebar-wrap">{words}</div></form></body></html>'
    assert source_from_bytes(page.encode(), "talk.html").text.count("Paragraph") == 9


def test_an_entity_bomb_does_not_grow() -> None:
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;&x;&x;&x;&x;&x;">]>'
    )
    source = source_from_bytes(f"{bomb}<a><p>Words here &y;</p></a>".encode(), "bomb.xml")
    assert len(source.text) < 100


@pytest.mark.slow
def test_deep_nesting_in_xml_takes_no_longer_than_its_length() -> None:
    def seconds(depth: int) -> float:
        page = "<catalogue>" + "<part>" * depth + "Deep words." + "</part>" * depth + "</catalogue>"
        spent = []
        for _ in range(3):  # the least: what a busy machine adds is no part of it
            gc.collect()
            began = time.process_time()
            assert source_from_bytes(page.encode(), "deep.xml").text == "Deep words."
            spent.append(time.process_time() - began)
        return min(spent)

    assert seconds(8_000) < 20 * seconds(1_000) + 0.5


def test_deep_nesting_is_read_without_recursion() -> None:
    page = "<html><body>" + "<div>" * 20_000 + "Deep words." + "</div>" * 20_000
    assert source_from_bytes(page.encode(), "deep.html").text == "Deep words."


@pytest.mark.parametrize(
    "wrapper", ["{}", "\x1b[31m{}\x1b[0m", "\u202e{}\u202c", "<b>{}</b><script>alert(1)</script>"]
)
def test_hostile_words_stay_words(wrapper: str) -> None:
    text = f"MS LEE: {wrapper.format('The bridge')} is open.\nQUESTION: Since when?\n"
    document = parse_source(source_from_text(text))
    assert document.text == text
    assert "<script>" not in document.turns[0]._repr_html_()


@pytest.mark.parametrize("text", ["One.\nTwo.", "One.\nTwo.\n"])
def test_a_final_newline_ends_the_last_line_and_begins_no_other(text: str) -> None:
    document = parse_source(source_from_text(text))
    assert [line.text for line in document.lines] == ["One.", "Two."]
    assert document.text == text


def test_an_empty_line_at_the_end_is_a_line() -> None:
    assert len(parse_source(source_from_text("One.\nTwo.\n\n")).lines) == 3


def test_a_caption_may_have_a_name_and_a_sound_no_speaker() -> None:
    page = (
        "WEBVTT\n\nsound\n00:01.000 --> 00:02.000\n(MUSIC)\n\n"
        "hall\n00:03.000 --> 00:04.000\n>> The bridge is open.\n\n"
        "end\n00:05.000 --> 00:06.000\n>> It may close again.\n"
    )
    document = parse_source(source_from_bytes(page.encode(), "talk.vtt"))
    assert [document.text[turn.body_start : turn.body_end].strip() for turn in document.turns] == [
        "The bridge is open.",
        "It may close again.",
    ]
    assert document.text.split() == "(MUSIC) >> The bridge is open. >> It may close again.".split()


def test_a_note_without_a_blank_line_below_takes_no_caption_with_it() -> None:
    open_, shut = "00:01.000 --> 00:02.000\nIt is open.\n\n", "00:03.000 --> 00:04.000\nIt is shut."
    for shown in (f"{open_}{shut}\n\nNOTE made by hand", f"{open_}NOTE below\n{shut}"):
        source = source_from_bytes(f"WEBVTT\n\n{shown}".encode(), "talk.vtt")
        assert source.text.split("\n") == ["It is open.", "It is shut."]


def test_a_page_that_states_an_encoding_that_nobody_has_is_read_all_the_same() -> None:
    for stated in ("hex", "undefined", "a\0b", "no-such"):
        page = f'<html><head><meta charset="{stated}"></head><body><p>Le café is open.</p></body></html>'
        assert source_from_bytes(page.encode("cp1252"), "page.html").text == "Le café is open."


def test_a_voice_whose_letters_were_lost_is_still_a_turn() -> None:
    shown = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v ??????>Is it open?\n\n"
    shown += "00:03.000 --> 00:04.000\n<v Ana Lee>It is open.\n\n"
    shown += "00:05.000 --> 00:06.000\n<v ??????>Since when?\n"
    document = parse_source(source_from_bytes(shown.encode(), "talk.vtt"))
    assert [turn.label for turn in document.turns] == ["??????:", "Ana Lee:", "??????:"]


def test_a_name_over_two_lines_of_a_table_is_one_label() -> None:
    table = (
        'speaker,text\n"Ana\nRuiz",When does it open?\nOdo Lund,In May.\n"Ana\nRuiz",And why?\nOdo Lund,So.\n'
    )
    document = parse_source(source_from_bytes(table.encode(), "a.csv"))
    assert [turn.speaker for turn in document.turns] == ["Ana Ruiz", "Odo Lund"] * 2


def test_every_typed_line_of_a_block_quotation_is_a_line_of_it() -> None:
    typed = b"<p>Ann Lee wrote:</p><blockquote><pre>\n No, I never did.\n Not once.</pre></blockquote>"
    document = parse_source(source_from_bytes(typed, "page.html"))
    lines = ["No, I never did.", "Not once."]
    assert [paragraph.text for paragraph in document.paragraphs] == ["Ann Lee wrote:", *lines]
    assert [document.text[hint.start : hint.end] for hint in document.source.hints] == lines


def test_a_cell_that_says_it_is_empty_names_nobody_and_an_empty_one_goes_on() -> None:
    table = "n,speaker,text\n1,Ana Ruiz,The quay is open again.\n2,{},{}\n3,Press,Since when is it open?\n"
    table += "4,Ana Ruiz,Since noon today.\n"
    for cell in ("NA", "n/a", "-", "(remark)"):
        turns = turns_of(table.format(cell, "Applause from the boats.").encode(), "a.csv")
        assert [words for *_, words in turns][:2] == ["The quay is open again.", "Since when is it open?"]
    assert len(turns_of(table.format("", "(Applause.)").encode(), "a.csv")) == 3
    goes_on = turns_of(table.format("", "It is wide.").encode(), "a.csv")
    assert goes_on[0][2] == "The quay is open again. It is wide."
    assert turns_of(table.format("Nadia", "It is wide.").encode(), "a.csv")[1][1] == "Nadia"


def test_a_line_inside_a_cell_begins_no_turn() -> None:
    table = (
        'speaker,text\nAna Ruiz,"I wrote it down.\nAnswer: keep it."\nPress,Keep what?\nAna Ruiz,The boat.\n'
    )
    assert len(turns_of(table.encode(), "a.csv")) == 3


def test_somebody_unnamed_speaks_before_the_first_arrow_unless_only_music_is_heard() -> None:
    heard = turns_of(captions("[Music] the river is high", ">> how high is it", ">> four meters"))
    assert heard[0][2] == "[Music] the river is high" and len(heard) == 3
    assert len(turns_of(captions("♪ [Music] ♪", ">> how high is it", ">> four meters"))) == 2
    after = turns_of(captions("[Music]", "the river is high", ">> how high is it", ">> four meters"))
    assert after[0][2] == "the river is high"


def test_captions_that_show_nothing_are_refused() -> None:
    with pytest.raises(BriefingError, match="holds no words"):
        source_from_bytes(b"WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n\n", "talk.vtt")
