"""Rates by voice, comparisons that may refuse, agreement with hand labels."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmark_script import load_benchmark
from briefing_lessons import (
    compare_voices,
    load_briefing,
    parse_briefing,
    plot_devices,
)
from briefing_lessons.errors import BriefingError
from briefing_lessons.exercises.verbs import show_marks
from briefing_lessons.files import seed_names
from briefing_lessons.hand_labels import load_labels
from briefing_lessons.rhetoric import DEVICES, measures
from briefing_lessons.rhetoric.measures import find_device, rate_devices
from briefing_lessons.spans import Mark
from briefing_lessons.statistics import rates_p_value
from briefing_lessons.topics.counting import count_words

TRANSCRIPT = "000_95b79719e875266d.txt"


@pytest.mark.parametrize("name", seed_names())
def test_words_of_the_voices_add_up_to_the_running_text(name: str) -> None:
    briefing = load_briefing(name)
    assert sum(rate.words for rate in rate_devices(briefing, ["hedge"])) == count_words(briefing, "text").N()


def test_a_rate_lies_in_its_interval() -> None:
    for rate in rate_devices(load_briefing(TRANSCRIPT), DEVICES):
        assert rate.low <= rate.rate <= rate.high
        assert rate.rate == pytest.approx(1000 * rate.count / rate.words)


def test_rates_count_the_marks_of_each_voice() -> None:
    briefing = load_briefing(TRANSCRIPT)
    for rate in rate_devices(briefing, ["hedge", "booster"]):
        marks = [m for m in briefing.marks if m.device == rate.topic and m.voice == rate.part]
        assert rate.count == len(marks)


def test_an_unknown_device_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(BriefingError, match=r"no device 'irony'.*hypophora"):
        rate_devices(load_briefing(TRANSCRIPT), ["irony"])


@pytest.mark.parametrize("name", ["Hedge", "hedges", "HEDGES", " hedge "])
def test_a_device_is_found_as_learners_write_it(name: str) -> None:
    briefing = load_briefing(TRANSCRIPT)
    assert show_marks(briefing, name).rows == show_marks(briefing, "hedge").rows != ()
    assert rate_devices(briefing, [name]) == rate_devices(briefing, ["hedge"])
    assert compare_voices(briefing, name) == compare_voices(briefing, "hedge")


@pytest.mark.parametrize("name", ["first person plural", "First-person plural"])
def test_a_device_of_several_words_may_be_written_with_spaces(name: str) -> None:
    assert find_device(name) == "first_person_plural"


@pytest.mark.parametrize("ask", [show_marks, compare_voices, plot_devices])
def test_whoever_takes_a_device_refuses_an_unknown_one(ask: Callable[..., object]) -> None:
    with pytest.raises(BriefingError, match=r"There is no device 'hedgehog': choose from question, "):
        ask(load_briefing(TRANSCRIPT), "hedgehog")


def _made_up(speaker: int, reporter: int) -> list[Mark]:
    voices = ["speaker"] * speaker + ["reporter"] * reporter
    return [Mark(n, n + 1, "x", "hedge", voice, "made up") for n, voice in enumerate(voices)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("speaker", "reporter", "verdict"),
    [(2, 1, "too few"), (6, 4, "no difference shown"), (30, 3, "more"), (2, 25, "less")],
)
def test_a_difference_is_called_only_where_the_counts_bear_it(
    speaker: int, reporter: int, verdict: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measures, "find_marks", lambda _: _made_up(speaker, reporter))
    compared = compare_voices(load_briefing(TRANSCRIPT), "hedge")
    assert compared.verdict == verdict
    assert str(speaker) in compared.said


def test_a_device_of_one_voice_is_not_compared_with_the_other() -> None:
    assert compare_voices(load_briefing(TRANSCRIPT), "reporting_verb").verdict == "one voice only"


def test_two_voices_are_those_the_text_has(tmp_path: Path) -> None:
    talk = tmp_path / "talk.txt"
    talk.write_text("QUESTION: Will it open?\nMR. HOLM: It may open in May.\n" * 4, encoding="utf-8")
    compared = compare_voices(load_briefing(talk), "hedge")
    assert (compared.first.part, compared.second.part) == ("speaker", "asker")
    alone = tmp_path / "alone.txt"
    alone.write_text("The bridge may open in May.\n", encoding="utf-8")
    with pytest.raises(BriefingError, match="one voice alone"):
        compare_voices(load_briefing(alone), "hedge")


def test_a_transcript_has_no_rate_for_a_reporter_who_says_nothing() -> None:
    briefing = parse_briefing("QUESTION: Is it open?\n\nMS. BREL: It may be open. Thank you.\n")
    assert [rate.part for rate in rate_devices(briefing, ["hedge"])] == ["speaker", "asker"]


def test_the_exact_test_of_two_rates_agrees_with_scipy() -> None:
    stats = pytest.importorskip("scipy.stats", reason="scipy is the reference in tests")
    chance = random.Random(7)
    for _ in range(60):
        first, second = chance.randrange(30), chance.randrange(30)
        words = chance.randrange(200, 2000), chance.randrange(200, 2000)
        if first + second:
            expected = stats.binomtest(first, first + second, words[0] / sum(words)).pvalue
            assert rates_p_value(first, words[0], second, words[1]) == pytest.approx(expected, rel=1e-6)


def test_a_mark_on_an_arguable_label_counts_neither_way() -> None:
    score_marks = load_benchmark("rhetoric").score_marks
    mark = [Mark(0, 4, "some", "hedge", "speaker", "made up")]
    assert score_marks("hedge", mark, [], mark).precision is None
    assert score_marks("hedge", mark, mark).recall == 1
    assert score_marks("hedge", mark, []).precision == 0


@pytest.mark.parametrize("name", seed_names())
def test_marks_meet_the_hand_labels_of_every_seed(name: str) -> None:
    briefing = load_briefing(name)
    labels = load_labels(briefing, "rhetoric")
    clear = [label for label in labels if label.certainty == "clear"]
    arguable = [label for label in labels if label.certainty == "arguable"]
    score_marks = load_benchmark("rhetoric").score_marks
    scores = [score_marks(device, briefing.marks, clear, arguable) for device in DEVICES]
    hits = sum(score.hits for score in scores)
    assert hits / (hits + sum(score.false for score in scores)) > 0.9
    assert hits / (hits + sum(score.missed for score in scores)) > 0.9
