"""Any file a teacher brings is read, or refused in one sentence that says what to do."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document as new_docx
from pypdf import PdfWriter

from briefing_lessons.errors import BriefingError
from briefing_lessons.reading import parse_source, read_source, source_from_bytes, source_from_text
from briefing_lessons.reading.files import MAX_LINE, MAX_TEXT

TALK = "MS LEE: It’s open.\nQUESTION: Since when?\nMS LEE: Since “noon”.\n"


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32"),
        ("cp1252", "cp1252"),
    ],
)
def test_an_encoding_is_found_by_evidence(encoding: str, named: str) -> None:
    source = source_from_bytes(TALK.encode(encoding), "talk.txt")
    assert (source.text, source.encoding) == (TALK, named)


def test_a_guessed_encoding_is_said() -> None:
    assert "Windows-1252" in source_from_bytes(TALK.encode("cp1252"), "talk.txt").warnings[0]
    assert source_from_bytes(TALK.encode(), "talk.txt").warnings == ()


def test_bytes_that_windows_1252_leaves_undefined_are_kept() -> None:
    assert (
        source_from_bytes(b"Na\x93me\x94 \x81 and more words", "a.txt").text == "Na“me” \x81 and more words"
    )


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
        ("not.pdf", b"just words", "is not a PDF file"),
        ("not.docx", b"just words", "is not a Word file"),
        ("broken.pdf", b"%PDF-1.4\nnothing here", "cannot be read as PDF"),
        ("broken.docx", b"PK\x03\x04nothing here", "is damaged"),
        ("page.html", b"<html><body><script>words()</script></body></html>", "holds no words"),
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


def test_five_megabytes_are_read() -> None:
    talk = "MS LEE: " + "We meet on the bridge at noon. " * 40 + "\nQUESTION: Which bridge?\n"
    document = parse_source(source_from_text(talk * 4_000))
    assert len(document.text) > 5_000_000
    assert len(document.turns) == 8_000


def word_file(*paragraphs: tuple[str, str]) -> bytes:
    document = new_docx()
    for style, words in paragraphs:
        if style == "label":
            label, _, speech = words.partition("|")
            paragraph = document.add_paragraph()
            paragraph.add_run(label).bold = True
            paragraph.add_run(speech)
        else:
            document.add_paragraph(words, style=style or None)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_a_word_file_is_read_with_its_headings_and_bold_labels() -> None:
    data = word_file(
        ("Heading 1", "Briefing on the bridge"),
        ("label", "Ana Brandt| The bridge is open."),
        ("label", "Reporter| Since when?"),
        ("label", "Ana Brandt| Since noon."),
        ("label", "Reporter| Thank you."),
    )
    document = parse_source(source_from_bytes(data, "talk.docx"))
    assert [heading.text for heading in document.headings] == ["Briefing on the bridge"]
    assert [(turn.speaker, turn.role) for turn in document.turns] == [
        ("Ana Brandt", "answer"), (None, "question"), ("Ana Brandt", "answer"), (None, "question"),
    ]  # fmt: skip
    assert document.text.splitlines()[1] == "Ana Brandt The bridge is open."


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


def pdf_file(pages: list[list[str]], password: str = "") -> bytes:
    """Write the smallest PDF that shows some lines."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for lines in pages:
        shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
        stream = f"BT /F1 12 Tf 60 700 Td {shown} ET" if lines else ""
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
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


def test_the_text_layer_of_a_pdf_is_read_across_pages() -> None:
    document = parse_source(source_from_bytes(pdf_file(PAGES), "talk.pdf"))
    assert [(turn.speaker, turn.role) for turn in document.turns] == [
        ("Adu", "answer"), (None, "question"), ("Adu", "answer"),
    ]  # fmt: skip
    assert [span.text.strip("\f") for span in document.boilerplate] == ["Lake Office, 3 May 2031"] * 2


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
