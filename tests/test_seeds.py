"""The briefings that travel with the course: their bytes, what they promise to contain, and their labels."""

import csv
import re
from collections import Counter
from hashlib import sha256

import pytest

from briefing_lessons import load_briefing
from briefing_lessons.errors import BriefingError
from briefing_lessons.files import data_folder, seed_names
from briefing_lessons.hand_labels import QuoteLabel, has_labels, load_labels
from briefing_lessons.spans import Quote

TRANSCRIPT, FERRY, MEALS = "000_95b79719e875266d.txt", "001_ferry_report.txt", "002_school_meals.txt"
SEEDS = data_folder("seeds")
WORD = re.compile(r"\w+(?:[’'-]\w+)*")


def text_of(name: str) -> str:
    return (SEEDS / name).read_text(encoding="utf-8")


def lines_of(name: str) -> list[str]:
    return [line for line in text_of(name).split("\n") if line]


def test_the_transcript_is_kept_byte_for_byte() -> None:
    digest = sha256((SEEDS / TRANSCRIPT).read_bytes()).hexdigest()
    assert digest == "141f613d8a890c9983b63c2b1c5e324a34507f09d39719e0ae349c6a16333c2b"


def test_the_readme_states_origin_and_licence_of_every_briefing() -> None:
    readme = (SEEDS / "README.md").read_text(encoding="utf-8")
    rows = {name: row for name in seed_names() for row in readme.splitlines() if f"`{name}`" in row}
    assert set(rows) == set(seed_names())
    assert "none of ours" in rows[TRANSCRIPT]
    assert all("CC0" in rows[name] for name in (FERRY, MEALS))


@pytest.mark.parametrize("name", [FERRY, MEALS])
def test_an_invented_briefing_has_600_to_900_words(name: str) -> None:
    assert 600 <= len(WORD.findall(text_of(name))) <= 900


# The ferry report -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def ferry_labels() -> tuple[QuoteLabel, ...]:
    return load_labels(FERRY)


def test_the_ferry_report_has_the_promised_kinds_of_quotation(ferry_labels: tuple[QuoteLabel, ...]) -> None:
    kinds = Counter(label.kind for label in ferry_labels)
    assert kinds == {"direct": 11, "indirect": 8, "mixed": 4, "term": 2}


def test_two_ferry_quotations_are_continued_without_a_verb(ferry_labels: tuple[QuoteLabel, ...]) -> None:
    assert sum(label.kind == "direct" and not label.cue for label in ferry_labels) == 2


def test_one_ferry_quotation_lies_inside_another(ferry_labels: tuple[QuoteLabel, ...]) -> None:
    direct = [label for label in ferry_labels if label.kind == "direct"]
    nested = [inner for inner in direct for outer in direct if inner is not outer and outer.contains(inner)]
    assert [label.text for label in nested] == ["‘Shall I bake for one country or for two?’"]


def test_one_ferry_quotation_runs_over_two_paragraphs(ferry_labels: tuple[QuoteLabel, ...]) -> None:
    assert sum("\n“" in label.text for label in ferry_labels) == 1


def test_nobody_has_more_than_two_fifths_of_the_ferry_quotations(
    ferry_labels: tuple[QuoteLabel, ...],
) -> None:
    shares = Counter(label.speaker for label in ferry_labels if label.speaker)
    assert max(shares.values()) <= 0.4 * sum(shares.values())
    marked = Counter(label.speaker for label in ferry_labels if label.speaker and label.kind != "indirect")
    assert max(marked.values()) <= 0.4 * sum(marked.values())


def test_two_ferry_sources_share_a_surname(ferry_labels: tuple[QuoteLabel, ...]) -> None:
    people = {label.speaker for label in ferry_labels if label.speaker}
    assert {"Ida Velk", "Jarn Velk"} <= people
    assert len(people) == 8


def test_the_ferry_minister_is_named_in_two_spellings_and_by_a_pronoun() -> None:
    text = text_of(FERRY)
    assert "Katja Orsolin" in text and "Katya Orsolin" in text and "she told reporters" in text


def test_the_ferry_cues_stand_before_in_the_middle_and_after() -> None:
    text = text_of(FERRY)
    assert "The minister noted that" in text and "The fisher claimed that" in text
    assert "” the official said, “" in text
    assert "” she told reporters." in text
    assert "according to the" in text


def test_no_ferry_heading_begins_with_on_but_a_paragraph_does() -> None:
    lines = lines_of(FERRY)
    headings = [line for line in lines if not re.search(r"[.!?”:]$", line)]
    assert len(headings) == 6
    assert not any(line.startswith("On ") for line in headings)
    assert any(line.startswith("On ") for line in lines if line not in headings)


def test_one_ferry_section_has_twenty_words() -> None:
    lines = lines_of(FERRY)
    assert len(WORD.findall(lines[lines.index("What happens next") + 1])) == 20


def test_the_ferry_paraphrase_promises_more_than_its_quotation() -> None:
    lines = lines_of(FERRY)
    paraphrase = next(number for number, line in enumerate(lines) if "promised that the ferry would" in line)
    assert "“We hope" in lines[paraphrase + 1] and " if " in lines[paraphrase + 1]


def test_the_ferry_report_has_two_kinds_of_we_and_a_third_in_the_advertisement() -> None:
    *lines, advertisement = lines_of(FERRY)
    assert any("“We have shared this lake" in line for line in lines)  # both shores
    assert any("“We have paid" in line for line in lines)  # one side, against the other
    assert "we’ll" in advertisement


def test_a_ferry_acronym_lower_cases_to_a_word_of_the_text() -> None:
    words = Counter(WORD.findall(text_of(FERRY)))
    assert words["LAST"] >= 2 and words["last"] >= 3


def test_the_ferry_report_uses_curly_marks_only() -> None:
    assert not set(text_of(FERRY)) & {'"', "'"}


# The school meals -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def turns() -> list[tuple[str, str]]:
    return [(label, body) for label, _, body in (line.partition(": ") for line in lines_of(MEALS)) if body]


def test_the_transcript_of_turns_has_its_people(turns: list[tuple[str, str]]) -> None:
    labels = {label for label, _ in turns}
    assert labels == {
        "MODERATOR", "MINISTER TAVAN", "MINISTER TAVEN", "DEPUTY MINISTER PELL", "RITA SOLLE (Valley Radio)",
        "ABEL QUIN (The Lantern)", "SUNE ADAIR (School Weekly)", "QUESTION",
    }  # fmt: skip
    assert len(turns) == 23


def test_one_turn_is_interrupted_and_taken_up_again(turns: list[tuple[str, str]]) -> None:
    broken = next(n for n, (_, body) in enumerate(turns) if body.endswith("—"))
    resumed = next(n for n, (_, body) in enumerate(turns) if body.startswith("—"))
    assert resumed == broken + 2 and turns[broken][0] == turns[resumed][0]


def test_a_topic_is_raised_in_questions_only(turns: list[tuple[str, str]]) -> None:
    raised = {label for label, body in turns if "allerg" in body}
    assert raised == {"SUNE ADAIR (School Weekly)", "ABEL QUIN (The Lantern)"}
    assert sum("allerg" in body for _, body in turns) == 3


def test_one_of_two_questions_is_never_answered(turns: list[tuple[str, str]]) -> None:
    answers = [body for label, body in turns if label.startswith(("MINISTER", "DEPUTY"))]
    assert any("Wednesday" in body for body in answers)
    assert not any(re.search(r"\bcosts?\b|\d+ (?:crowns|marks)", body) for body in answers)


@pytest.mark.parametrize(
    "words",
    [
        "[laughter]", "Let me be clear: every", "soup, beans, bread and fruit", "I admit that", "30 per cent",
        "“part of the problem.”", "“part of the plan.”", "“smart trays”", "last year you stood at this table",
    ],
)  # fmt: skip
def test_the_school_meals_contain(words: str) -> None:
    assert words in text_of(MEALS)


# Labels -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", sorted((SEEDS / "labels").glob("*.csv")), ids=lambda path: path.name)
def test_every_label_repeats_the_words_at_its_offsets(path) -> None:  # type: ignore[no-untyped-def]
    name = path.name.split(".")[0] + ".txt"
    text = text_of(name if (SEEDS / name).is_file() else f"traps/{name}")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    assert [row for row in rows if text[int(row["start"]) : int(row["end"])] != row["text"]] == []


@pytest.mark.parametrize("name", [TRANSCRIPT, FERRY, MEALS])
def test_a_term_has_no_speaker_and_everything_else_has_one(name: str) -> None:
    labels = load_labels(name)
    assert {label.kind for label in labels} == {"direct", "indirect", "mixed", "term"}
    assert all((label.speaker is None) == (label.kind == "term") for label in labels)


def test_the_transcript_has_25_direct_and_6_mixed_quotations_all_of_one_man() -> None:
    marked = [label for label in load_labels(TRANSCRIPT) if label.kind in ("direct", "mixed")]
    assert Counter(label.kind for label in marked) == {"direct": 25, "mixed": 6}
    assert {label.speaker for label in marked} == {"Sergei Lavrov"}


def test_labels_of_a_changed_text_are_refused() -> None:
    class Changed:
        source = FERRY
        text = "x" + text_of(FERRY)

    assert not has_labels(Changed())
    with pytest.raises(BriefingError, match="differs from the one that was labelled"):
        load_labels(Changed())


# The engine against the labels ------------------------------------------------------------------------------


def hits(found: tuple[Quote, ...], wanted: tuple[QuoteLabel, ...]) -> list[tuple[Quote, QuoteLabel]]:
    """Pair every label with the quotation that has its exact edges."""
    indirect = {(quote.start, quote.end): quote for quote in found if quote.kind == "indirect"}
    marked = {(quote.start, quote.end): quote for quote in found if quote.kind != "indirect"}
    pairs = (
        ((indirect if label.kind == "indirect" else marked).get((label.start, label.end)), label)
        for label in wanted
    )
    return [(quote, label) for quote, label in pairs if quote is not None]


@pytest.mark.parametrize("name", [TRANSCRIPT, FERRY, MEALS])
def test_every_marked_quotation_is_found_at_its_edges_with_its_kind(name: str) -> None:
    wanted = tuple(label for label in load_labels(name) if label.kind != "indirect")
    pairs = hits(load_briefing(name).quotes, wanted)
    assert [(label.text, label.kind) for label in wanted] == [(quote.text, quote.kind) for quote, _ in pairs]


@pytest.mark.parametrize("name", [TRANSCRIPT, FERRY, MEALS])
def test_every_marked_quotation_is_attributed_to_its_source(name: str) -> None:
    pairs = hits(load_briefing(name).quotes, load_labels(name))
    wrong = [
        (label.text, label.speaker, quote.speaker)
        for quote, label in pairs
        if label.kind in ("direct", "mixed") and not same_source(quote.speaker, label.speaker)
    ]
    assert wrong == []


@pytest.mark.parametrize("name", [TRANSCRIPT, FERRY, MEALS])
def test_four_fifths_of_the_reported_clauses_are_found_with_their_source(name: str) -> None:
    wanted = tuple(label for label in load_labels(name) if label.kind == "indirect")
    good = [
        label
        for quote, label in hits(load_briefing(name).quotes, wanted)
        if same_source(quote.speaker, label.speaker)
    ]
    missed = [label.text for label in wanted if label not in good]
    assert len(good) >= 0.8 * len(wanted), missed


def test_the_ferry_report_has_six_sources_and_the_namesakes_are_kept_apart() -> None:
    briefing = load_briefing(FERRY)
    assert len({quote.speaker for quote in briefing.quotes if quote.speaker}) >= 6
    ida = next(speaker for speaker in briefing.speakers if speaker.name == "Ida Velk")
    jarn = next(speaker for speaker in briefing.speakers if speaker.name == "Jarn Velk")
    assert not set(ida.aliases) & set(jarn.aliases) - {"Velk"}


def same_source(found: str | None, label: str | None) -> bool:
    """Compare two names regardless of capitals and of what stands before an unnamed source ("our baker")."""
    one, other = (re.sub(r"^(?:the|an?) ", "", (name or "").casefold()) for name in (found, label))
    named = bool(label and label.split()[-1][:1].isupper())
    return one == other or (not named and bool(one) and one.split()[-1] == other.split()[-1])
