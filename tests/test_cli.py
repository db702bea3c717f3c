"""The command: what it prints, the status it ends with, and its one line when something is wrong."""

import contextlib
import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefing_lessons import parse_briefing
from briefing_lessons.command.cli import main
from briefing_lessons.command.report import summary
from briefing_lessons.files import data_folder
from command_line import runner

TRANSCRIPT = data_folder("seeds") / "000_95b79719e875266d.txt"
COMMAND = [sys.executable, "-m", "briefing_lessons"]


def command(
    *words: str | Path, stdin: bytes = b"", cwd: Path | None = None, **env: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the command here, or in a process of its own where its environment is another or it starts some."""
    given = list(map(str, words))
    if not env and given[0] in ("read", "key", "card", "collect", "--version"):
        with contextlib.chdir(cwd or Path.cwd()):
            ended = runner().invoke(main, given, input=stdin, prog_name="briefing-lessons")
        return subprocess.CompletedProcess(given, ended.exit_code, ended.stdout_bytes, ended.stderr_bytes)
    return subprocess.run(
        [*COMMAND, *given], input=stdin, capture_output=True, cwd=cwd, env=os.environ | env, timeout=120
    )


def refused(*words: str | Path, **more: object) -> str:
    """Run the command, assert status 2 and one line on stderr, and return that line."""
    ended = command(*words, **more)  # type: ignore[arg-type]
    said = ended.stderr.decode("utf-8")
    assert (ended.returncode, ended.stdout) == (2, b""), said
    assert said.count("\n") == 1 and said.startswith("briefing-lessons: "), said
    return said


def test_the_version_is_that_of_the_package() -> None:
    from briefing_lessons import __version__

    assert command("--version").stdout.decode().split() == ["briefing-lessons,", "version", __version__]


@pytest.mark.parametrize("name", ["run", "lab", "read", "key", "card", "collect", "kit", "doctor"])
def test_every_command_explains_itself(name: str) -> None:
    ended = command(name, "--help")
    assert ended.returncode == 0 and b"Usage:" in ended.stdout


def test_the_summary_names_the_file_its_quotations_and_its_coverage() -> None:
    said = command("read", TRANSCRIPT).stdout.decode("utf-8")
    assert said.startswith(TRANSCRIPT.name) and "coverage" in said
    assert "  quotations  31 quotations" in said
    assert "  quotations  none found\n" in summary(parse_briefing("No."))


def test_a_briefing_of_the_package_is_found_by_its_name_alone(tmp_path: Path) -> None:
    assert command("read", TRANSCRIPT.name, cwd=tmp_path).returncode == 0


def test_json_holds_what_schema_1_promises() -> None:
    found = json.loads(command("read", TRANSCRIPT, "--format", "json").stdout)
    assert found["schema"] == 1 and found["source"] == TRANSCRIPT.name
    for span in [*found["headings"], *found["quotes"], *found["marks"], *found["boilerplate"]]:
        assert found["text"][span["start"] : span["end"]] == span["text"]


def test_json_of_one_table_holds_that_table_only() -> None:
    found = json.loads(command("read", TRANSCRIPT, "--format", "json", "--table", "coverage").stdout)
    assert list(found) == ["coverage"]


@pytest.mark.parametrize("table", ["quotes", "turns", "marks", "coverage"])
def test_each_table_has_rows_of_one_width(table: str) -> None:
    written = command("read", TRANSCRIPT, "--format", "csv", "--table", table).stdout.decode("utf-8")
    rows = list(csv.reader(io.StringIO(written)))
    assert {len(row) for row in rows} == {len(rows[0])} and "line" in rows[0]


def test_csv_means_the_quotations_unless_told() -> None:
    plain = command("read", TRANSCRIPT, "--format", "csv").stdout
    assert plain == command("read", TRANSCRIPT, "--format", "csv", "--table", "quotes").stdout


def test_out_writes_the_file_and_prints_nothing(tmp_path: Path) -> None:
    ended = command("read", TRANSCRIPT, "--format", "json", "--out", tmp_path / "new" / "found.json")
    assert ended.stdout == b"" and json.loads((tmp_path / "new" / "found.json").read_text(encoding="utf-8"))


def test_page_furniture_is_said_and_one_flag_accepts_it_or_takes_it_back(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    words = "The pier opens in May, and the boats are ready, the mayor of the town said on Monday."
    page.write_text(f"Skip to content\nSign in\nPier to open in the spring\n86 comments\n{words}\n", "utf-8")

    def said(*words: str) -> str:
        return runner().invoke(main, ["read", str(page), *words]).stdout

    assert "look like page furniture and are set apart: 1–2, 4" in said()
    assert b"page furniture" in command("key", "--briefing", page, cwd=tmp_path).stderr
    assert "page furniture" not in said("--furniture", "apart")
    assert "page furniture" not in said()
    assert json.loads(said("--furniture", "text", "--format", "json"))["boilerplate"] == []


def test_a_dash_reads_standard_input() -> None:
    piped = json.loads(command("read", "-", "--format", "json", stdin=TRANSCRIPT.read_bytes()).stdout)
    named = json.loads(command("read", TRANSCRIPT, "--format", "json").stdout)
    assert piped["quotes"] == named["quotes"] and piped["source"] == "standard input"


@pytest.mark.parametrize("locale", ["C", pytest.param("de_DE.ISO-8859-1", marks=pytest.mark.slow)])
def test_curly_quotes_come_out_as_utf_8_on_any_locale(tmp_path: Path, locale: str) -> None:
    text = "On ferries\nThe mayor said: “We sail at noon.”\n"
    (tmp_path / "b.txt").write_text(text, encoding="utf-8")
    ended = command(
        "read", tmp_path / "b.txt", "--format", "json", LC_ALL=locale, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"
    )
    assert json.loads(ended.stdout.decode("utf-8"))["text"] == text


def test_a_missing_file_is_named() -> None:
    assert "nowhere.txt" in refused("read", "nowhere.txt")


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("ferry", "001_ferry_report.txt"),
        ("001_ferry_report", "001_ferry_report.txt"),
        ("school meals.txt", "002_school_meals.txt"),
        ("my_breifing.txt", "my_briefing.txt"),
        ("my_briefing", "my_briefing.txt"),
        ("My_Briefing.docx", "my_briefing.txt"),
    ],
)
def test_a_name_that_is_nearly_right_gets_a_suggestion(name: str, meant: str, tmp_path: Path) -> None:
    (tmp_path / "my_briefing.txt").write_text("The mayor said no.", encoding="utf-8")
    assert f"Did you mean {meant}?" in refused("read", name, cwd=tmp_path)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    assert "empty.txt" in refused("read", tmp_path / "empty.txt")


def test_a_binary_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "picture.txt").write_bytes(bytes(range(256)) * 50)
    assert "picture.txt" in refused("read", tmp_path / "picture.txt")


@pytest.mark.parametrize("copies", [3, pytest.param(400, marks=pytest.mark.slow)], ids=["36 KB", "5 MB"])
def test_a_long_file_gives_a_result_or_one_sentence(copies: int, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_bytes((TRANSCRIPT.read_bytes() + b"\n") * copies)
    ended = command("read", tmp_path / "long.txt")
    assert ended.returncode in (0, 2) and b"Traceback" not in ended.stderr


def test_a_line_of_50_000_characters_gives_a_result_or_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "wide.txt").write_text('The mayor said "yes" and went on, ' * 1500, encoding="utf-8")
    ended = command("read", tmp_path / "wide.txt")
    assert ended.returncode in (0, 2) and b"Traceback" not in ended.stderr


@pytest.mark.parametrize(
    "words", [["run", "--briefing"], ["lab", "--no-browser", "--briefing"], ["key", "--briefing"]]
)
def test_every_command_refuses_a_briefing_that_is_not_there(words: list[str], tmp_path: Path) -> None:
    assert "nowhere.txt" in refused(*words, "nowhere.txt", cwd=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_lesson_that_does_not_exist_is_refused_with_the_names_that_do(tmp_path: Path) -> None:
    assert "00_" in refused("run", "juggling", cwd=tmp_path)


@pytest.mark.parametrize(
    "words",
    [
        ["walk"],
        ["read"],
        ["read", "a", "--format", "pdf"],
        ["run", "--jobs", "0"],
        ["run", "--jobs", "many"],
        ["run", "3", "77"],
        ["doctor", "now"],
        ["kit", "--system", "amiga"],
    ],
)
def test_bad_use_ends_with_status_2_and_one_line_that_says_what_to_do(words: list[str]) -> None:
    said = refused(*words)
    assert any(remedy in said for remedy in ("--help", "such as --jobs 2", "Name one of")), said


@pytest.mark.parametrize(
    "words",
    [
        ["run", "0", "--out", "file"],
        ["run", "0", "--out", "file/pages"],
        ["run", "0", "--out", "file", "--briefing", "folder"],
        ["lab", "--no-browser", "--dir", "file"],
        ["read", "folder", "--out", "file/found.csv"],
        ["key", "--handouts", "file"],
        ["key", "--out", "file/key.md"],
        ["key", "--briefing", "folder", "--out", "file"],
        ["kit", "--out", "file/kit"],
        ["collect", "folder", "--out", "file/class.csv"],
    ],
)
def test_a_file_in_the_way_of_a_folder_is_named(words: list[str], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "briefing.txt").write_text("The mayor said no.", encoding="utf-8")
    said = refused(*words, cwd=tmp_path)
    assert "file" in said and "in the way of a folder" in said, said


@pytest.mark.parametrize("words", [["read", "folder"], ["collect", "folder"]])
def test_a_folder_where_a_file_is_to_be_written_is_refused_before_anything_is_read(
    words: list[str], tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    assert "folder is a folder" in refused(*words, "--out", "folder", cwd=tmp_path)
    assert list((tmp_path / "folder").iterdir()) == []


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        (["--handouts", "pages", "--out", "key.md"], "one of them"),
        (["--briefing", "folder", "--handouts", "pages"], "Give --briefing a file"),
        (["--briefing", "folder", "--out", "key.html"], "the name of a folder"),
        (["--out", "key.pdf"], ".html, .md or .json"),
    ],
)
def test_a_key_that_could_not_be_as_asked_is_not_made(words: list[str], remedy: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    assert remedy in refused("key", *words, cwd=tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_a_name_that_is_empty_is_not_the_folder_one_works_in(tmp_path: Path) -> None:
    (tmp_path / "briefing.txt").write_text("The mayor said no.", encoding="utf-8")
    refused("read", "", cwd=tmp_path)


def test_a_folder_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    assert "file" in refused("read", TRANSCRIPT, "--out", tmp_path / "file" / "found.txt")


@pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="/dev/full, the disk that is always full, is Linux's"
)
def test_a_full_disk_is_said_in_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run([*COMMAND, "read", str(TRANSCRIPT)], stdout=full, stderr=subprocess.PIPE)
    assert ended.returncode == 2 and b"the disk is full" in ended.stderr and b"Traceback" not in ended.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="pipes close differently on Windows")
def test_a_reader_who_leaves_early_causes_no_noise() -> None:
    process = subprocess.Popen(
        [*COMMAND, "read", str(TRANSCRIPT), "--format", "json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout and process.stderr
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    process.wait(timeout=60)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent differently on Windows")
def test_ctrl_c_ends_a_run_with_one_line_and_leaves_no_half_page(tmp_path: Path) -> None:
    process = subprocess.Popen([*COMMAND, "run", "--out", "pages"], cwd=tmp_path, stderr=subprocess.PIPE)
    assert process.stderr
    time.sleep(5)
    process.send_signal(signal.SIGINT)
    said = process.stderr.read().decode("utf-8")
    process.stderr.close()
    assert process.wait(timeout=60) == 130
    assert said.splitlines()[-1].endswith("briefing-lessons: stopped.") and "Traceback" not in said
    assert not list((tmp_path / "pages").glob(".*"))


def test_reading_loads_neither_nltk_nor_matplotlib_nor_papermill() -> None:
    code = (
        "import sys\nfrom briefing_lessons.command.cli import main\n"
        f"main(['read', {str(TRANSCRIPT)!r}], standalone_mode=False)\n"
        "heavy = {'nltk', 'matplotlib', 'papermill', 'ipywidgets', 'numpy', 'nbformat'}\n"
        "print(sorted(heavy & set(sys.modules)))\nimport jsonschema\n"
        "print('lark' in sys.modules)"  # compiles a grammar for seconds
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8")
    assert printed.stdout.splitlines()[-2:] == ["[]", "False"], printed.stderr


def test_a_briefing_on_standard_input_is_kept_beside_the_copies_that_name_it(tmp_path: Path) -> None:
    code = (
        "from pathlib import Path\nfrom briefing_lessons.command.given import briefing_file\n"
        "print(briefing_file('-', Path('work')).read_bytes().decode('ascii'))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], input=b"The mayor said no.", cwd=tmp_path, capture_output=True
    )
    assert ended.stdout.strip() == b"The mayor said no.", ended.stderr


def test_an_empty_standard_input_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    assert "standard input" in refused("run", "--briefing", "-", cwd=tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("briefings")
    for name in ("bridge", "harbour", "market"):
        said = f"The mayor said: “The {name} opens in May.” She added that it was safe.\n"
        (folder / f"{name}.txt").write_text(f"On the {name}\n{said * 3}", encoding="utf-8")
    return folder


def test_a_folder_as_csv_is_its_files_one_after_the_other(folder: Path) -> None:
    whole = command("read", folder, "--format", "csv").stdout.decode("utf-8").splitlines()
    expected = []
    for path in sorted(folder.iterdir()):
        alone = runner().invoke(main, ["read", str(path), "--format", "csv"]).stdout.splitlines()
        expected += [f"{path.name},{row}" for row in alone[1:]]
        assert whole[0] == f"file,{alone[0]}"
    assert whole[1:] == expected


def test_a_folder_as_json_is_one_list(folder: Path) -> None:
    found = json.loads(command("read", folder, "--format", "json").stdout)
    assert [one["file"] for one in found] == ["bridge.txt", "harbour.txt", "market.txt"]
    assert all(one["schema"] == 1 for one in found)


def test_a_folder_is_summed_up_in_one_line_for_each_file(folder: Path) -> None:
    lines = command("read", folder).stdout.decode("utf-8").splitlines()
    assert [line.split(":")[0] for line in lines] == ["bridge.txt", "harbour.txt", "market.txt"]


def test_a_file_of_a_folder_that_cannot_be_read_is_named_and_the_others_are_read(
    folder: Path, tmp_path: Path
) -> None:
    import shutil

    mixed = shutil.copytree(folder, tmp_path / "mixed")
    (mixed / "empty.txt").write_bytes(b"")
    ended = command("read", mixed, "--format", "csv", "--out", tmp_path / "found.csv")
    assert ended.returncode == 1 and b"empty.txt" in ended.stderr and b"3 of 4" in ended.stderr
    assert "market.txt" in (tmp_path / "found.csv").read_text(encoding="utf-8")


def test_what_a_stopped_run_had_read_is_used_and_its_notes_are_cleared_away(
    folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "found.csv"
    words = ["read", str(folder), "--format", "csv", "--out", str(out), "--jobs", "1"]
    runner().invoke(main, words)
    whole = out.read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["found.csv"]
    journal = tmp_path / ".found.csv.csv-None.unfinished"
    state = (folder / "bridge.txt").stat()
    key = f"{(folder / 'bridge.txt').resolve()} {state.st_size} {state.st_mtime_ns}"
    journal.write_text(json.dumps([key, "bridge.txt,remembered\n"]) + "\n", encoding="utf-8")
    runner().invoke(main, words)
    assert b"bridge.txt,remembered\n" in out.read_bytes() and not journal.exists()
    runner().invoke(main, words)
    assert out.read_bytes() == whole


@pytest.mark.slow
def test_ctrl_c_in_the_end_of_an_object_comes_once_more() -> None:
    code = (
        "import sys, time\nfrom briefing_lessons.__main__ import interrupt_again\n"
        "sys.unraisablehook = interrupt_again\n"
        "class Ends:\n    def __del__(self): raise KeyboardInterrupt\n"
        "try:\n    Ends()\n    time.sleep(20)\nexcept KeyboardInterrupt:\n    print('stopped')\n"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (ended.stdout.strip(), ended.stderr) == ("stopped", "")
