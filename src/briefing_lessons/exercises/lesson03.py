"""Exercises of lesson 03, Who is speaking?: who said what, and how do we know."""

from __future__ import annotations

from itertools import pairwise

from briefing_lessons.briefing import Briefing
from briefing_lessons.exercises.answers import plain_answer
from briefing_lessons.exercises.excerpts import first_line, line_before
from briefing_lessons.exercises.model import Mistake, NotHere, Task, exercise
from briefing_lessons.exercises.picks import (
    first_quote,
    is_by_description,
    is_by_pronoun,
    is_continued,
    names_of,
)
from briefing_lessons.exercises.seed_notes import Inner, note_on
from briefing_lessons.exercises.unmarked import exit_line
from briefing_lessons.spans import Quote, shorten


@exercise("who.1", objective="L3.1", level="must", minutes=2, title="From lesson 01: what marks promise")
def what_marks_promise(briefing: Briefing) -> Task:
    """Take up from lesson 01 what a text alone can prove: here, its quotation marks."""
    marked = next((q for q in briefing.quotes if q.kind == "direct"), None)
    where = f"Line {briefing.line_number(marked)} has" if marked else "Some texts have"
    return Task(
        question=f"{where} words in quotation marks. What do the marks tell us for certain?",
        kind="choice",
        expected="Whoever wrote this presents the words as somebody’s own",
        hints=("Who typed the marks?", "The marks are a promise. Whose promise?"),
        right="The marks are the writer’s promise. Only a recording could prove each word.",
        mistakes=(
            Mistake(
                "The words are exact", "The marks claim exactness. Who could check it with this text alone?"
            ),
            Mistake(
                "The words are true", "Somebody can be quoted exactly and be wrong. What are the marks about?"
            ),
            Mistake("The words are important", "Writers quote for many reasons. What do the marks claim?"),
        ),
    )


@exercise("who.3", objective="L3.3", level="must", minutes=4, title="A voice inside a voice")
def voice_inside_voice(briefing: Briefing) -> Task | NotHere:
    """Ask who utters words that belong to, or imitate, somebody else."""
    note = note_on(briefing)
    inner = note.inner if note and note.inner else _nested(briefing)
    if inner is None:
        return NotHere("We noted no voice inside a voice here; if you find one, cite its line.", "who.exit")
    noted = note is not None and note.inner is not None
    return Task(
        rests_on=() if noted else tuple(q for q in briefing.quotes if briefing.line_number(q) == inner.line),
        question=f"Line {inner.line}: “{shorten(inner.words, 80)}” – who speaks these words here?",
        kind="name",
        expected=inner.speaker,
        also=(*names_of(briefing, inner.speaker), inner.speaker.split()[-1]),
        hints=(
            f"Find “{inner.clue}” near line {inner.line}.",
            "Who talks here, and whom does that person retell?",
        ),
        right=f"{inner.speaker} speaks, and lends a voice to {inner.other}.",
        mistakes=(
            Mistake(
                inner.other,
                f"The words point to {inner.other}. Find “{inner.clue}”: who is talking?",
                also=(inner.other.split()[-1],),
            ),
            _typist(briefing, inner.line),
        ),
        otherwise=f"One person speaks here. Find “{inner.clue}” near line {inner.line}: who is it?",
    )


def _typist(briefing: Briefing, line: int) -> Mistake:
    if briefing.turns:
        return Mistake("The person who typed the text", f"That hand typed line {line}. Whose turn is it?")
    return Mistake("The reporter", "The reporter printed them. Read the words around the quotation.")


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
    cue = outer.attribution.cue
    other = quote.speaker or "somebody else"
    return Inner(
        line=briefing.line_number(quote),
        words=quote.content.text,
        speaker=speaker,
        other=f"the {other}" if quote.speaker and other.islower() else other,
        clue=cue.text if cue else speaker,
    )


@exercise("who.4", objective="L3.2", level="must", minutes=4, title="Whom does the word stand for?")
def resolve_mention(briefing: Briefing) -> Task | NotHere:
    """Ask whom a pronoun or a description of an office stands for; in a transcript, whose turn it is."""
    quote = first_quote(briefing, is_by_pronoun) or first_quote(briefing, is_by_description)
    others = [s for s in briefing.speakers if quote and s.name != quote.speaker]
    if quote is not None and quote.attribution.mention is not None:
        line, word = briefing.line_number(quote.attribution.mention), quote.attribution.mention.text
        name = str(quote.speaker)
        where = briefing.quotes.index(quote)
        return Task(
            question=f"Line {line} reports words of “{word}”. Who is that?",
            kind="name",
            expected=name,
            also=tuple(
                alias for alias in names_of(briefing, name) if plain_answer(alias) != plain_answer(word)
            ),
            code=f"briefing.quotes[{where}].speaker",
            hints=(
                f"Read back from “{word}” to the nearest name that fits.",
                f"Look at the lines above line {line}.",
            ),
            right=f"“{word}” points back to a name. That name is the evidence.",
            rests_on=(quote,),
            mistakes=(
                Mistake(word, f"“{word}” points to a name. Read back from line {line} to find it."),
                Mistake("The reporter", f"The reporter wrote line {line}. Whose words does it report?"),
                *(
                    Mistake(s.name, f"{s.name} is a source elsewhere. Read back from line {line} once more.")
                    for s in others[:1]
                ),
            ),
            otherwise=f"Read back from line {line} to the nearest name that fits “{word}”.",
        )
    return _whose_turn(briefing)


def _whose_turn(briefing: Briefing) -> Task | NotHere:
    turns = [turn for turn in briefing.turns if turn.speaker]
    if not turns:
        return NotHere("The reader found no pronoun or office that stands for a source here.", "who.exit")
    turn = turns[len(turns) // 2]
    line, name = briefing.line_number(turn), str(turn.speaker)
    others = dict.fromkeys(str(t.speaker) for t in turns if t.speaker != name)
    where = briefing.turns.index(turn)
    return Task(
        question=f"Line {line} begins a turn with “{turn.label}”. Who speaks?",
        kind="name",
        expected=name,
        also=(turn.label, *names_of(briefing, name)),
        code=f"briefing.turns[{where}].speaker",
        hints=("The label names the speaker.", "Look for the full name near the top of the text."),
        right="In a transcript the label is the evidence.",
        mistakes=(
            *(
                Mistake(other, f"{other} has a label elsewhere. Read the label of line {line}.")
                for other in list(others)[:2]
            ),
            Mistake("The reporter", f"No reporter stands between here. Read the label of line {line}."),
        ),
        otherwise=f"Read the label at the beginning of line {line}.",
    )


@exercise("who.5", objective="L3.2", level="stretch", minutes=4, title="A quotation that goes on")
def quotation_goes_on(briefing: Briefing) -> Task | NotHere:
    """Ask which words tell who speaks a quotation without a verb of its own."""
    quote = first_quote(briefing, is_continued)
    before = [
        q
        for q in briefing.quotes
        if quote and q.kind == "direct" and q.end <= quote.start and q.attribution.cue
    ]
    if quote is None or not before:
        return NotHere("The reader found no quotation here that goes on without a verb.", "who.exit")
    cue, mention = before[-1].attribution.cue, before[-1].attribution.mention
    spans = sorted(filter(None, (cue, mention)), key=lambda span: span.start)
    evidence = briefing.text[spans[0].start : spans[-1].end]
    line, start = briefing.line_number(quote), shorten(quote.content.text, 40)
    return Task(
        question=f"Line {line} goes on: “{start}” – without a verb of saying of its own. Which words tell us who speaks?",
        kind="choice",
        expected=f"“{evidence}”, before it",
        hints=(
            "Nothing inside of a quotation can name its source.",
            f"Read the words before the marks open in line {line}.",
        ),
        right="The same source goes on until the text names another one.",
        rests_on=(quote, before[-1]),
        mistakes=(
            Mistake(
                f"“{start}”, inside it",
                "Words inside the marks are the speaker’s. Read what stands before them.",
            ),
            Mistake(
                "No words at all: the source is unknown",
                "No verb of its own, that is right. Read what stands before it.",
            ),
        ),
    )


@exercise("who.6", objective="L3.4", level="must", minutes=4, title="A place that speaks")
def place_that_speaks(briefing: Briefing) -> Task:
    """Ask who speaks where a place or a body is the grammatical subject."""
    note = note_on(briefing)
    if note is None or note.place is None:
        return _look_for_places(briefing)
    place = note.place
    return Task(
        question=f"Line {place.line}: “{place.words}”. Which person said it?",
        kind="choice",
        expected=place.expected,
        hints=(
            "Can what is named here open a mouth?",
            f"Find the words that name the source in line {place.line}.",
        ),
        right=place.right,
        mistakes=tuple(Mistake(option, message) for option, message in place.mistakes),
    )


def _look_for_places(briefing: Briefing) -> Task:
    line = first_line(briefing)
    return Task(
        question="Does a place, a ministry or another body speak in this text? Name the line, and who told us.",
        kind="text",
        hints=(
            "Look for a capital, a ministry, a union beside a verb of saying.",
            "Begin with: In line … a body speaks.",
        ),
        rubric=(
            "It names the line, or says that none was found.",
            "It says who told us.",
            "It guesses no person.",
        ),
        looks_for=("line",),
        samples=(
            f"In line {line} I looked for a body beside a verb of saying. No person is guessed: I write down what stands.",
            f"I read line {line} and found no body there that speaks; another line may have one.",
        ),
    )


@exercise("who.7", objective="L3.4", level="stretch", minutes=4, title="A line that names no source")
def line_without_source(briefing: Briefing) -> Task | NotHere:
    """Ask for a line that reports somebody's thoughts and names no source."""
    note = note_on(briefing)
    unsourced = [q for q in briefing.quotes if q.kind != "term" and q.speaker is None]
    lines = (
        (note.no_source,)
        if note and note.no_source
        else tuple(dict.fromkeys(map(briefing.line_number, unsourced)))
    )
    if not lines:
        return NotHere(
            "The reader found a source for every report; if one has none, cite its line.", "who.exit"
        )
    cues = {
        briefing.line_number(cue): cue for q in briefing.quotes if q.speaker and (cue := q.attribution.cue)
    }
    near = sorted((n for n in cues if n not in lines), key=lambda n: (abs(n - lines[0]), n))
    return Task(
        question=f"One of the lines near line {line_before(briefing, lines[0])} reports a belief or words, and nobody is said to have told us. Which?",
        kind="lines",
        expected=lines,
        enough=1,
        hints=("Look for a line without a verb of saying.", f"Read line {lines[0]}: who told the reporter?"),
        right="The reporter does not say how this is known. Note it on the card.",
        rests_on=() if note and note.no_source else tuple(unsourced),
        mistakes=tuple(
            Mistake(
                n,
                f"Line {n} names its source: find “{shorten(cues[n].text, 30)}”. Look at the lines beside it.",
            )
            for n in near[:2]
        ),
        otherwise="That line is not the one. Look for a report without a verb of saying.",
    )


exit_of_sources = exit_line("who.exit", "L3.2", shows="who is said to speak", hides="that it was said so")
