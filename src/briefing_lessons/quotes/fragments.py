"""Rules for marks inside a clause: a quoted fragment, a title, a nickname, a scare word."""

from __future__ import annotations

import re

from briefing_lessons.english.phrases import Phrase, phrase_after, subject_before
from briefing_lessons.english.wordclasses import CLASS_OF, NOUNS, PERSON_NOUNS, VERBS, classes, pattern
from briefing_lessons.english.wordclasses import WordClass as W
from briefing_lessons.english.words import word_list
from briefing_lessons.quotes.nominal_cues import SPEAKING, is_somebody, owner_before
from briefing_lessons.quotes.scene import Case, Decision
from briefing_lessons.spans import QuoteKind


def fragment_in_reported_clause(case: Case) -> Decision | None:
    """The fragment stands inside a clause that is itself reported; its source is the clause's."""
    inside = [c for c in case.clauses if c.first <= case.unit < c.after]
    if not inside:
        return None
    clause = min(inside, key=lambda c: c.after - c.first)
    return Decision("mixed", clause.subject, noun=clause.cue)


def fragment_after_reporting_verb(case: Case) -> Decision | None:
    """A reporting verb earlier in the sentence takes the fragment as what it names, accuses or describes."""
    for cue in reversed(case.cues):
        if cue.end <= case.unit and cue.subject is not None:
            if ";" in case.scene.units.tags[cue.end : case.unit]:
                return None
            return Decision("direct" if case.before == ":" else "mixed", cue.subject, cue)
    return None


def person_and_verb_before_fragment(case: Case) -> Decision | None:
    """Somebody and a verb lead up to the fragment: whatever the verb, the words are theirs."""
    units, verb, low = case.scene.units, case.unit - 1, case.low
    if units.low[verb] in ("at", "as"):  # "put the cost of flour bought forward at “…”"
        verb = next((k for k in range(verb, low, -1) if units.low[k] in ("put", "puts")), verb)
    words = len(case.words.split())
    if words > 4 and units.tags[verb] not in W.ED + W.VERB:
        between = _OBJECT_BETWEEN.search(units.tags, low, case.unit)
        verb = between.start() if between else verb  # "The firm attributed this to “…”"
    cries = case.words.rstrip()[-1:] in "!?"  # 'They sang “We are here!”'
    if not (case.initial.islower() or cries) or words < 2 or units.tags[verb] not in W.ED + W.VERB:
        return None
    subject = subject_before(units, verb, low)
    if subject is None:
        return None
    head = subject.head[1] - 1
    speaks = units.tags[head] == W.HE or units.low[head] in SPEAKING or is_somebody(units, subject)
    return Decision("mixed", subject, noun=(verb, verb + 1)) if speaks else None


#: A verb, its object and a preposition before a quotation.
_OBJECT_BETWEEN = pattern(
    """(?<=[NOUN NAME HE ADV]) [ED VERB] [PREP ADV]?
    (?: DET? [NOUN ED NAME NUM POSSESSIVE]* | [HIM THAT] ) [PREP ADV]? [PREP TO] $"""
)
#: “…” was her answer; “…” were the chair's last words; “…”, his words were
_NOUN_BEHIND = pattern(
    """AUX ADV* (?: DET | DET? [NOUN NAME]+ POSSESSIVE ) [NOUN ADV ED ING]* NOUN
    | ,? (?: DET | DET? [NOUN NAME]+ POSSESSIVE ) [NOUN ADV ED ING]* NOUN AUX"""
)
_CAME_NOUN = pattern("VERB DET? [NOUN ADV ED NAME POSSESSIVE]*? NOUN")


def noun_follows_quote(case: Case) -> Decision | None:
    """Right after the quotation comes “were his words”, “his words were” or “was her answer”."""
    units, low = case.scene.units, case.unit + 1
    behind = _NOUN_BEHIND.match(units.tags, low) if units.low[low : low + 1] != ["came"] else None
    came = _CAME_NOUN.match(units.tags, low) if behind is None else None
    how = pattern("AUX [WH DET] (HE | DET? [NOUN NAME]+) AUX? [VERB SAID]").match(units.tags, low)
    if how and units.low[low + 1] in ("how", "what", "all"):  # “…” is how she puts it, was all he would say
        return Decision("direct", Phrase(*how.span(1), how.span(1)), noun=(how.end() - 1, how.end()))
    match = behind or came
    k = match.end() - 1 - (match[0][-1] == W.AUX) if match else low
    if came and units.low[low] == "came" and units.low[k] in ("voice", "voices"):
        return Decision("direct", phrase_after(units, low + 1, len(units.tags)), noun=(low, low + 1))
    if match is None or units.low[k] not in NOUNS or (came and units.low[low] != "came"):
        return None
    owner = owner_before(units, k, low)
    if owner is None and came is not None:
        return Decision("direct", follows=True, noun=(k, k + 1))  # "came the reply"
    return Decision("direct", owner, noun=(k, k + 1)) if owner is not None else None


def owner_of_reporting_noun(case: Case) -> Decision | None:
    """A noun such as “reply” or “words” introduces the quotation; its owner is the source."""
    units = case.scene.units
    for k in range(case.unit - 1, max(case.low, case.unit - 9) - 1, -1):
        if units.tags[k] in W.SAID + ";" or (units.tags[k] == "," and k < case.unit - 1):
            return None
        if units.low[k] in NOUNS and units.tags[k] == W.NOUN:
            owner = owner_before(units, k, case.low)
            if owner is not None:
                kind: QuoteKind = "direct" if case.before in ",:" else "mixed"
                return Decision(kind, owner, None, noun=(k, k + 1))
    return None


def cry_from_somebody(case: Case) -> Decision | None:
    """Before the quotation stands “cries of” or “a shout of”, and after it “from” and somebody."""
    units, noun = case.scene.units, case.unit - 2
    verb = VERBS.get(units.low[noun]) if noun >= 0 and units.low[noun + 1] == "of" else None
    k = case.unit + 1 + (case.after in classes("VERB SAID"))
    if verb is None or "quote" not in verb.takes or units.low[k : k + 1] != ["from"]:
        return None
    source = phrase_after(units, k + 1, len(units.tags))
    return Decision("mixed", source, noun=(noun, noun + 1)) if source is not None else None


_NAMING = word_list("naming words")


def named_by_its_marks(case: Case) -> Decision | None:
    """A word such as “so-called” or “titled” says that the marks hold a name or an expression."""
    units = case.scene.units
    if _has_definite_article(case) or _is_called(case) or _is_title(case):
        return Decision("term")
    k = case.unit - 1
    while k >= 0 and (units.tags[k] in ",'" or units.low[k] in ("as", "the", "a", "by", "of")):
        k -= 1
    beside = [cue for cue in case.cues if cue.after == k + 1]
    terms = any(c.expression.lemma in ("term", "label") and c.subject for c in beside)
    if terms or any(c.shape == "source" or len(c.expression.lemma.split()) > 2 for c in beside):
        return None  # "he used the word “…”", "in his words", "what Abel termed “…”"
    if units.low[k] == "called" and units.tags[k - 1] == W.NOUN and units.low[k - 1] not in PERSON_NOUNS:
        return Decision("term")
    return Decision("term") if units.low[k] in _NAMING and len(case.words.split()) <= 6 else None


def _has_definite_article(case: Case) -> bool:
    """In "the ‘snow line’" and "called it the “Kettle.”" the article makes a name of the words."""
    units, k = case.scene.units, case.unit - 1
    if k < 0 or units.low[k] not in ("the", "so-called") or len(words := case.words.split()) > 3:
        return False
    last = words[-1][-1]
    return last not in "?!" and (last not in ".," or words[0][:1].isupper())


def _is_title(case: Case) -> bool:
    """In "sang “Grey Water Song”" every word of weight has a capital: it is the title of a work."""
    if case.before in W.QUOTE + ".,:-" or case.words.rstrip()[-1:] in ",.?!":
        return False
    words = case.words.split()
    weighty = [word for word in words if CLASS_OF.get(word.lower()) not in _LIGHT_CLASSES]
    return len(weighty) > 1 and words[0][:1].isupper() and all(word[:1].isupper() for word in weighty)


#: Classes of the words that stay small in a title.
_LIGHT_CLASSES = frozenset(classes("DET PREP HE TO THAT AND"))


def _is_called(case: Case) -> bool:
    """In "people call it “the slow bridge”" and "call her “Lady Oak”" the words are a name."""
    units, words = case.scene.units, case.words.split(None, 4)
    proper = len(words) > 1 and all(word[:1].isupper() for word in words) and "," not in case.words
    if not (case.words.lower().startswith("the ") or proper) or len(words) > 4:
        return False
    return any(
        "names" in cue.expression.takes
        and cue.first < case.unit <= cue.after + 4
        and units.low[max(cue.begin - 1, 0)] != "what"
        for cue in case.cues
    )


def short_and_without_source(case: Case) -> Decision | None:
    """Nothing reports the marked words, and they are too few to be an utterance."""
    words = case.words.strip()
    sentence = case.before == case.after == words[-1:] == "."
    few = len(re.findall(r"\w+", words)) <= 4 and words[-1:] not in "?!"
    return Decision("term") if few and not sentence else None
