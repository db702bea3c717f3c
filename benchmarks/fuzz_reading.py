"""Feed the reader strange input for a long time: no exception but BriefingError, exact offsets, no slow case.

usage: python benchmarks/fuzz_reading.py [--inputs 50000] [--seed 1] [--guided]

Inputs are real and invented fragments of briefings, labels, markup and control characters, glued, repeated,
cut and re-encoded, given to every file format. With --guided, atheris (coverage-guided) chooses the bytes.
Printed: how many inputs were read and refused, and the slowest by time over length.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
import zipfile
from html import escape
from io import BytesIO
from pathlib import Path

from briefing_lessons.errors import BriefingError
from briefing_lessons.reading import Document, parse_source, source_from_bytes, view_of

ROOT = Path(__file__).resolve().parent.parent
ENDINGS = ("txt", "md", "html", "xml", "vtt", "srt", "docx", "pdf", "rss", "csv", "tsv", "")
SCRAPS = (
    "MR. LEE: ", "QUESTION: ", "Q    ", "Q\u00a0\u00a0 ",
    "A. ", "CHAIR ADU.  ", "Ana Ruiz (12:40): ", "[00:01:02] ", "Question (off mike): ",
    "**Dr Nand:** ", "# Heading\n", "## \n", "---\n", "title: x\n", "\n", "\n\n",
    "\f", "\r\n", "\r", "\0", "\u2028", "\u202e", "\ufeff", "\x1b[31m",
    "“Yes,” ", "‘no’ ", '"', "'", "«oui»", "(Laughter.)",
    "[ends]\n", "Page 3 of 27\n", "ob-\nserved ", "Mbeki-\nRoy ", "12 May 2031\n", "12:41 P.M.\n",
    "<p>", "</p>", "<b>", "<script>x</script>", "<![CDATA[", "]]>",
    "&amp;", "&#x1F600;", "<pre>", "<div class='menu'>", "<item><title>", "</title>",
    "WEBVTT\n\n", "00:00:01.000 --> 00:00:02.000\n", "00:00:01,000 --> 00:00:02,000\n", "<v Ana>", "1\n",
    "記者：", "Вопрос: ", "é", "ß", "😀", "\ud7ff",
    "SAINT-AUBIN, Nov. 3 (Wire) — ", "said Lee. ", "The President: ", "THE PRESIDENT: ", "MODERATOR\n",
    "- ", "* ", "1. ", "Subject:\n", "Date: ", "Ana Ruiz,Is it open?\n", "Bo;Yes, it is.\n", "\t",
    ",", ";", '""', "|", "NOTE\n", "(Ana)\n", ">> ", "- Yes.\n", "[SPEAKER_00] ", "com-\npany ", "ﬁ",
    "\u00ad", "00:00:02.000 --> ", "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>", "</w:t>", "<w:del>",
    "</w:del>", "<w:tbl>", "<w:br/>", "<w:ins>", "<w:rPr><w:b/><w:vanish/></w:rPr>", "<w:txbxContent>",
    "<w:footnoteReference w:id='1'/>", "<!DOCTYPE a>", "</w:rPr>",
)  # fmt: skip


def word_file(text: str) -> bytes:
    """Return a Word file with the elements of `text`, each closed at the end of the body at the latest."""
    opened: list[str] = []
    body = ""
    for piece in re.split(r"(</?w:[^<>]*>)", text):
        name = piece.strip("</>").partition(" ")[0]
        if piece.startswith("</w:"):
            while name in opened:
                last = opened.pop()
                body += f"</{last}>"
                if last == name:
                    break
        elif piece.startswith("<w:"):
            body += piece
            if not piece.endswith("/>"):
                opened.append(name)
        else:
            body += escape(re.sub(r"[^\t\n\x20-\ud7ff]", "", piece))
    body += "".join(f"</{name}>" for name in reversed(opened))
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document xmlns:w='w'>{body}</w:document>")
        archive.writestr("word/footnotes.xml", "<a xmlns:w='w'><w:footnote w:id='1'><w:p/></w:footnote></a>")
    return packed.getvalue()


def seeds() -> list[str]:
    """Return the briefings and fixtures of this repository, and the shared transcripts where they are."""
    folders = [
        ROOT / "seeds",
        ROOT / "tests" / "fixtures" / "layouts",
        ROOT.parent / "shared" / "transcripts",
    ]
    files = sorted(
        path for folder in folders if folder.is_dir() for path in folder.rglob("*") if path.is_file()
    )
    return [path.read_bytes().decode("utf-8", "replace") for path in files if path.stat().st_size < 150_000]


def make(rng: random.Random, texts: list[str]) -> tuple[bytes, str]:
    """Return one strange file and its name."""
    parts = []
    for _ in range(rng.choice((1, 2, 5, 12, 30))):
        kind = rng.random()
        if kind < 0.45:
            parts.append(rng.choice(SCRAPS) * rng.choice((1, 1, 1, 2, 40)))
        elif kind < 0.9:
            text = rng.choice(texts)
            at = rng.randrange(max(1, len(text)))
            parts.append(text[at : at + rng.choice((3, 40, 200, 1500))])
        else:
            parts.append(
                "".join(chr(rng.choice((rng.randrange(32, 127), rng.randrange(0xD7FF)))) for _ in range(9))
            )
    text = "".join(parts)
    ending = rng.choice(ENDINGS)
    if ending == "docx" and rng.random() < 0.8:
        return word_file(text), "x.docx"
    data = text.encode(rng.choice(("utf-8", "utf-8", "utf-8", "utf-16", "cp1252", "latin-1")), "replace")
    if rng.random() < 0.2 and data:
        changed = bytearray(data)
        for _ in range(rng.randrange(1, 6)):
            changed[rng.randrange(len(changed))] = rng.randrange(256)
        data = bytes(changed)
    return data, f"x.{ending}"


def check(document: Document) -> None:
    """Raise AssertionError unless spans are exact, lines cover the text, turns and views hold together."""
    text = document.text
    assert "\n".join(line.text for line in document.lines) == text.removesuffix("\n")
    spans = (
        *document.headings,
        *document.sections,
        *document.paragraphs,
        *document.turns,
        *document.boilerplate,
    )
    assert all(text[span.start : span.end] == span.text for span in spans)
    for before, after in zip(document.turns, document.turns[1:], strict=False):
        assert before.end <= after.start
    for turn in document.turns:
        assert turn.start <= turn.body_start <= turn.body_end <= turn.end
    for before_p, after_p in zip(document.paragraphs, document.paragraphs[1:], strict=False):
        assert before_p.end <= after_p.start
    for paragraph in document.paragraphs:
        view = view_of(document, paragraph)
        start, end = view.source_span(0, len(view.text))
        assert (start, end) == (paragraph.start, paragraph.end)
    assert document.coverage.placed + len(document.coverage.unplaced) == document.coverage.lines


def try_one(data: bytes, name: str) -> bool:
    """Read one input; return whether it was read, not refused."""
    try:
        document = parse_source(source_from_bytes(data, name))
    except BriefingError:
        return False
    check(document)
    return True


def run(inputs: int, seed: int) -> int:
    """Try `inputs` random inputs; return the exit status."""
    rng, texts = random.Random(seed), seeds()
    read = failed = 0
    slow: list[tuple[float, int, int]] = []
    began = time.perf_counter()
    for number in range(inputs):
        data, name = make(rng, texts)
        start = time.process_time()
        try:
            read += try_one(data, name)
        except Exception as error:
            failed += 1
            Path(f"fuzz-{number}-{name}").write_bytes(data)
            print(f"input {number} ({name}, {len(data)} bytes): {type(error).__name__}: {error}", flush=True)
        slow.append(((time.process_time() - start) / max(500, len(data)), len(data), number))
    slow.sort(reverse=True)
    print(
        f"{inputs} inputs in {time.perf_counter() - began:.0f} s: "
        f"{read} read, {inputs - read - failed} refused, {failed} failed"
    )
    for cost, length, number in slow[:5]:
        print(f"  {cost * 1e6:.1f} µs a byte: input {number} of {length} bytes")
    half = sorted(cost for cost, length, _ in slow if length > 2000)
    if half:
        middle = half[len(half) // 2] * 1e6
        print(f"  median {middle:.1f} µs a byte over {len(half)} inputs of more than 2,000 bytes")
    return bool(failed)


def run_guided(inputs: int) -> None:
    """Let atheris choose the bytes by the code they reach."""
    import atheris

    with atheris.instrument_imports(include=["briefing_lessons.reading"]):
        for module in [name for name in sys.modules if name.startswith("briefing_lessons")]:
            del sys.modules[module]
        import briefing_lessons.reading as reading
        from briefing_lessons.errors import BriefingError as Refusal

    def one(data: bytes) -> None:
        name = f"x.{ENDINGS[data[0] % len(ENDINGS)]}" if data else "x.txt"
        try:
            document = reading.parse_source(reading.source_from_bytes(data[1:], name))
        except Refusal:
            return
        check(document)

    corpus = Path("/tmp/fuzz-corpus")
    corpus.mkdir(exist_ok=True)
    for number, text in enumerate(seeds()):
        (corpus / str(number)).write_bytes(bytes([number % len(ENDINGS)]) + text[:4000].encode())
    atheris.Setup([sys.argv[0], f"-atheris_runs={inputs}", "-max_len=5000", "-timeout=10", str(corpus)], one)
    atheris.Fuzz()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--inputs", type=int, default=50_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--guided", action="store_true")
    options = parser.parse_args()
    if options.guided:
        run_guided(options.inputs)
    else:
        sys.exit(run(options.inputs, options.seed))
