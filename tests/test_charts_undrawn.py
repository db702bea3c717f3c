"""Charts where no matplotlib is: the words and the numbers stand, nothing is drawn, nothing stops."""

import logging
import subprocess
import sys

from briefing_lessons.charts import style as fonts

CODE = """
import sys
sys.modules["matplotlib"] = None  # as where it is not installed
import importlib.util
found = importlib.util.find_spec
importlib.util.find_spec = lambda name, *rest: None if name == "matplotlib" else found(name, *rest)
import briefing_lessons as b
briefing = b.load_briefing("001_ferry_report.txt")
charts = [
    b.plot_topics(briefing, ["ferry", "boat*"]),
    b.plot_topics(briefing, ["ferry", "boat*", "bridge", "money"]),
    b.plot_dispersion(briefing, ["ferry", "repair*"]),
    b.plot_devices(briefing, ["hedge", "booster"]),
]
for chart in charts:
    page = chart._repr_html_()
    assert chart.alt in page or len(chart.alt) > 20, chart
    assert "no drawing program" in page and "<img" not in page and "<table" in page
try:
    charts[0].png()
except b.BriefingError if hasattr(b, "BriefingError") else ValueError as error:
    print(error)
"""


def test_a_chart_without_matplotlib_shows_its_words_and_its_numbers() -> None:
    said = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr
    assert said.stdout.strip() == "This page has no drawing program. Use the numbers: chart.table."


def test_nothing_is_said_in_red_while_fonts_are_looked_for() -> None:
    assert fonts.INK and not logging.getLogger("matplotlib.font_manager").isEnabledFor(logging.WARNING)
