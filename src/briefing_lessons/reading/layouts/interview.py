"""Unlabelled interviews: questions and answers by turns, without saying who speaks."""

from __future__ import annotations

from briefing_lessons.reading.layouts.report import place_report
from briefing_lessons.reading.page import Page
from briefing_lessons.reading.placing import Reading

WARNING = (
    "This looks like an interview without speaker labels: {count} paragraphs ask and the next ones answer. "
    "Who speaks is not marked; write the names before the turns if you know them."
)


def unlabelled_interview(page: Page) -> Reading | None:
    """Read questions in paragraphs of their own, each followed by an answer."""
    if page.wrapped:
        return None
    cores = [page.lines[index].core.strip("*_") for index in page.content()]
    asks = [core.endswith(("?", "?”", '?"')) and core[:1] not in '“"' for core in cores]
    pairs = sum(
        one and not two and 8 < len(core) < 700 and len(answer) > len(core) / 2
        for one, two, core, answer in zip(asks, asks[1:], cores, cores[1:], strict=False)
    )
    if pairs < 3 or pairs * 6 < len(cores):
        return None
    reason = f"{pairs} paragraphs that end in a question mark, each followed by an answer"
    return Reading(
        "unlabelled interview", reason, place_report(page), warnings=(WARNING.format(count=pairs),)
    )
