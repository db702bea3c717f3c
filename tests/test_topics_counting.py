"""Counting, topics, keyness and concordance on the transcript and on texts made for one question."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from briefing_lessons.briefing import Briefing, load_briefing, parse_briefing
from briefing_lessons.english.words import TOKEN_PATTERN, find_words
from briefing_lessons.errors import BriefingError
from briefing_lessons.files import seed_names
from briefing_lessons.spans import find_voices
from briefing_lessons.statistics import warn_of_short
from briefing_lessons.topics.concordance import concordance
from briefing_lessons.topics.counting import (
    count_quotes,
    count_words,
    count_words_by,
    find_collocations,
    find_lines,
)
from briefing_lessons.topics.dispersion import find_dispersion, measure_dispersion
from briefing_lessons.topics.index import printed_forms
from briefing_lessons.topics.keyness import compare_counts, find_keywords, suggest_terms
from briefing_lessons.topics.scopes import contrast_scopes, find_parts, find_stretches, people
from briefing_lessons.topics.stopwords import load_stop_words
from briefing_lessons.topics.terms import (
    as_topics,
    find_rates,
    find_terms,
    unfound_terms,
)

SEED = "000_95b79719e875266d.txt"
TURNS = """MS. DELACROIX: Good afternoon. The ferry talks resume on Monday, and we welcome that.

QUESTION: Will the ferry sail? And who pays for the ferry?

MS. DELACROIX: The ferry will sail. Nobody in Port Alder pays twice.

QUESTION: Thank you.
"""


@pytest.fixture(scope="module")
def briefing() -> Briefing:
    return load_briefing(SEED)


@pytest.fixture(scope="module")
def transcript() -> Briefing:
    return parse_briefing(TURNS)


class TestCounting:
    def test_the_country_is_not_the_pronoun(self, briefing: Briefing) -> None:
        words = count_words(briefing)
        assert (words["US"], words["us"]) == (20, 1)

    def test_whole_words_are_those_an_editor_finds(self, briefing: Briefing) -> None:
        words = count_words(briefing)
        expected = {
            "terrorism": 12,
            "russia": 17,
            "russian": 15,
            "moscow": 15,
            "trump": 15,
            "syria": 13,
            "syrian": 8,
        }
        assert {word: words[word] for word in expected} == expected

    def test_quoted_words_are_half_of_all(self, briefing: Briefing) -> None:
        share = count_words(briefing, "speaker").N() / count_words(briefing).N()
        assert 0.49 < share < 0.51

    def test_scopes_add_up(self, briefing: Briefing) -> None:
        whole = count_words(briefing)
        assert whole == sum(
            (count_words(briefing, s) for s in ("speaker", "reporter", "heading")), start=Counter()
        )
        assert (
            count_words(briefing, "text").N()
            == count_words(briefing).N() - count_words(briefing, "heading").N()
        )

    def test_the_advertisement_is_never_counted(self, briefing: Briefing) -> None:
        assert count_words(briefing)["telegram"] == 0

    def test_one_person_has_the_words_quoted_from_them(self, briefing: Briefing) -> None:
        name = people(briefing)[0]
        quoted = " ".join(
            q.text for q in briefing.quotes if q.speaker == name and q.kind in ("direct", "mixed")
        )
        assert count_words(briefing, name) == count_words(parse_briefing(quoted))
        assert count_words(briefing, name.split()[-1]) == count_words(briefing, name)

    def test_one_section_may_be_named_or_given(self, briefing: Briefing) -> None:
        by_name = count_words(briefing, "On expectations from Astana talks")
        assert by_name.N() == 16
        assert by_name == count_words(briefing, briefing.sections[11])

    def test_a_frequency_distribution_is_nltks(self, briefing: Briefing) -> None:
        from nltk.probability import ConditionalFreqDist, FreqDist

        assert type(count_words(briefing)) is FreqDist
        assert type(count_words_by(briefing)) is ConditionalFreqDist
        assert count_words(briefing).N() == sum(count_words(briefing).values())

    def test_the_fast_way_and_the_token_list_agree(self, briefing: Briefing) -> None:
        slow = Counter(token.norm for token in briefing.tokens if token.voice != "boilerplate")
        assert count_words(briefing) == slow

    @pytest.mark.parametrize("name", seed_names())
    def test_the_token_pattern_gives_nltk_the_same_words(self, name: str) -> None:
        from nltk.tokenize import RegexpTokenizer

        text = (
            load_briefing(name).text + " the U.S.’s “why’s and let’s” of O’Brien’s 1990’s, 1,000-year F-16s"
        )
        assert RegexpTokenizer(TOKEN_PATTERN).tokenize(text) == [text[a:b] for a, b, _ in find_words(text)]

    @pytest.mark.parametrize(
        ("token", "forms"),
        [
            ("US-Russia", ["US", "russia"]),
            ("Syria’s", ["syria"]),
            ("it's", ["it's"]),
            ("U.S.’s", ["US"]),
            ("1990’s", ["1990"]),
            ("O’Brien’s", ["o'brien"]),
            ("don’t", ["don't"]),
            ("MI-6", ["MI", "6"]),
            ("U.S.", ["US"]),
            ("anti-terrorism", ["anti", "terrorism"]),
            ("2,018", ["2,018"]),
        ],
    )
    def test_a_token_is_counted_as_its_words(self, token: str, forms: list[str]) -> None:
        assert [form for _, _, form in find_words(token)] == forms

    def test_stop_words_hide_the_pronoun_but_not_the_country(self, briefing: Briefing) -> None:
        words = count_words(briefing, stop_words=True)
        assert (words["US"], words["us"], words["the"]) == (20, 0, 0)
        assert words["said"] == 28
        assert count_words(briefing, stop_words=load_stop_words("function", "reporting"))["said"] == 0

    def test_own_stop_words_are_taken_in_any_spelling(self, briefing: Briefing) -> None:
        assert count_words(briefing, stop_words=["Lavrov", "MOSCOW"])["lavrov"] == 0
        assert count_words(briefing, stop_words="Lavrov")["lavrov"] == 0

    def test_no_run_of_words_crosses_a_line_or_a_voice(self) -> None:
        briefing = parse_briefing(
            'He said: "We are ready." Then he left the room.\nHe came back late, they said.\n'
        )
        found = find_collocations(briefing, min_count=1, stop_words=False)
        pairs = {pair.words: pair.count for pair in found}
        assert ("ready", "then") not in pairs
        assert ("room", "he") not in pairs
        assert pairs["we", "are"] == 1

    def test_an_unknown_scope_names_those_there_are(self, briefing: Briefing) -> None:
        with pytest.raises(BriefingError, match="use all, text, speaker, asker, reporter, heading"):
            count_words(briefing, "minister of magic")

    def test_an_unknown_group_of_stop_words_is_refused(self) -> None:
        with pytest.raises(BriefingError, match="function, reporting"):
            load_stop_words("verbs")


class TestTranscripts:
    def test_questions_are_the_askers_and_answers_the_speakers(self, transcript: Briefing) -> None:
        assert count_words(transcript, "asker")["ferry"] == 2
        assert count_words(transcript, "speaker")["ferry"] == 2
        assert count_words(transcript, "reporter").N() == 0

    def test_labels_of_turns_are_not_counted(self, transcript: Briefing) -> None:
        assert count_words(transcript)["question"] == 0

    def test_turns_are_parts(self, transcript: Briefing) -> None:
        assert [part.words for part in find_parts(transcript, "turn")] == [12, 10, 10, 2]

    def test_speaker_is_compared_with_who_asks(self, transcript: Briefing) -> None:
        assert contrast_scopes(transcript) == ("speaker", "asker")


class TestTopics:
    def test_a_substring_is_asked_for_with_stars(self, briefing: Briefing) -> None:
        assert len(find_terms(briefing, "terrorism")) == 12
        assert len(find_terms(briefing, "*terror*")) == 18
        assert len(find_terms(briefing, "US")) == 20
        assert len(find_terms(briefing, "us")) == 1

    def test_places_are_verbatim(self, briefing: Briefing) -> None:
        for span in find_terms(briefing, ["Syria*", "foreign minister"]):
            assert briefing.text[span.start : span.end] == span.text

    def test_a_phrase_is_found_across_hyphen_and_space(self) -> None:
        briefing = parse_briefing(
            "The anti-terrorism law. An anti terrorism law.\nanti\nterrorism law again, he said.\n"
        )
        assert [s.text for s in find_terms(briefing, "anti-terrorism")] == [
            "anti-terrorism",
            "anti terrorism",
        ]

    def test_a_star_alone_is_any_one_word(self, briefing: Briefing) -> None:
        found = find_terms(briefing, "Donald *")
        assert {span.text.split()[-1] for span in found} == {"Trump"}

    def test_overlapping_terms_count_once_and_the_longer_wins(self) -> None:
        briefing = parse_briefing("The foreign minister met the minister of finance there.\n")
        found = find_terms(briefing, ["minister", "foreign minister"])
        assert [span.text for span in found] == ["foreign minister", "minister"]

    def test_sections_add_up_to_the_text(self, briefing: Briefing) -> None:
        total = len(find_terms(briefing, "Syria*", "text"))
        for by in ("section", "voice"):
            assert sum(rate.count for rate in find_rates(briefing, "Syria*", by)) == total

    def test_tenths_have_equally_many_words(self, briefing: Briefing) -> None:
        sizes = [part.words for part in find_parts(briefing, "tenth")]
        assert len(sizes) == 10
        assert max(sizes) - min(sizes) <= 2

    def test_the_sixteen_word_section_is_warned_about(self, briefing: Briefing) -> None:
        parts = find_parts(briefing)
        assert parts[-1].words == 16 and parts[-1].short
        assert "On expectations from Astana talks (16)" in warn_of_short(find_rates(briefing, "US"))

    def test_a_rate_lies_in_its_interval(self, briefing: Briefing) -> None:
        for rate in find_rates(briefing, ["Trump", "Syria*"]):
            assert rate.low <= rate.rate <= rate.high

    def test_absent_terms_are_reported(self, briefing: Briefing) -> None:
        assert unfound_terms(briefing, {"Syria": ["Syria*", "Homs"]}) == ("Homs",)

    @pytest.mark.parametrize("topics", [{}, [], {"Syria": []}])
    def test_no_topic_is_refused_with_an_example(self, topics: object) -> None:
        with pytest.raises(BriefingError, match="Syria"):
            as_topics(topics)  # type: ignore[arg-type]

    @pytest.mark.parametrize("term", ["", "  ", "?!"])
    def test_a_term_without_letters_is_refused(self, briefing: Briefing, term: str) -> None:
        with pytest.raises(BriefingError, match="not a term"):
            find_terms(briefing, term)

    def test_a_briefing_without_turns_says_what_to_do(self, briefing: Briefing) -> None:
        with pytest.raises(BriefingError, match='by="tenth"'):
            find_parts(briefing, "turn")

    def test_an_unknown_cut_names_the_known_ones(self, briefing: Briefing) -> None:
        with pytest.raises(BriefingError, match="section, tenth, turn"):
            find_parts(briefing, "page")  # type: ignore[arg-type]

    def test_suggestions_leave_out_grammar_and_reporting(self, briefing: Briefing) -> None:
        words = {s.word for s in suggest_terms(briefing, 40)}
        assert words and not words & load_stop_words("function", "reporting")


class TestPrintedForms:
    def test_a_capital_where_a_sentence_begins_says_nothing(self) -> None:
        text = parse_briefing("We left Sellin. We know Sellin, and we like it. Water is cold, water is wet.")
        assert set(printed_forms(text, ["we", "sellin", "water"]).values()) == {"we", "Sellin", "water"}

    def test_the_country_stays_apart_from_the_pronoun(self) -> None:
        text = parse_briefing("The US told us so, and the US told us again.")
        assert printed_forms(text, ["US", "us"]) == {"US": "US", "us": "us"}

    def test_every_word_is_found_by_its_printed_form(self, briefing: Briefing) -> None:
        counts = count_words(briefing)
        printed = printed_forms(briefing, counts)
        assert len(set(printed.values())) == len(counts)
        assert all(len(find_terms(briefing, printed[word])) == counts[word] for word in list(counts)[:200])


class TestKeyness:
    def test_the_sign_of_a_score_says_whose_word_it_is(self, briefing: Briefing) -> None:
        for word in find_keywords(briefing):
            assert (word.side == "speaker") == (word.rate >= word.other_rate) == (word.score >= 0)
            assert (word.score > 0) == (word.log_ratio > 0) or not (word.count and word.other_count)

    def test_adjusted_p_values_are_never_smaller(self, briefing: Briefing) -> None:
        assert all(word.q >= word.p for word in find_keywords(briefing))

    def test_an_empty_voice_is_refused(self) -> None:
        with pytest.raises(BriefingError, match="no words"):
            compare_counts({"a": 1}, {})

    def test_quantedas_toy_documents(self) -> None:
        """quanteda test-textstat_keyness.R: the order of the words of d1 against d2."""
        first, second = "a a a b b c c c c c c d e f g h h".split(), "a a b c c d d d d e f h".split()
        found = compare_counts(Counter(first), Counter(second))
        order = [w.word for w in sorted(found, key=lambda w: -w.score)]
        assert order == ["c", "g", "b", "h", "a", "e", "f", "d"]
        assert {w.word: (w.count, w.other_count) for w in found if w.word in "adg"} == {
            "a": (3, 2), "d": (1, 4), "g": (1, 0),
        }  # fmt: skip
        assert {w.word: w.count for w in compare_counts({"a": 2}, {"b": 1})} == {"a": 2, "b": 0}


class TestOthers:
    def test_a_concordance_shows_the_text_itself(self, briefing: Briefing) -> None:
        found = concordance(briefing, "US", width=30)
        assert len(found) == 20
        for line in found:
            whole = briefing.line(line.line)
            assert line.left + line.text + line.right in whole.text
            assert briefing.text[line.start : line.end] == line.text

    def test_a_bar_leads_to_as_many_lines(self, briefing: Briefing) -> None:
        for word, count in count_words(briefing).most_common(40):
            assert len(concordance(briefing, word)) == count, word

    def test_a_concordance_is_aligned_as_text_and_escaped_as_html(self) -> None:
        briefing = parse_briefing(
            "We saw <b>the ferry</b> at noon today.\nThe ferry was late again, they said.\n"
        )
        found = concordance(briefing, "ferry", width=12)
        rows = repr(found).splitlines()[1:]
        assert len({row.index("ferry") for row in rows}) == 1
        assert "<b>" not in found._repr_html_()
        assert 'scope="col"' in found._repr_html_()

    def test_a_concordance_says_how_many_places_stand_in_headings(self, briefing: Briefing) -> None:
        everywhere, running = concordance(briefing, "US"), concordance(briefing, "US", "text")
        assert (len(everywhere), len(running)) == (20, 18)
        assert repr(everywhere).startswith("'US': 20 places, 2 of them in headings\n")
        assert repr(running).startswith("'US': 18 places\n")

    def test_a_part_of_a_concordance_says_of_how_many(self, briefing: Briefing) -> None:
        some = concordance(briefing, "US", "text")[3:6]
        assert repr(some).startswith("'US': 3 of 18 places\n")
        assert repr(some[1:]).startswith("'US': 2 of 18 places\n")
        assert "US: 3 of 18 places" in some._repr_html_()

    def test_nothing_found_is_said(self, briefing: Briefing) -> None:
        assert repr(concordance(briefing, "Atlantis")) == "“Atlantis” is not in this text."

    def test_a_misspelled_word_is_answered_with_the_nearest_words(self, briefing: Briefing) -> None:
        assert repr(concordance(briefing, "Siria")) == (
            "“Siria” is not in this text. The nearest words: Syria."
        )

    def test_nothing_found_shows_no_empty_table(self, briefing: Briefing) -> None:
        html = concordance(briefing, ["Atlantis", "Mordor"])[:5]._repr_html_()
        assert "<th" not in html and "<table" not in html
        assert "None of “Atlantis”, “Mordor” is in this text." in html
        html = concordance(briefing, "Siria")._repr_html_()
        assert "“Siria” is not in this text." in html and "<th" not in html

    def test_a_word_that_stands_elsewhere_is_not_called_absent(self, briefing: Briefing) -> None:
        found = concordance(briefing, "Aleppo", "reporter")
        assert not found.lines
        assert repr(found) == "“Aleppo”: not in the words asked for, but in 1 place of the text."

    def test_capitals_bind_only_where_the_text_has_both_forms(self, briefing: Briefing) -> None:
        assert len(find_terms(briefing, "RUSSIA")) == len(find_terms(briefing, "russia")) == 17
        assert len(find_terms(briefing, "SYRIA*")) == len(find_terms(briefing, "Syria*")) == 22
        assert [len(find_terms(briefing, form)) for form in ("US", "us", "Us")] == [20, 1, 1]
        only = parse_briefing("The US agreed on Friday, they said.\n")
        assert [span.text for span in find_terms(only, "us")] == ["US"]

    def test_a_word_only_in_labels_is_not_called_absent(self) -> None:
        briefing = parse_briefing("MAYOR: We open on Friday.\n\nQUESTION: Why?\n\nMAYOR: Because.\n")
        assert "only where words are not counted" in repr(concordance(briefing, "mayor"))

    def test_collocations_never_join_two_lines(self, briefing: Briefing) -> None:
        joined = {
            word
            for run in briefing.text.splitlines()
            for word in zip(run.split(), run.split()[1:], strict=False)
        }
        spaced = {" ".join(pair).lower() for pair in joined}
        for found in find_collocations(briefing, stop_words=False)[:20]:
            assert any(" ".join(found.words).lower() in text.replace("-", " ") for text in spaced), found

    def test_a_word_in_every_part_alike_is_evenly_spread(self) -> None:
        even = measure_dispersion([2, 2, 2], [100, 100, 100])
        assert (even.range, even.dp) == (3, pytest.approx(0))

    def test_a_word_in_one_part_is_as_uneven_as_can_be(self) -> None:
        one = measure_dispersion([0, 5, 0], [100, 100, 100])
        assert (one.range, one.dp_norm) == (1, pytest.approx(1))

    def test_dispersion_of_a_topic_counts_its_sections(self, briefing: Briefing) -> None:
        found = find_dispersion(briefing, ["Belarus*"])
        assert (found.range, found.parts) == (1, 12)

    def test_stretches_of_a_section_lie_in_it(self, briefing: Briefing) -> None:
        section = briefing.sections[3]
        assert all(section.start <= s < e <= section.end for s, e in find_stretches(briefing, section))


def test_the_glossary_has_the_definitions_in_the_words_of_the_code() -> None:
    """What is counted is said once, in a docstring, and the glossary quotes it."""
    page = Path(__file__).resolve().parent.parent / "notebooks" / "glossary.md"
    glossary = " ".join(page.read_text(encoding="utf-8").split())
    for function, subject in (
        (find_words, "A word is "),
        (find_words, "A hyphen parts"),
        (find_lines, "A line is"),
        (count_quotes, "A quotation is "),
        (count_quotes, "A report is "),
        (count_quotes, "A term is "),
        (find_voices, "A voice is "),
        (find_voices, "The words of a question"),
        (find_voices, "Boilerplate is "),
    ):
        text = " ".join(str(function.__doc__).split())
        sentence = text[text.index(subject) :].partition(". ")[0]
        said = sentence.removeprefix(subject) if subject.endswith("is ") else sentence
        assert said.lower() in glossary.lower(), said
