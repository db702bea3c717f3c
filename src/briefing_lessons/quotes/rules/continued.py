"""Rules for a quotation that goes on without a reporting verb of its own."""

from __future__ import annotations

from briefing_lessons.quotes.rules.case import Case, Decision


def continues_quotation(case: Case) -> Decision | None:
    """The quotation stands alone after another one of the same paragraph, so the same person goes on."""
    if not case.is_utterance and case.before != ".":
        return None
    if case.before not in ".:Q" or case.after not in ".Q":
        return None
    for _, decision in reversed(case.earlier):
        if decision.kind == "direct" or (decision.kind == "mixed" and decision.subject):
            return Decision("direct", decision.subject, follows=decision.subject is None)
        return None
    return None


def continues_paragraph_before(case: Case) -> Decision | None:
    """The paragraph opens with the quotation alone, after a paragraph that ended with its speaker."""
    if not case.carried or case.earlier or case.unit > 0 or case.after not in ".Q":
        return None
    return Decision("direct", follows=True)
