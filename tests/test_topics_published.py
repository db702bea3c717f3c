"""Every measure gives the figures that were published for it; each test names its source."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from scipy import stats

from briefing_lessons.annotation.reliability import cohens_kappa
from briefing_lessons.briefing import load_briefing
from briefing_lessons.statistics import benjamini_hochberg, chi_squared_p, wilson_interval
from briefing_lessons.topics.counting import count_words
from briefing_lessons.topics.dispersion import measure_dispersion
from briefing_lessons.topics.keyness import log_likelihood, log_ratio, tf_idf

PUBLISHED = Path(__file__).resolve().parents[2] / "shared" / "statistics" / "published_figures.json"
needs_figures = pytest.mark.skipif(
    not PUBLISHED.exists(), reason="the published figures lie beside the checkout"
)


def case(name: str) -> dict[str, Any]:
    return next(c for c in json.loads(PUBLISHED.read_text(encoding="utf-8")) if c["id"] == name)


@needs_figures
def test_four_term_log_likelihood_is_dunnings() -> None:
    """Dunning (1993), table by way of NLTK's collocations.doctest."""
    found = case("G2-dunning")
    for row in found["inputs"]:
        together, first, second, total = row["n_ii"], row["n_ix"], row["n_xi"], row["N"]
        # his table of a pair, read as one word in two texts
        g2 = log_likelihood(together, first, second - together, total - first)
        assert g2 == pytest.approx(row["expected"], abs=found["tol"])


@needs_figures
def test_the_log_likelihood_of_antconc() -> None:
    """The table of the UCREL wizard (Rayson and Garside 2000), four terms as in AntConc."""
    found = case("LL-wizard")
    numbers = (found["inputs"]["a"], found["inputs"]["n1"], found["inputs"]["b"], found["inputs"]["n2"])
    expected = found["expected"]
    assert log_likelihood(*numbers) == pytest.approx(expected["four_term"], abs=1e-12)


def test_two_by_two_tables_agree_with_scipy() -> None:
    """Quanteda's toy table (test-textstat_keyness.R), and scipy's contingency tests."""
    for a, n1, b, n2 in [
        (3, 10, 7, 9),
        (1, 20, 0, 30),
        (12, 900, 40, 1000),
        (0, 5, 5, 5),
        (41, 938, 1, 1010),
    ]:
        table = [[a, b], [n1 - a, n2 - b]]
        expected = stats.chi2_contingency(table, lambda_="log-likelihood", correction=False)
        g2 = log_likelihood(a, n1, b, n2)
        assert g2 == pytest.approx(expected.statistic, abs=1e-9)
        assert chi_squared_p(g2) == pytest.approx(expected.pvalue, rel=1e-9)


@needs_figures
def test_log_likelihood_is_everts() -> None:
    """Evert (2022), reference implementation in R's corpora 0.6, tests/keyness.R."""
    found = case("evert-lrc")
    for row in found["rows"]:
        numbers = (int(row["f1"]), found["n1"], int(row["f2"]), found["n2"])
        assert log_likelihood(*numbers) == pytest.approx(row["G2"], abs=found["tol"])


def test_benjamini_and_hochbergs_own_example_keeps_four() -> None:
    """Benjamini and Hochberg (1995), section 4.1: 15 p-values, q = 0.05."""
    p = [
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        0.0459,
        0.3240,
        0.4262,
        0.5719,
        0.6528,
        0.7590,
        1.0,
    ]
    adjusted = benjamini_hochberg(p)
    assert [q < 0.05 for q in adjusted] == [True] * 4 + [False] * 11
    assert adjusted == pytest.approx(list(stats.false_discovery_control(p)))
    assert benjamini_hochberg(p[::-1]) == pytest.approx(adjusted[::-1])


@needs_figures
def test_dispersion_of_gries_toy_corpus() -> None:
    """Gries (2019), by way of scattertext's test_Dispersion.py; row "a" computed from the formulas."""
    found = case("gries-toy")
    parts = [part.split() for part in found["parts"]]
    for letter, expected in found["expected"].items():
        got = measure_dispersion([part.count(letter) for part in parts], [len(part) for part in parts])
        names = {"range": got.range, "DP": got.dp, "DPnorm": got.dp_norm}
        assert set(names) <= set(expected)
        for name, value in names.items():
            assert expected[name] == pytest.approx(value, abs=found["tol"]), (letter, name)


def test_dispersion_of_allemand_in_business_letters() -> None:
    """Lyne (1985), as printed by R's tlda (README); its DP there is 1 - DP without a norm."""
    sizes = [8143, 8058, 8271, 8125, 7959, 7941, 8146, 8001, 8003, 7930]
    got = measure_dispersion([2, 0, 1, 1, 3, 0, 3, 0, 0, 0], sizes)
    assert (got.range / got.parts, 1 - got.dp) == pytest.approx((0.5, 0.5009295), abs=5e-8)


@needs_figures
def test_tf_idf_of_the_programming_historian() -> None:
    """Lavin (2019), Programming Historian, "Analyzing documents with tf-idf"; scikit-learn's smooth idf."""
    found = case("tfidf-ph")
    for word, _, having, expected in found["rows"]:
        # its smooth idf is the plain one, plus 1, with one more document that has the word
        counts: dict[str, dict[str, int]] = {str(number): {word: 1} for number in range(having + 1)}
        counts |= {str(number): {} for number in range(having + 1, 367)}
        assert tf_idf(counts)["0"][word] + 1 == pytest.approx(expected, abs=found["tol"]), word


def test_tf_idf_agrees_with_scikit_learn() -> None:
    sklearn = pytest.importorskip("sklearn.feature_extraction.text", reason="scikit-learn is not installed")
    texts = {"1": "talks on talks in the east", "2": "the talks ended", "3": "the east waits"}
    vectors = sklearn.TfidfVectorizer(token_pattern=r"\w+", norm=None, smooth_idf=False)
    matrix = vectors.fit_transform(texts.values()).toarray()
    counts = {name: {word: text.split().count(word) for word in text.split()} for name, text in texts.items()}
    ours = tf_idf(counts)
    for row, part in zip(matrix, texts, strict=True):
        for word, column in vectors.vocabulary_.items():
            count = counts[part].get(word, 0)  # its idf has 1 added, so that no word weighs nothing
            assert ours[part].get(word, 0.0) + count == pytest.approx(row[column])


def test_log_ratios_of_emma() -> None:
    """Macanovic's KeynessMeasures, README: "Emma" against Austen's other novels."""
    n1, n2 = 160_952, 563_674  # the one pair of whole numbers that gives the printed ratios
    rows = [(786, 1, 11.426616), (415, 4, 8.505198), (389, 0, 11.411857), (200, 9, 6.282162)]
    for count, other, printed in rows:
        assert log_ratio(count, n1, other, n2) == pytest.approx(printed, abs=5e-6)


@needs_figures
def test_cohens_kappa_of_the_textbook() -> None:
    """Textbook two-by-two table."""
    found = case("kappa")
    (a, b), (c, d) = found["table"]
    first, second = "y" * (a + b) + "n" * (c + d), "y" * a + "n" * b + "y" * c + "n" * d
    assert cohens_kappa(first, second) == pytest.approx(found["expected"])


@needs_figures
def test_wilsons_interval_of_newcombe() -> None:
    """Newcombe (1998), method 3."""
    found = case("wilson")
    for successes, trials, low, high in found["rows"]:
        assert wilson_interval(successes, trials) == pytest.approx((low, high), abs=found["tol"])
        exact = stats.binomtest(successes, trials).proportion_ci(method="wilson")
        assert wilson_interval(successes, trials) == pytest.approx((exact.low, exact.high), abs=1e-12)


@needs_figures
def test_the_transcripts_own_figures() -> None:
    """The seed's facts, counted once more with the token pattern they were made with."""
    found = case("seed")
    expected = found["expected"]
    briefing = load_briefing("000_95b79719e875266d.txt")

    def count(text: str) -> int:
        return len(re.findall(found["token_regex"], text))

    lower = Counter(
        word.lower() for word in re.findall(found["token_regex"], briefing.text.rpartition("\n")[0])
    )
    quoted = [briefing.text[start:end] for start, end, voice in briefing.voices if voice == "speaker"]
    assert len(briefing.text) == expected["chars"]
    assert len(briefing.lines) == expected["lines"]
    assert len(briefing.headings) == expected["headings"]
    assert count(briefing.text) == expected["tokens_all"]
    assert (len(lower), sum(1 for n in lower.values() if n == 1)) == (
        expected["types_lower"],
        expected["hapax"],
    )
    assert sum(map(count, quoted)) == expected["quoted_tokens"]
    sizes = [sum(count(p.text) for p in section.paragraphs) for section in briefing.sections]
    assert sizes == expected["section_sizes"]
    words = count_words(briefing)
    assert (words["US"], words["us"]) == (expected["token_US"], expected["pronoun_us"])
