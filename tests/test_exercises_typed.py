"""What learners write, however they write it, is read as they mean it; and one line asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing_lessons import Briefing, label, load_briefing, parse_briefing, save_portfolio, write_sheet
from briefing_lessons.exercises.answers import Kind, read_choice, reads_as
from briefing_lessons.exercises.bank import find_exercise
from briefing_lessons.exercises.baseline import partner_sheet
from briefing_lessons.exercises.devices import device_sheet
from briefing_lessons.exercises.journal import journal, use_journal
from briefing_lessons.exercises.marking import Feedback, mark
from briefing_lessons.exercises.model import Task
from briefing_lessons.exercises.session import VOTES, keep_guess, put_vote
from briefing_lessons.widgets import ask as asking
from briefing_lessons.widgets.ask import Ask, Asked, ask, guess, vote
from briefing_lessons.widgets.explorer import Words
from briefing_lessons.widgets.keeping import keep
from briefing_lessons.widgets.quotes import explore_quotes
from briefing_lessons.widgets.rhetoric import explore_rhetoric

TRANSCRIPT = "000_95b79719e875266d.txt"
DEVICES = ("booster", "hedge", "list", "repetition")


@pytest.fixture(autouse=True)
def own_journal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what the tests answer out of the working directory, as in a kernel of its own."""
    use_journal(tmp_path)
    monkeypatch.setattr(asking, "_passed", {})


@pytest.mark.parametrize("answer", ["D", "d) repetition", "repitition", "Repetion"])
def test_a_letter_with_its_words_or_a_misspelling_names_the_option(answer: str) -> None:
    assert read_choice(answer, DEVICES) == "repetition"


@pytest.mark.parametrize("answer", ["metaphor", "repeated words"])
def test_another_word_names_no_option(answer: str) -> None:
    assert read_choice(answer, DEVICES) is None


def test_two_options_that_are_nearly_alike_are_not_guessed_between() -> None:
    assert read_choice("said so ofter", ("said so often", "said so after")) is None


def put(id: str, briefing: Briefing) -> Task:
    task = find_exercise(id).on(briefing)
    assert isinstance(task, Task)
    return task


def test_the_letter_of_a_number_is_that_number() -> None:
    briefing = load_briefing(TRANSCRIPT)
    task = put("trust.6", briefing)
    letter = "ABCD"[task.options.index(str(task.expected))]
    assert mark(task, letter, briefing)[0] == "right"


def test_two_right_lines_are_as_good_as_one() -> None:
    briefing = load_briefing(TRANSCRIPT)
    task = put("hand.5", briefing)
    one, other = task.expected[:2]
    assert mark(task, f"{one}, {other}", briefing)[0] == "right"


def test_a_line_number_in_quote_marks_keeps_the_line() -> None:
    load_briefing(TRANSCRIPT)
    assert "line 23" in str(keep("line 23", ""))


def test_the_file_of_a_partner_is_found_beside_ones_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    briefing = load_briefing(TRANSCRIPT)
    sheet = label(device_sheet(briefing), ["booster"])
    own = write_sheet(sheet)
    theirs = own.read_text(encoding="utf-8").replace(sheet.reader, "heron-123")
    Path("labels-devices-heron-123.csv").write_text(theirs, encoding="utf-8")
    assert partner_sheet(sheet, briefing).reader == "heron-123"


@pytest.mark.parametrize(
    ("kind", "typed", "meant"),
    [("percent", "4 of 8", 50.0), ("number", "10 out of 18", 10), ("number", "none", 0)],
)
def test_a_part_of_a_whole_is_a_share_or_a_count(kind: Kind, typed: str, meant: float) -> None:
    assert reads_as(kind, typed, meant, 0.0, load_briefing(TRANSCRIPT))


def asked(id: str, *answer: object) -> Ask:
    shown = ask(id, *answer, briefing=load_briefing(TRANSCRIPT))
    assert isinstance(shown, Ask)
    return shown


def outcome(shown: Ask) -> str:
    feedback = shown.state["feedback"]
    assert isinstance(feedback, Feedback)
    return feedback.outcome


def answers(id: str) -> list[str]:
    return [entry.value for entry in journal().of(id, "answer")]


def test_an_answer_that_was_clicked_typed_or_passed_is_one_state() -> None:
    card = asked("who.3")
    assert outcome(card) == "unanswered"
    card.set(picked="Donald Trump")
    assert "Not yet" in card.press("check").said
    card.set(typed="lavrov")
    assert card.state["picked"] is None
    assert "Right" in card.press("check").said
    card.set(picked="The reporter")
    assert card.state["typed"] == ""
    assert outcome(asked("who.3", "Lavrov")) == "right"
    assert answers("who.3") == ["Donald Trump", "lavrov", "Lavrov"]


def test_the_latest_answer_is_shown_again_in_its_place() -> None:
    card = asked("who.3")
    card.set(picked="Donald Trump")
    card.press("check")
    again = asked("who.3")
    assert (again.state["picked"], outcome(again)) == ("Donald Trump", "mistake")
    assert outcome(asked("start.1", "60 lines")) == "right"
    assert asked("start.1").state["typed"] == "60 lines"


def test_running_a_cell_again_is_no_new_attempt(monkeypatch: pytest.MonkeyPatch) -> None:
    card = asked("who.3", "Lavrov")
    card.set(picked="Donald Trump")
    card.press("check")
    assert outcome(asked("who.3", "Lavrov")) == "mistake"  # the latest is the click
    monkeypatch.setattr(asking, "_passed", {})  # another kernel
    assert outcome(asked("who.3", "Lavrov")) == "mistake"
    assert "your later answer, “Donald Trump”" in repr(asked("who.3", "Lavrov"))
    assert "later" not in repr(asked("who.3"))
    assert answers("who.3") == ["Lavrov", "Donald Trump"]
    assert outcome(asked("who.3", "The reporter")) == "mistake"
    assert outcome(asked("who.3", "Lavrov")) == "right"
    assert len(answers("who.3")) == 4


def test_a_question_shows_the_line_it_asks_about_and_the_whole_text_on_demand() -> None:
    card = asked("who.3")
    assert "lines 30 to 32" in card.heading
    assert "On the Syrian issue" not in card._repr_html_()
    assert "On the Syrian issue" in card.press("text").html
    assert "On the Syrian issue" not in card.press("text").html


def test_an_answer_in_sentences_has_three_lines_and_others_one() -> None:
    fields = [asked(id).controls[-1] for id in ("start.exit", "start.1")]
    assert [field.lines for field in fields if isinstance(field, Words)] == [3, 1]


def test_an_empty_check_says_so_and_keeps_nothing() -> None:
    assert "Click an option" in asked("who.3").press("check").said
    assert not answers("who.3")


def test_without_a_briefing_a_question_says_what_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing_lessons.briefing._latest", None)
    assert "Run the cells" in repr(ask("who.3")) and "Run the cells" in repr(guess("who.guess"))


def test_without_a_briefing_the_one_of_the_notebook_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing_lessons.briefing._latest", None)
    lesson = Path(__file__).resolve().parent.parent / "notebooks" / "00_start_here.ipynb"
    words = lesson.read_text(encoding="utf-8").replace(TRANSCRIPT, "001_ferry_report.txt")
    (tmp_path / "own.ipynb").write_text(words, encoding="utf-8")
    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / "own.ipynb"))
    shown = ask("start.1")
    assert isinstance(shown, Ask) and shown.briefing.source == "001_ferry_report.txt"


def test_a_guess_is_kept_by_its_field_and_shown_again() -> None:
    load_briefing(TRANSCRIPT)
    field = guess("page.guess")
    assert not isinstance(field, Feedback)
    field.set(typed="about 2,000")
    assert "about 2,000" in field.press("keep").said
    again = guess("page.guess")
    assert not isinstance(again, Feedback) and again.state["typed"] == "about 2,000"
    assert keep_guess("page.guess").outcome == "kept"


@pytest.mark.parametrize("id", VOTES)
@pytest.mark.parametrize("words", ["", "No.", "Der Bürgermeister sagte: „Wir öffnen am Freitag.“"])
def test_a_vote_has_options_on_any_text(id: str, words: str) -> None:
    text = parse_briefing(words) if words else load_briefing(TRANSCRIPT)
    question = put_vote(id, text)
    assert question.question.endswith("?") and len(set(question.options)) == len(question.options)


def test_both_votes_are_kept_and_neither_is_marked(tmp_path: Path) -> None:
    load_briefing(TRANSCRIPT)
    ballot = vote("who.vote")
    assert isinstance(ballot, Asked)
    assert "Vote in silence" in ballot.press("vote").said and not journal().entries
    first, second = sorted(words for words, _ in ballot.controls[0].options)[:2]
    for option in (first, second):
        ballot.set(picked=option)
        ballot.press("vote")
    assert [(e.kind, e.value, e.outcome) for e in journal().entries] == [
        ("vote", first, "first"),
        ("vote", second, "second"),
    ]
    assert "You changed your mind" in repr(vote("who.vote"))
    save_portfolio()
    (page,) = tmp_path.glob("portfolio-*.html")
    assert f"who.vote (second): {second}" in page.read_text(encoding="utf-8")
    assert "read.vote" in repr(vote("who.votes"))


def test_a_form_keeps_a_line_with_its_reason() -> None:
    load_briefing(TRANSCRIPT)
    form = keep()
    assert not isinstance(form, Feedback)
    form.set(what="23", note="a heading")  # type: ignore[union-attr]
    assert "line 23" in form.press("keep").said  # type: ignore[union-attr]


@pytest.mark.parametrize("unit", ["", " per 1000", " per 1,000 words", " per thousand", " in 1,000", "‰"])
def test_a_rate_may_say_of_how_many_words_it_is(unit: str) -> None:
    briefing = load_briefing(TRANSCRIPT)
    task = put("topic.3", briefing)
    assert mark(task, f"{task.expected}{unit}", briefing)[0] == "right"


@pytest.mark.parametrize("unit", ["%", " per cent", " percent"])
def test_a_rate_per_thousand_is_no_per_cent(unit: str) -> None:
    briefing = load_briefing(TRANSCRIPT)
    task = put("topic.3", briefing)
    assert mark(task, f"{task.expected}{unit}", briefing) == ("mistake", task.no_per_cent)


def test_readings_recorded_in_an_explorer_outlive_the_kernel(tmp_path: Path) -> None:
    briefing = load_briefing(TRANSCRIPT)
    quotes, rhetoric = explore_quotes(briefing), explore_rhetoric(briefing)
    source = quotes.controls[-1].options[1][1]  # type: ignore[union-attr]
    quotes.set(number=2, instead=source)
    quotes.press("record")
    rhetoric.press("reject")
    use_journal(tmp_path)  # another kernel
    assert explore_quotes(briefing).state["corrections"] == ((2, source),)
    assert explore_rhetoric(briefing).state["decisions"] == rhetoric.state["decisions"] != ()
    save_portfolio()
    (page,) = tmp_path.glob("portfolio-*.md")
    assert "Quotation explorer: 1 labelled" in page.read_text(encoding="utf-8")
    assert explore_quotes(load_briefing("001_ferry_report.txt")).state["corrections"] == ()


def test_a_message_names_its_answer_once_another_is_chosen() -> None:
    """A browser holds back a second choice, but not the click on Check: that is then of the first."""
    shown = asked("start.1")
    shown.set(picked="59")
    shown.press("check")
    assert "This is about" not in repr(shown)
    shown.set(picked="60")
    assert "This is about “59”. Press the button again" in repr(shown)
    shown.press("check")
    assert "This is about" not in repr(shown) and outcome(shown) == "right"
    shown.press("hint")
    shown.set(picked="61")
    assert "This is about" not in repr(shown)


def test_a_guess_that_was_changed_is_not_said_to_be_kept() -> None:
    load_briefing(TRANSCRIPT)
    field = guess("who.fewest")
    assert not isinstance(field, Feedback)
    field.set(typed="3")
    field.press("keep")
    assert field.set(typed="30").said.startswith("This is about “3”.")
    field.set(typed="")
    assert "Type your guess first" in field.press("keep").said


def test_the_whole_text_is_the_one_that_the_question_is_about() -> None:
    card = asked("trust.6")
    assert "Sandle" in card.press("text").html
    assert "“It leaks,”" in asked("trust.exit").press("text").html


def test_what_there_is_to_choose_from_is_a_list_above_an_open_answer() -> None:
    card = asked("device.3")
    assert "no work here: it only says what there is</li>" in card.heading and [
        c.name for c in card.controls
    ] == ["typed"]


@pytest.mark.parametrize(
    ("id", "said", "outcome"),
    [
        ("start.1", "more than 60", "wrong"),
        ("start.1", "at least sixty lines", "wrong"),
        ("start.1", "60 or more", "wrong"),
        ("start.1", "60, more than I thought", "right"),
        ("topic.3", "less than 25.3", "wrong"),
        ("topic.3", "five over 198 times a thousand", "right"),
        ("topic.3", "5 divided by 198 times 1000", "right"),
        ("topic.3", "5 over 198 times 100", "mistake"),
        ("trust.9", "at least 83.9", "right"),  # it is asked so
        ("trust.9", "at most 83.9", "wrong"),
        ("who.1", "A and D", "wrong"),
        ("start.2", "On or Off", "wrong"),
        ("start.2", "The first word on the page is On", "right"),
        ("start.2", "On, with a capital O", "right"),
        ("start.2", "The first word on the page is Off", "wrong"),
        ("said.1", "administration or government", "wrong"),
        ("said.1", "administration", "right"),
        ("who.4", "line 5 begins “Lavrov further said”, so it is Lavrov", "right"),
        ("who.4", "line 5 begins “Lavrov further said”, so it is Trump", "wrong"),
        ("who.3", "Trump's words, but it is Lavrov who talks", "right"),
        ("who.3", "Lavrov's words, but it is Trump who talks", "mistake"),
    ],
)
def test_a_bound_two_letters_and_one_or_the_other_are_no_answer_yet(id: str, said: str, outcome: str) -> None:
    """Near them stand answers that only look so: a sum in words, a reason, a name after its evidence."""
    briefing = load_briefing(TRANSCRIPT)
    assert mark(put(id, briefing), said, briefing)[0] == outcome


HEARING = """Hearing on the harbour at Velk
Port Anselm, 3 May 2024

CHAIR: Good morning. Here are the minister of harbours, Oda Marn, and the ministry's spokesperson, Piet Sorn.

MS MARN: The harbour closes on Friday. I wrote to the mayor of Anselm in April, and the Coast Guard knows it.

Q (Lena Holt, Anselm Courier): Who pays for it? The Coast Guard has no money.

MR SORN: We pay half. Ida Brand, the head of the fishers' union, told me, "We can wait until May."

Q (Lena Holt, Anselm Courier): And after that?

MR SORN: After that we will see.
"""


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Lena Holt", "Lena Holt is heard in line 8."),
        ("the spokesperson", "Piet Sorn is heard in line 10."),
        ("the head of the fishers' union", "Ida Brand is heard in line 10."),
        ("the Coast Guard", ""),
        ("the mayor of Anselm", ""),
    ],
)
def test_who_speaks_under_a_label_or_by_an_office_is_heard(said: str, told: str) -> None:
    briefing = parse_briefing(HEARING)
    outcome, message = mark(put("read.5", briefing), said, briefing)
    assert outcome == ("wrong" if told else "right")
    assert message.startswith(told)


CLOSED = """Bridge closed after cracks are found
By Nora Feldt

The transport minister of Marland closed the bridge on Monday. "Nobody will drive over it," Tomas Brevik said.

The minister said that the cracks had been seen on Saturday. He added that the bridge stays closed.
"""


@pytest.mark.parametrize(
    ("id", "said", "outcome"),
    [
        ("who.4", "the transport minister", "right"),
        ("who.4", "the minister of transport, Mr Brevik", "right"),
        ("who.4", "the finance minister", "wrong"),
        ("read.7", "the by-line, “By Nora Feldt”", "right"),
        ("read.7", "the line “Bridge closed after cracks”", "wrong"),
    ],
)
def test_who_is_described_before_the_name_may_be_called_so(id: str, said: str, outcome: str) -> None:
    briefing = parse_briefing(CLOSED)
    assert mark(put(id, briefing), said, briefing)[0] == outcome


SIGNED = """MODERATOR: Good morning. Minister Abel begins.

MINISTER ABEL: Thank you. The union told me that "sixty is a start". Minister Holt said that it was late.

RUUD (Radio Stenholt): Minister Holt, is it late?

MINISTER HOLT: It is not. The engineers said that it was early.

MODERATOR: Thank you. That was all.
"""


@pytest.mark.parametrize(
    ("said", "outcome"),
    [("Minister Abel", "right"), ("MINISTER ABEL", "right"), ("Abel", "right"), ("Minister Holt", "wrong")],
)
def test_whoever_copies_the_label_names_who_speaks(said: str, outcome: str) -> None:
    briefing = parse_briefing(SIGNED)
    assert mark(put("who.3", briefing), said, briefing)[0] == outcome
