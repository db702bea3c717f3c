"""Every measure gives the figures that were published for it; each test names its source."""

from __future__ import annotations

import json
import re
from collections import Counter
from math import log
from pathlib import Path
from typing import Any

import pytest
from scipy import stats

from briefing_lessons.briefing import load_briefing
from briefing_lessons.statistics import wilson_interval
from briefing_lessons.topics import measures
from briefing_lessons.topics.agreement import cohens_kappa, krippendorff_alpha
from briefing_lessons.topics.collocations import association
from briefing_lessons.topics.contrasts import log_odds, scaled_f
from briefing_lessons.topics.counting import count_words
from briefing_lessons.topics.dispersion import measure_dispersion
from briefing_lessons.topics.diversity import moving_average_ttr, type_token_ratio, yules_k
from briefing_lessons.topics.exact import benjamini_hochberg, binomial_bounds, chi_squared_p, fisher_exact
from briefing_lessons.topics.segmentation import boundary_distance, pk, window_diff
from briefing_lessons.topics.tfidf import inverse_document_frequency, tf_idf

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
        assert association(together, first, second, total) == pytest.approx(row["expected"], abs=found["tol"])
        # the same table, read as one word in two texts
        g2 = measures.log_likelihood(together, first, second - together, total - first)
        assert g2 == pytest.approx(row["expected"], abs=found["tol"])


@needs_figures
def test_association_of_pairs_is_manning_and_schuetzes() -> None:
    """Manning and Schuetze (1999), chapter 5, by way of NLTK's collocations.doctest."""
    names = {"student_t": "student_t", "chi2": "chi_sq", "pmi_log2": "pmi"}
    for row in case("MS-assoc")["inputs"]:
        assert association(*row["args"], names[row["f"]]) == pytest.approx(row["expected"], abs=row["tol"])


@needs_figures
def test_both_log_likelihoods_of_the_wizard() -> None:
    """Rayson and Garside (2000), UCREL log-likelihood wizard; four terms as in AntConc."""
    found = case("LL-wizard")
    numbers = (found["inputs"]["a"], found["inputs"]["n1"], found["inputs"]["b"], found["inputs"]["n2"])
    expected = found["expected"]
    assert measures.log_likelihood(*numbers, terms=2) == pytest.approx(expected["two_term_full"], abs=1e-12)
    assert measures.log_likelihood(*numbers, terms=4) == pytest.approx(expected["four_term"], abs=1e-12)


@needs_figures
def test_chi_squared_of_quantedas_inaugural_table() -> None:
    """Quanteda, `textstat_keyness` on Trump's inaugural address against all others."""
    found = case("quanteda-trump")
    for row in found["rows"]:
        value = measures.chi_squared(row["a"], found["n1"], row["b"], found["n2"], correction="quanteda")
        assert value == pytest.approx(row["value"], abs=found["tol"]), row["word"]


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
        for correction, yates in (("none", False), ("yates", True)):
            expected = stats.chi2_contingency(table, correction=yates)
            value = measures.chi_squared(a, n1, b, n2, correction=correction)  # type: ignore[arg-type]
            assert value == pytest.approx(expected.statistic, abs=1e-9)
            assert chi_squared_p(value) == pytest.approx(expected.pvalue, rel=1e-9)
        g2 = stats.chi2_contingency(table, lambda_="log-likelihood", correction=False).statistic
        assert measures.log_likelihood(a, n1, b, n2) == pytest.approx(g2, abs=1e-9)


def test_williams_correction_divides_by_q() -> None:
    """The likelihood test of R's Deducer, by which quanteda tests its "lr" with Williams' correction."""
    plain = measures.log_likelihood(3, 10, 7, 9)
    rows, columns = 19 / 10 + 19 / 9, 19 / 10 + 19 / 9
    q = 1 + (rows - 1) * (columns - 1) / (6 * 19)
    assert measures.log_likelihood(3, 10, 7, 9, correction="williams") == pytest.approx(plain / q)


def test_pointwise_mutual_information_of_quantedas_toy() -> None:
    """test-textstat_keyness.R: log(a N / (row column)) for "a" in two toy documents."""
    first, second = "a a a b b c c c c c c d e f g h h".split(), "a a b c c d d d d e f h".split()
    expected = log(3 * 29 / (5 * 17))
    value = measures.pointwise_mutual_information(3, len(first), 2, len(second))
    assert value == pytest.approx(expected)


@needs_figures
def test_conservative_log_ratio_and_its_kin_are_everts() -> None:
    """Evert (2022), reference implementation in R's corpora 0.6, tests/keyness.R."""
    found = case("evert-lrc")
    n1, n2, family, tol = found["n1"], found["n2"], found["family_m"], found["tol"]
    for row in found["rows"]:
        numbers = (int(row["f1"]), n1, int(row["f2"]), n2)
        assert measures.log_likelihood(*numbers) == pytest.approx(row["G2"], abs=tol)
        assert measures.log_ratio(*numbers, zero="walter") == pytest.approx(row["LogRatio"], abs=tol)
        lrc = measures.conservative_log_ratio(*numbers, confidence=found["conf"], family=family)
        assert lrc == pytest.approx(row["LRC"], abs=tol)
        positive = measures.conservative_log_ratio(
            *numbers, confidence=found["conf"], family=family, positive=True
        )
        assert positive == pytest.approx(row["PositiveLRC"], abs=tol)
        simple = measures.simple_maths(*numbers, smoothing=100)
        assert simple == pytest.approx(row["SimpleMaths_lambda100"], abs=1e-7)


def test_conservative_log_ratio_is_the_same_from_either_side() -> None:
    assert measures.conservative_log_ratio(2, 1000, 40, 900) == pytest.approx(
        -measures.conservative_log_ratio(40, 900, 2, 1000)
    )


@pytest.mark.parametrize(
    ("k", "n", "alpha"), [(0, 5, 0.05), (5, 5, 0.05), (1, 7, 1e-6), (40, 41, 0.05), (300, 9000, 1e-4)]
)
def test_exact_bounds_agree_with_scipys_beta(k: int, n: int, alpha: float) -> None:
    low, high = binomial_bounds(k, n, alpha)
    assert low == pytest.approx(stats.beta.ppf(alpha / 2, k, n - k + 1) if k else 0, rel=1e-9)
    assert high == pytest.approx(stats.beta.ppf(1 - alpha / 2, k + 1, n - k) if k < n else 1, rel=1e-9)


@pytest.mark.parametrize(
    "numbers", [(8, 10, 1, 6), (3, 10, 7, 9), (0, 1010, 41, 938), (21, 1010, 0, 938), (5, 500, 5, 500)]
)
def test_fishers_exact_test_is_scipys_two_sided(numbers: tuple[int, int, int, int]) -> None:
    a, n1, b, n2 = numbers
    expected = stats.fisher_exact([[a, b], [n1 - a, n2 - b]]).pvalue
    assert fisher_exact(*numbers) == pytest.approx(expected, rel=1e-9)


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
        names = {"range": got.range, "sd": got.sd, "vc": got.vc, "D": got.d, "D2": got.d2, "S": got.s,
                 "DP": got.dp, "DPnorm": got.dp_norm, "KLD": got.kld}  # fmt: skip
        for name, value in expected.items():
            assert names[name] == pytest.approx(value, abs=found["tol"]), (letter, name)


def test_dispersion_of_allemand_in_business_letters() -> None:
    """Lyne (1985), as printed by R's tlda (README); its DP there is 1 - DP without a norm."""
    sizes = [8143, 8058, 8271, 8125, 7959, 7941, 8146, 8001, 8003, 7930]
    got = measure_dispersion([2, 0, 1, 1, 3, 0, 3, 0, 0, 0], sizes)
    printed = [0.5000000, 0.6038797, 0.6521444, 0.4763652, 0.5009295, 0.3081640, 0.4665078]
    values = [got.range / got.parts, got.d, got.d2, got.s, 1 - got.dp, got.da, got.dkl]
    assert values == pytest.approx(printed, abs=5e-8)


@needs_figures
def test_tf_idf_of_the_programming_historian() -> None:
    """Lavin (2019), Programming Historian, "Analyzing documents with tf-idf"; scikit-learn's smooth idf."""
    found = case("tfidf-ph")
    for word, _, having, expected in found["rows"]:
        assert inverse_document_frequency(having, 366, "smooth") == pytest.approx(
            expected, abs=found["tol"]
        ), word


def test_tf_idf_agrees_with_scikit_learn() -> None:
    sklearn = pytest.importorskip("sklearn.feature_extraction.text", reason="scikit-learn is not installed")
    texts = {"1": "talks on talks in the east", "2": "the talks ended", "3": "the east waits"}
    vectors = sklearn.TfidfVectorizer(token_pattern=r"\w+")
    matrix = vectors.fit_transform(texts.values()).toarray()
    counts = {name: {word: text.split().count(word) for word in text.split()} for name, text in texts.items()}
    ours = tf_idf(counts, idf="smooth", normalise="l2")
    for row, part in zip(matrix, texts, strict=True):
        for word, column in vectors.vocabulary_.items():
            assert ours[part].get(word, 0.0) == pytest.approx(row[column])


@needs_figures
def test_the_three_fighting_words() -> None:
    """Monroe et al. (2008), as in jmhessel/FightingWords, ConvoKit and scattertext."""
    found = case("logodds")
    y, z, expected, tol = found["y_i"], found["y_j"], found["expected"], found["tol"]
    assert log_odds(y, z, prior=0.1) == pytest.approx(expected["flat_0_1_approx_var"], abs=tol)
    assert log_odds(y, z, prior=0.001, variance="exact") == pytest.approx(
        expected["flat_0_001_exact_var"], abs=tol
    )
    informed = log_odds(y, z, prior=[50, 40, 5, 100, 5], prior_total=10, variance="exact")
    assert informed == pytest.approx(expected["informative_50_40_5_100_5_scaled_to_10_exact_var"], abs=tol)


@pytest.mark.parametrize("spread", ["population", "sample"])
def test_scaled_f_is_scattertexts(spread: str) -> None:
    """Kessler (2017): ScaledFScore.get_scores, written out with numpy and scipy."""
    np = pytest.importorskip("numpy")
    ddof = 0 if spread == "population" else 1

    def for_category(mine: Any, theirs: Any) -> Any:
        def scale(x: Any) -> Any:
            return stats.norm.cdf(x, x.mean(), x.std(ddof=ddof))

        p, r = scale(mine / (mine + theirs)), scale(mine / mine.sum())
        return 5 * p * r / (4 * p + r)

    def squash(x: Any) -> Any:
        return np.full(len(x), 0.5) if len(x) and x.min() == x.max() else (x - x.min()) / (x.max() - x.min())

    y, z = np.array([10.0, 3, 0, 7, 1, 20]), np.array([2.0, 8, 4, 7, 0, 5])
    a, b = for_category(y, z), for_category(z, y)
    scores = np.where(a > b, a, np.where(a < b, -b, 0))
    scores[scores > 0] = squash(scores[scores > 0])
    scores[scores < 0] = -squash(-scores[scores < 0])
    assert scaled_f(list(y), list(z), spread=spread) == pytest.approx((scores + 1) / 2)  # type: ignore[arg-type]
    assert scaled_f(list(y), list(z), spread=spread, balanced=False) == pytest.approx(a)  # type: ignore[arg-type]


def test_keyness_of_emma() -> None:
    """Macanovic's KeynessMeasures, README: "Emma" against Austen's other novels."""
    n1, n2 = 160_952, 563_674  # the one pair of whole numbers that gives the printed ratios
    rows = [  # count, other count, G2 (two-term), ELL, BIC, %DIFF, relative risk, log ratio, odds ratio
        (786, 1, 2350.3189, 0.0006281, 2336.8255, 2.751670e05, 2752.6701, 11.426616, 2766.17371),
        (415, 4, 1205.6112, 0.0003670, 1192.1178, 3.623455e04, 363.3455, 8.505198, 364.28214),
        (389, 0, 1170.5395, 0.0003623, 1157.0461, 2.416870e17, float("inf"), 11.411857, float("inf")),
        (200, 9, 532.1223, 0.0001913, 518.6289, 7.682500e03, 77.8250, 6.282162, 77.92058),
    ]
    for a, b, g2, ell, bic, difference, risk, ratio, odds in rows:
        numbers = (a, n1, b, n2)
        assert measures.log_likelihood(*numbers, terms=2) == pytest.approx(g2, abs=5e-4)
        assert measures.effect_size_of_log_likelihood(*numbers) == pytest.approx(ell, abs=5.1e-8)
        assert measures.bayes_factor(*numbers) == pytest.approx(bic, abs=5e-4)
        assert measures.percent_difference(*numbers) == pytest.approx(difference, rel=1e-5)
        assert measures.relative_risk(*numbers) == pytest.approx(risk, rel=1e-6)
        assert measures.log_ratio(*numbers) == pytest.approx(ratio, abs=5e-6)
        assert measures.odds_ratio(*numbers) == pytest.approx(odds, rel=1e-6)


@needs_figures
def test_krippendorffs_alpha_of_the_textbook() -> None:
    """Krippendorff's own data, NLTK test_disagreement.py."""
    found = case("kripp")
    rows = [tuple(row.split()) for row in found["data"].split(";")]
    assert krippendorff_alpha(rows) == pytest.approx(found["expected"], abs=found["tol"])  # type: ignore[arg-type]


@needs_figures
def test_cohens_kappa_of_the_textbook() -> None:
    """Textbook two-by-two table."""
    found = case("kappa")
    (a, b), (c, d) = found["table"]
    first, second = "y" * (a + b) + "n" * (c + d), "y" * a + "n" * b + "y" * c + "n" * d
    assert cohens_kappa(first, second) == pytest.approx(found["expected"])


@needs_figures
def test_segmentation_scores_of_nltk() -> None:
    """Pevzner and Hearst (2002); Bookstein et al. (2002); NLTK metrics.doctest and segmentation.py."""
    found = case("segm")
    for reference, guess, expected in found["windowdiff_k3"]:
        assert window_diff(reference, guess, 3) == pytest.approx(expected, abs=0.051)
    for reference, guess, insert, delete, shift, expected in found["ghd"]:
        assert boundary_distance(reference, guess, insert, delete, shift) == expected
    assert pk("000100000010", "000100000010", 3) == 0


@needs_figures
def test_lexical_diversity_of_quanteda() -> None:
    """Quanteda test-textstat_lexdiv.R; Covington and McFall (2010); Miranda-Garcia et al. (2005)."""
    found = case("lexdiv")
    tokens = found["mattr"]["tokens"].split()
    for window in (2, 3, 4):
        assert moving_average_ttr(tokens, window) == pytest.approx(found["mattr"][f"w{window}"])
    assert type_token_ratio(found["ttr"]["tokens"].split()) == found["ttr"]["TTR"]
    spectrum = found["yuleK"]["spectrum"]
    counts = {f"{times}-{n}": int(times) for times, words in spectrum.items() for n in range(words)}
    assert sum(counts.values()) == found["yuleK"]["N"]
    assert yules_k(counts) == pytest.approx(found["yuleK"]["K"])


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
