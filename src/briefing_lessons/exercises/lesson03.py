"""Exercises of lesson 03, Who is speaking?: who said what, and how do we know."""

from __future__ import annotations

import re
from functools import partial
from itertools import pairwise

from briefing_lessons.briefing import Briefing
from briefing_lessons.english.wordclasses import is_person_noun
from briefing_lessons.english.words import word_list
from briefing_lessons.exercises.answers import plain_answer
from briefing_lessons.exercises.excerpts import first_line, line_before
from briefing_lessons.exercises.model import Mistake
from briefing_lessons.exercises.picks import (
    describes,
    first_quote,
    is_by_description,
    is_by_pronoun,
    is_continued,
    names_of,
)
from briefing_lessons.exercises.seed_notes import Inner, note_on
from briefing_lessons.exercises.unmarked import exit_line
from briefing_lessons.exercises.written import Values, asks
from briefing_lessons.spans import Quote, shorten

_BODIES = word_list("organisations") | word_list("bodies")


@asks("who.1")
def what_marks_promise(briefing: Briefing) -> Values:
    """Take up from lesson 01 what a text alone can prove: here, its quotation marks."""
    marked = next((q for q in briefing.quotes if q.kind == "direct"), None)
    return {"where": f"Line {briefing.line_number(marked)} has" if marked else "Some texts have"}


@asks("who.3")
def voice_inside_voice(briefing: Briefing) -> Values | None:
    """Ask who utters words that belong to, or imitate, somebody else."""
    note = note_on(briefing)
    noted = note.inner if note else None
    inner = noted or _nested(briefing)
    if inner is None:
        return None
    return {
        "inner": inner,
        "words": shorten(inner.words, 80),
        "expected": inner.speaker,
        "also": (*names_of(briefing, inner.speaker), inner.speaker.split()[-1]),
        "accept": partial(describes, briefing, inner.speaker),
        "rests_on": () if noted else _of_line(briefing, inner.line),
        "last_name": inner.other.split()[-1],
        "typist" if briefing.turns else "reporter": (
            "The person who typed the text" if briefing.turns else "The reporter"
        ),
    }


def _of_line(briefing: Briefing, line: int) -> tuple[Quote, ...]:
    return tuple(quote for quote in briefing.quotes if briefing.line_number(quote) == line)


def _nested(briefing: Briefing) -> Inner | None:
    """Return the first quotation inside of another one, or inside of a turn."""
    marked = [quote for quote in briefing.quotes if quote.kind == "direct"]
    for outer, quote in pairwise(marked):
        if outer.contains(quote) and outer.speaker and quote.speaker and outer.speaker != quote.speaker:
            return _inner(briefing, quote, outer.speaker, outer)
    for turn in briefing.turns:
        for quote in marked:
            inside = turn.body_start <= quote.start and quote.end <= turn.body_end
            if inside and turn.speaker and quote.speaker and quote.speaker != turn.speaker:
                return _inner(briefing, quote, turn.speaker, quote)
    return None


def _inner(briefing: Briefing, quote: Quote, speaker: str, outer: Quote) -> Inner:
    cue, line = outer.attribution.cue, briefing.line(briefing.line_number(quote))
    named = next((name for name in names_of(briefing, speaker) if name in line.text), speaker)
    other = str(quote.speaker)
    return Inner(
        line=briefing.line_number(quote),
        words=quote.content.text,
        speaker=speaker,
        other=f"the {other}" if other.islower() else other,
        clue=cue.text if cue else named,
    )


@asks("who.4")
def resolve_mention(briefing: Briefing) -> Values | None:
    """Ask whom a pronoun or a description of an office stands for; in a transcript, whose turn it is."""
    quote = first_quote(briefing, is_by_pronoun) or first_quote(briefing, is_by_description)
    if quote is None or quote.attribution.mention is None:
        return _whose_turn(briefing)
    mention, name = quote.attribution.mention, str(quote.speaker)
    word = mention.text
    return {
        "line": briefing.line_number(mention),
        "word": word,
        "where": briefing.quotes.index(quote),
        "expected": name,
        "also": tuple(a for a in names_of(briefing, name) if plain_answer(a) != plain_answer(word)),
        "accept": lambda said: plain_answer(said) != plain_answer(word) and describes(briefing, name, said),
        "rests_on": tuple(q for q in _of_line(briefing, briefing.line_number(mention)) if q.speaker == name),
        "other": [speaker.name for speaker in briefing.speakers if speaker.name != name][:1],
    }


def _whose_turn(briefing: Briefing) -> Values | None:
    turns = [turn for turn in briefing.turns if turn.speaker]
    if not turns:
        return None
    turn = turns[len(turns) // 2]
    name = str(turn.speaker)
    return {
        "form": "turn",
        "line": briefing.line_number(turn),
        "label": turn.label,
        "where": briefing.turns.index(turn),
        "expected": name,
        "also": (turn.label, *names_of(briefing, name)),
        "accept": partial(describes, briefing, name),
        "other": list(dict.fromkeys(str(t.speaker) for t in turns if t.speaker != name))[:2],
    }


@asks("who.5")
def quotation_goes_on(briefing: Briefing) -> Values | None:
    """Ask which words tell who speaks a quotation without a verb of its own."""
    quote = first_quote(briefing, is_continued)
    before = [q for q in briefing.quotes if quote and q.kind == "direct" and q.end <= quote.start]
    named = [q for q in before if q.attribution.cue]
    if quote is None or not named:
        return None
    found = named[-1].attribution
    spans = sorted(filter(None, (found.cue, found.mention)), key=lambda span: span.start)
    return {
        "line": briefing.line_number(quote),
        "start": shorten(quote.content.text, 40),
        "evidence": briefing.text[spans[0].start : spans[-1].end],
        "rests_on": (quote, named[-1]),
    }


@asks("who.6")
def place_that_speaks(briefing: Briefing) -> Values:
    """Ask who speaks where a place or a body is the grammatical subject."""
    note = note_on(briefing)
    if note is None or note.place is None:
        return _body_that_speaks(briefing)
    mistakes = tuple(Mistake(*both) for both in note.place.mistakes)
    return {"form": "noted", "place": note.place, "mistakes": mistakes}


def _body_that_speaks(briefing: Briefing) -> Values:
    """Return where a ministry or another body stands beside a verb of saying."""
    for found in (quote.attribution for quote in briefing.quotes):
        head = re.split(r" (?:of|for|in|at) ", found.mention.text.casefold())[0] if found.mention else ""
        person = found.mention and is_person_noun(found.mention.text.casefold().split()[-1])
        if found.cue and found.mention and head.split()[-1] in _BODIES and not person:
            body, verb = (shorten(span.text, 40) for span in (found.mention, found.cue))
            return {"line": briefing.line_number(found.mention), "body": body, "verb": verb}
    return {"form": "none", "line": first_line(briefing)}


@asks("who.7")
def line_without_source(briefing: Briefing) -> Values | None:
    """Ask for a line that reports somebody's thoughts and names no source."""
    note = note_on(briefing)
    noted = note.no_source if note else 0
    unsourced = [q for q in briefing.quotes if q.kind != "term" and q.speaker is None and not noted]
    lines = (noted,) if noted else tuple(dict.fromkeys(map(briefing.line_number, unsourced)))
    if not lines or not (noted or any(quote.speaker for quote in briefing.quotes)):
        return None  # where no report has a source, it is the reader that finds none
    cues = {
        briefing.line_number(cue): cue for q in briefing.quotes if q.speaker and (cue := q.attribution.cue)
    }
    near = sorted((n for n in cues if n not in lines), key=lambda n: (abs(n - lines[0]), n))
    names = "Line {} names its source: find “{}”. Look at the lines beside it."
    return {
        "expected": lines,
        "line": lines[0],
        "near": line_before(briefing, lines[0]),
        "rests_on": tuple(unsourced),
        "mistakes": tuple(Mistake(n, names.format(n, shorten(cues[n].text, 30))) for n in near[:2]),
    }


exit_of_sources = exit_line("who.exit", "L3.2", shows="who is said to speak", hides="that it was said so")
