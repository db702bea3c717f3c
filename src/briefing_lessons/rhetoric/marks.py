"""Mark every device."""

import re

from briefing_lessons.spans import Annotated, Mark

DEVICES = (
    "question", "hypophora", "anaphora", "epistrophe", "list", "antithesis", "hedge", "booster", "deontic", "evidential",
    "first_person_plural", "first_person_singular", "second_person", "reporting_verb", "agentless_passive",
    "partial_quote", "bracket_edit", "concessive", "negation_of_claim", "echo",
)


def find_marks(briefing: Annotated) -> tuple[Mark, ...]:
    """Return every candidate in `briefing`, in order of start."""
    return tuple(
        Mark(m.start(), m.end(), m.group(), "first_person_plural", "speaker", "a first person plural pronoun")
        for m in re.finditer(r"\b[Ww]e\b", briefing.text)
    )
