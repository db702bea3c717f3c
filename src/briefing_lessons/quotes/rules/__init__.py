"""The rules that say whose words a quotation holds, in the order in which they are tried."""

from typing import Final

from briefing_lessons.quotes.rules.beside import (
    quotative_leads_up,
    source_named_beside_quote,
    speaker_follows_quote,
    speaker_precedes_quote,
    subject_follows_quote,
)
from briefing_lessons.quotes.rules.case import Case, Decision, Rule
from briefing_lessons.quotes.rules.continued import (
    continues_paragraph_before,
    continues_quotation,
    introduced_by_sentence_before,
    quoted_by_the_speaker,
)
from briefing_lessons.quotes.rules.inside import (
    fragment_after_reporting_verb,
    fragment_in_reported_clause,
    noun_follows_quote,
    owner_of_reporting_noun,
    person_and_verb_before_fragment,
)
from briefing_lessons.quotes.rules.labelled import colon_and_name, name_and_colon, signed_after_dash
from briefing_lessons.quotes.rules.terms import named_by_its_marks, short_and_without_source

ATTRIBUTION_RULES: Final[tuple[Rule, ...]] = (
    named_by_its_marks,
    quoted_by_the_speaker,
    speaker_follows_quote,
    speaker_precedes_quote,
    quotative_leads_up,
    source_named_beside_quote,
    noun_follows_quote,
    subject_follows_quote,
    fragment_in_reported_clause,
    signed_after_dash,
    colon_and_name,
    name_and_colon,
    continues_quotation,
    fragment_after_reporting_verb,
    owner_of_reporting_noun,
    person_and_verb_before_fragment,
    continues_paragraph_before,
    introduced_by_sentence_before,
    short_and_without_source,
)

__all__ = ["ATTRIBUTION_RULES", "Case", "Decision", "Rule"]
