"""Sure or not, said or denied, and by which links: what an attribution says about itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing_lessons.briefing import Briefing, parse_briefing
from briefing_lessons.quotes import ATTRIBUTION_RULES
from briefing_lessons.quotes.explain import explain
from briefing_lessons.reading import parse_source, source_from_text
from briefing_lessons.reading.lexicon import WARNINGS
from briefing_lessons.spans import Attribution
from test_quotes_cases import _cases


def attribution(text: str, number: int = -1) -> Attribution:
    return Briefing(parse_source(source_from_text(text))).quotes[number].attribution


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("“It rained,” Nadia Brook said.", True),
        ("Nadia Brook came in. “It rained,” she said.", True),
        ("Nadia Brook met Ines Calder at noon. Then it was late. It was cold. “It rained,” she said.", False),
        ("Signe Hall opened the case. “It rained,” the prosecutor said.", False),
        ("Nadia Brook laughed. “For what?”", False),
        ("Signe Hall, who coaches Redmoor, came. “It rained,” the coach said.", True),
        ("Ines Calder left.\n\nNadia Brook laughed. “It rained,” she said.", True),
        ("Ines Calder left. Nadia Brook laughed. “It rained,” she said.", False),
        ("Ines Calder met Nadia Brook.\n\n“It rained,” she said.", False),
        ("Signe Hall, who owns a farm, came. “It rained,” the economist said.", True),
        ("Signe Hall, who owns a farm, came with Tomas Lind. “It rained,” the economist said.", False),
        ("Signe Hall and her brother Abel Hall came. “It rained,” Hall said.", False),
        ("Nadia Hall came. “It rained,” Hall said.\n\nAbel Hall left.", True),
        ("Nadia Brook came.\n\nIt was late.\n\n“It rained.”", False),
        ("Nadia Brook came in. “He sang, ‘It rained,’ and then he said, ‘Go,’” she said.", False),
        ("Tomas Lind left.\n\nNadia Brook laughed. “It rained,” she said.", True),
        ("A ranger came in. “It rained,” the ranger said.", True),
        ("The ranger came in. “It rained,” the ranger said.", False),
        ("The ranger came in. “It rained,” she said.", False),
        ("Nadia Brook: ‘It rained’\n\nNadia Brook opened the fair, and nobody rowed across the lake.", True),
        ("The skipper stood up. “It rained,” the skipper said.\n\n“Late,” Nadia Brook said.", True),
        (
            "The skipper was late.\n\nNadia Brook said to Ines Calder: “No.” “It rained,” the skipper said.",
            False,
        ),
        ("There was a log on the table. “Brake failed,” it read.", False),
        ("Signe Hall came in.\n\nSigne Hall laughed. It rained. “It was late,” the farmer said.", True),
        ("Signe Hall came in.\n\nSigne Hall laughed. “It was late,” the older woman said.", False),
        ("Mayor Brook: ‘It rained’\n\nNadia Brook opened the fair, and nobody rowed across the lake.", False),
    ],
)
def test_an_attribution_is_sure_where_only_one_can_be_meant(text: str, sure: bool) -> None:
    assert attribution(text).sure is sure


def test_straight_quotation_marks_may_run_over_the_ends_of_wrapped_lines() -> None:
    page = '"We have signed it\ntwice in nine years and it\ndid no good," Nadia Brook said.\n\n' * 6
    assert attribution(page).sure
    spoken = "We do what we can. You know what I mean.\n\n" * 60
    assert not attribution(page[: len(page) // 6] + spoken).sure


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The mayor said that the yard was slow.", "said"),
        ("The mayor denied that the yard was slow.", "denied"),
        ("The mayor neither confirmed nor denied that the yard was slow.", "denied"),
        ("The mayor would not say whether the yard was slow.", "neither"),
        ("Anna Lund asked whether the yard was slow.", "neither"),
        ("The mayor did not deny that the yard was slow.", "neither"),
        ("“Is it slow?” Anna Lund asked.", "said"),
    ],
)
def test_a_source_says_denies_or_does_neither(text: str, stance: str) -> None:
    assert attribution(text).stance == stance


def test_the_chain_leads_from_the_mention_to_the_name_with_the_evidence_for_each_step() -> None:
    text = "Nadia Brook opened the hearing. Tomas Lind spoke.\n\n“The frost took everything,” she said."
    briefing = Briefing(parse_source(source_from_text(text)))
    chain = briefing.quotes[0].attribution.chain
    assert [link.text for link in chain] == ["she", "Nadia Brook"]
    assert "she → Nadia Brook (the only person named shortly above who fits)" in str(
        explain(briefing, briefing.quotes[0])
    )


def test_where_nobody_fits_the_answer_is_nobody_with_the_reason() -> None:
    found = attribution("Berlin warned that the pipe would burst. He said it was late.")
    assert found.speaker is None
    assert found.chain[0].why == "nobody named above fits"


def test_every_attribution_rule_decides_a_case_and_lets_another_pass() -> None:
    decided: set[str] = set()
    passed: set[str] = set()
    for case in _cases():
        for quote in Briefing(parse_source(source_from_text(case.values[0]))).quotes:  # type: ignore[attr-defined]
            decided.update(quote.attribution.tried[-1:])
            passed.update(quote.attribution.tried[:-1])
    names = {rule.__name__ for rule in ATTRIBUTION_RULES}
    assert names - decided == set()
    assert names - passed - {ATTRIBUTION_RULES[-1].__name__} == set()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("“It is open,” Abel Ruud said.", True),
        ("Nobody came. “It is open.” It rained.", False),  # no source: there is nothing to be sure of
        ("Abel Ruud, whom they call “the Tanner”, came.", False),
    ],
)
def test_how_sure_is_told_of_a_source_alone(text: str, told: bool) -> None:
    briefing = parse_briefing(text)
    page = explain(briefing, briefing.quotes[0])._repr_html_()
    assert ("How sure" in page) == told


@pytest.mark.parametrize(("doubt", "sure"), [("numbered", True), ("quoted_mail", True), ("unplaced", False)])
def test_a_warning_that_is_not_of_the_layout_makes_no_quotation_unsure(doubt: str, sure: bool) -> None:
    source = source_from_text("Nadia Brook came in. “It rained,” Nadia Brook said.")
    briefing = Briefing(parse_source(replace(source, warnings=(WARNINGS[doubt],))))
    assert [quote.attribution.sure for quote in briefing.quotes] == [sure]
