"""Every chart is drawn at the width of two pages and measured: no word is cut, covered or too small."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, product

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from matplotlib.text import Text

from briefing_lessons.briefing import Briefing, load_briefing, parse_briefing
from briefing_lessons.charts.core import Chart
from briefing_lessons.charts.places import plot_dispersion
from briefing_lessons.charts.style import PALETTE, STEPS
from briefing_lessons.charts.topics import plot_heatmap, plot_topics
from briefing_lessons.charts.words import plot_words

THREE = {"Syria": ["Syria*", "Damascus", "Aleppo"], "Trump": "Trump", "Terrorism": ["*terror*"]}
SIX = THREE | {
    "US": ["US", "United States"],
    "Belarus": ["Belarus*"],
    "Minsk agreements": ["Minsk*", "Ukraine"],
}
HOSTILE = {
    "$x_1$ costs $5 and $6": ["Syria*"],
    "<script>alert('Trump')</script>": ["Trump"],
    "Donaudampfschifffahrtsgesellschaftskapitän zu Wasser und zu Land": ["US"],
    "叙利亚 سوريا Сирия 🕊": ["*terror*"],
    "\u202eright to left\x07": ["Moscow"],
}

#: name of a chart -> how to draw it
CHARTS: dict[str, Callable[[Briefing], Chart]] = {
    "words": plot_words,
    "words of one voice": lambda b: plot_words(b, "speaker", limit=25),
    "one topic": lambda b: plot_topics(b, {"Syria": ["Syria*"]}),
    "two topics": lambda b: plot_topics(b, ["Syria*", "Trump"]),
    "three topics": lambda b: plot_topics(b, THREE),
    "three topics as counts": lambda b: plot_topics(b, THREE, unit="count"),
    "heat map": lambda b: plot_topics(b, SIX),
    "heat map of tenths": lambda b: plot_heatmap(b, THREE, by="tenth"),
    "barcode": lambda b: plot_dispersion(b, SIX),
    "barcode of one": lambda b: plot_dispersion(b, ["terrorism"]),
    "hostile topics": lambda b: plot_topics(b, dict(list(HOSTILE.items())[:3])),
    "hostile heat map": lambda b: plot_heatmap(b, HOSTILE),
    "hostile barcode": lambda b: plot_dispersion(b, HOSTILE),
}
#: looked at with every change; the others with the slow tests
AT_ONCE = ("words", "two topics", "heat map", "hostile topics", "barcode")


@pytest.fixture(scope="module")
def briefing() -> Briefing:
    return load_briefing("000_95b79719e875266d.txt")


def visible_texts(chart: Chart, width: int) -> list[tuple[str, float, object]]:
    """Draw at `width` pixels and return what is written: text, font size, box in pixels."""
    figure = chart.figure
    figure.set_dpi(96)
    figure.set_size_inches(width / 96, figure.get_size_inches()[1])
    figure.canvas.draw()
    renderer = figure.canvas.get_renderer()
    found = []
    for text in figure.findobj(Text):
        if text.get_text().strip() and text.get_visible() and text.figure is not None:
            box = text.get_window_extent(renderer)
            if box.width and _drawn(text):
                found.append((text.get_text(), text.get_fontsize(), box))
    return found


def _drawn(text: Text) -> bool:
    """Ticks outside the limits keep a label that is never drawn."""
    for axis in (text.axes.xaxis, text.axes.yaxis) if text.axes is not None else ():
        for tick in [*axis.majorTicks, *axis.minorTicks]:
            if text in (tick.label1, tick.label2):
                return tick in axis._update_ticks()
    return True


@pytest.mark.filterwarnings("ignore:Glyph")  # drawn as a box; `Chart.png` says nothing of it
@pytest.mark.parametrize(
    ("name", "width"),
    [
        pytest.param(name, width, marks=() if name in AT_ONCE and width == 614 else pytest.mark.slow)
        for name, width in product(CHARTS, (614, 640, 1000))
    ],
)
def test_no_word_is_cut_off_covered_or_under_ten_points(name: str, width: int, briefing: Briefing) -> None:
    chart = CHARTS[name](briefing)
    words = visible_texts(chart, width)
    height = chart.figure.get_size_inches()[1] * 96
    assert words
    assert [text for text, size, _ in words if size < 10] == []
    cut = [t for t, _, b in words if b.x0 < -1 or b.y0 < -1 or b.x1 > width + 1 or b.y1 > height + 1]
    assert cut == []
    covered = [(s, t) for (s, _, a), (t, _, b) in combinations(words, 2) if _overlap(a, b)]
    assert covered == []


def _overlap(a: object, b: object, slack: float = 1.0) -> bool:
    return a.x0 + slack < b.x1 and b.x0 + slack < a.x1 and a.y0 + slack < b.y1 and b.y0 + slack < a.y1


@pytest.mark.parametrize("name", [name for name in CHARTS if name.startswith("hostile")])
def test_labels_from_a_text_are_drawn_as_letters_never_as_formulas(
    name: str, briefing: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Chart, "png", lambda _: b"")  # drawn where its words are measured
    chart = CHARTS[name](briefing)
    assert not any(text.get_parse_math() for text in chart.figure.findobj(Text))
    html = chart._repr_html_()
    assert "<script>" not in html
    assert "tex2jax_ignore" in html


@pytest.mark.parametrize(
    "name",
    ["barcode", *(pytest.param(name, marks=pytest.mark.slow) for name in ("three topics", "heat map"))],
)
def test_a_chart_is_the_same_bytes_every_time(name: str, briefing: Briefing) -> None:
    chart = CHARTS[name](briefing)
    first = chart.png()
    chart.png(200)
    assert chart.png() == first
    assert CHARTS[name](briefing).png() == first


# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB
DEFICIENCIES = {
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
    "full colour vision": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
}


def lab(colour: str, deficiency: str) -> np.ndarray:
    """Return CIE L*a*b* (D65) of a colour as somebody with `deficiency` sees it."""
    rgb = np.array(to_rgb(colour))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    linear = np.clip(np.array(DEFICIENCIES[deficiency]) @ linear, 0, 1)
    to_xyz = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    xyz = np.array(to_xyz) @ linear / np.array([0.95047, 1.0, 1.08883])
    f = np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_any_two_colours_of_one_chart_stay_apart_for_every_kind_of_sight(deficiency: str) -> None:
    for colours in (PALETTE, STEPS):
        apart = [
            np.linalg.norm(lab(one, deficiency) - lab(other, deficiency))
            for one, other in combinations(colours, 2)
        ]
        assert min(apart) >= 10


def test_shades_of_the_heat_map_stay_apart_in_grey_print() -> None:
    lightness = [lab(step, "full colour vision")[0] for step in STEPS]
    assert min(-np.diff(lightness)) >= 10


def test_pyplot_does_not_show_a_chart_a_second_time() -> None:
    pyplot = pytest.importorskip("matplotlib.pyplot")
    figure, ax = pyplot.subplots()
    chart = plot_words(load_briefing("000_95b79719e875266d.txt"), ax=ax)
    assert chart.ax is ax
    chart._repr_html_()
    assert figure.number not in pyplot.get_fignums()
    plot_words(load_briefing("000_95b79719e875266d.txt"))
    assert pyplot.get_fignums() == []


def test_a_tiny_text_can_still_be_drawn() -> None:
    briefing = parse_briefing("The ferry was late.\n")
    assert "ferry" in plot_words(briefing).alt
