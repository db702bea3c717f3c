"""Exercises of lesson 05, How persuasion works: four devices, eight spans, and readers who differ."""

from __future__ import annotations

from briefing_lessons.briefing import Briefing
from briefing_lessons.exercises.devices import (
    FAMILY,
    FOUR_DEVICES,
    false_hit,
    hand_labels,
    meet,
    quoted,
    telling_marks,
)
from briefing_lessons.exercises.excerpts import first_words
from briefing_lessons.exercises.model import Mistake, NotHere, Task, exercise
from briefing_lessons.spans import Mark
from briefing_lessons.voices import RUNNING

_WHAT_IT_DOES = {
    "list": "A list puts three or more things side by side.",
    "repetition": "Repetition begins or ends neighbours with the same words.",
    "booster": "A booster turns a claim up.",
    "hedge": "A hedge tones a claim down.",
}


@exercise("device.1", objective="L5.4", level="must", minutes=3, title="What a device shows")
def what_a_device_shows(briefing: Briefing) -> Task:
    """Ask what follows from finding a device."""
    return Task(
        question="A speaker uses a list of three. What do we know?",
        kind="choice",
        expected="How the sentence is built",
        hints=(
            "Write a list of three true things. Did the list change them?",
            "A device is about the form of the words. Which option is about form?",
        ),
        right="A device is a way to build words. Truth and purpose need other evidence.",
        mistakes=(
            Mistake(
                "That the speaker hides something", "Your own messages have lists too. What do they hide?"
            ),
            Mistake("That the claim is false", "True sentences have lists too. Look at how, not at whether."),
            Mistake("That listeners believe it", "That would need listeners. What can the page alone show?"),
        ),
    )


def _exemplar(briefing: Briefing, family: str) -> Mark | None:
    """Return a span of the text that shows one of the four devices and no other."""
    judged = hand_labels(briefing)
    for mark in telling_marks(briefing):
        others = [m for m in briefing.marks if m.device in FAMILY and FAMILY[m.device] != family]
        clear = mark.strength == "strong" and not any(meet(mark, other) for other in others)
        agreed = judged is None or any(name == family and meet(mark, span) for span, name in judged)
        if FAMILY[mark.device] == family and clear and agreed:
            return mark
    return None


@exercise("device.2", objective="L5.1", level="must", minutes=4, title="Name the device")
def name_the_device(briefing: Briefing) -> Task | NotHere:
    """Ask for the name of a device that this text has."""
    order = ("repetition", "list", "booster", "hedge")
    family, mark = next(((f, m) for f in order if (m := _exemplar(briefing, f))), ("", None))
    if mark is None:
        return NotHere("The reader found none of the four devices here.", "device.1")
    others = [name for name in FOUR_DEVICES if name != family]
    number = briefing.line_number(mark)
    return Task(
        question=f"Line {number}: {quoted(mark)}. Which device is it?",
        kind="choice",
        expected=family,
        hints=(
            f"Read line {number} aloud. What do you hear?",
            "Are things lined up, or is a claim turned up or down?",
        ),
        right=_WHAT_IT_DOES[family],
        mistakes=tuple(
            Mistake(name, f"{_WHAT_IT_DOES[name]} Read line {number} again: does it?") for name in others
        ),
    )


@exercise("device.3", objective="L5.1", level="must", minutes=4, title="Up or down?")
def find_a_booster(briefing: Briefing) -> Task | NotHere:
    """Ask for a line with a booster, among lines with a hedge."""
    up = _lines(briefing, "booster")
    down = [n for n in _lines(briefing, "hedge") if n not in up]
    plain = [
        line.number
        for line in briefing.lines
        if line.role in ("paragraph", "turn") and line.number not in {*up, *down}
    ]
    boosters = [m for m in briefing.marks if m.device == "booster" and briefing.line_number(m) in up]
    if not boosters or not (down or plain):
        return NotHere("The reader found no line here that turns a claim up.", "device.1")
    first = min(boosters, key=lambda m: m.strength == "weak")  # the first of the strong ones
    here = briefing.line_number(first)
    mistakes = []
    if down:
        hedges = {
            briefing.line_number(m): quoted(m, 30) for m in reversed(briefing.marks) if m.device == "hedge"
        }
        mistakes += [
            Mistake(
                n,
                f"{hedges.get(n, 'A word')} in line {n} tones it down. Look for a word that turns it up.",
                offered=n == down[0],
            )
            for n in down
        ]
    if plain:
        mistakes.append(
            Mistake(
                plain[0],
                "That line makes its claim plainly. Look for a word you could leave out.",
                also=tuple(plain[1:]),
            )
        )
    return Task(
        question="Name one line in which a word turns a claim up (a booster).",
        kind="lines",
        expected=(here, *(n for n in up if n != here)),
        enough=1,
        hints=(
            "A booster can be left out, and the claim becomes calmer.",
            f"One stands in line {here}. Which word is it?",
        ),
        right=f"Ours is {quoted(first, 30)}, line {here}. Yours stands if a line supports it.",
        mistakes=tuple(mistakes),
        otherwise="We took no word there for a booster. Look for words such as “very” or “certainly”.",
    )


def _lines(briefing: Briefing, device: str) -> list[int]:
    found = [m for m in briefing.marks if m.device == device and m.voice in RUNNING]
    judged = hand_labels(briefing) or ()
    lines = {briefing.line_number(mark) for mark in found}
    return sorted(lines | {briefing.line_number(span) for span, name in judged if name == device})


@exercise("device.4", objective="L5.2", level="must", minutes=4, title="A word-list hit is not a device")
def list_hit(briefing: Briefing) -> Task | NotHere:
    """Ask why a plain word list marks a word that is no hedge."""
    hit = false_hit(briefing)
    if hit is None:
        return NotHere("We found no mistake of the word list here.", "device.1")
    number = briefing.line_number(hit)
    return Task(
        question=f"A word list marks “{hit.text}” in line {number} as a hedge. Why is that wrong?",
        kind="choice",
        expected="The word does another job there",
        hints=(
            f"Leave “{hit.text}” out of line {number}. Is a claim stronger now?",
            "Compare “about 40 people” with “we talk about people”.",
        ),
        right=f"In line {number} the word does not weaken a claim. A list of words cannot see that.",
        mistakes=(
            Mistake(
                "The word is never a hedge", f"Elsewhere “{hit.text.lower()}” can be one. What differs here?"
            ),
            Mistake("The list is too short", f"A longer list makes more such hits. Reread line {number}."),
            Mistake(
                "Hedges are bad style", "Careful people hedge when they are unsure. Ask what the word does."
            ),
        ),
    )


@exercise("device.6", objective="L5.3", level="should", minutes=4, title="When readers differ")
def when_readers_differ(briefing: Briefing) -> Task:
    """Ask what to do with spans on which two readers differ."""
    return Task(
        question="You and a partner differ on two of eight spans. What is the best next step?",
        kind="choice",
        expected="Reread both lines and say what each of us saw",
        hints=(
            "What could you learn from a span that was easy?",
            "A label needs a reason. Where are the reasons?",
        ),
        right="Differences show where a rule is unclear. That is worth more than the number.",
        mistakes=(
            Mistake(
                "Take the label of the better pupil", "A label needs a reason, not a rank. Reread the line."
            ),
            Mistake("Throw the two spans away", "Then only easy spans are left. What would they teach?"),
            Mistake("Let the machine decide", "The machine has a rule, too. Does its rule fit these lines?"),
        ),
    )


@exercise("device.7", objective="L5.4", level="must", minutes=7, title="What a device does for a listener")
def effect_on_a_listener(briefing: Briefing) -> Task:
    """Ask for the effect of one device, with a line."""
    found = [(f, m) for f in FOUR_DEVICES if (m := _exemplar(briefing, f))]
    family, mark = found[0] if found else ("phrase", None)
    number = briefing.line_number(mark) if mark else 1
    words = quoted(mark, 40) if mark else f"“{first_words(briefing, number)}”"
    last_family, last = found[-1] if found else ("phrase", None)
    last_words = quoted(last, 40) if last else words
    return Task(
        question="Choose one device in this text. What may it do for a listener, and what would change without it?",
        kind="text",
        hints=(
            "Say the sentence twice: once with the device, once without.",
            "Begin with: In line …, … may make a listener …; without it, …",
        ),
        rubric=(
            "It names a line and quotes the words.",
            "It says what may happen, not what the speaker wants.",
            "It says what is lost and what stays without the device.",
        ),
        looks_for=("line", "words", "limit"),
        samples=(
            f"In line {number}, the {family} {words} may make the claim easier to remember. "
            "Without it the claim is the same, but shorter.",
            f"The {last_family} {last_words} in line {briefing.line_number(last) if last else number} may change "
            "how sure it sounds. Without it a listener may hear a stronger or weaker promise; the facts stay the same.",
        ),
    )


@exercise("device.8", objective="L5.3", level="stretch", minutes=5, title="Agreement by chance")
def chance_agreement(briefing: Briefing) -> Task:
    """Ask for Cohen's kappa from per cent and chance."""
    return Task(
        question=(
            "Two readers agree on 75 per cent. By chance alone they would agree on 50 per cent. "
            "How large is kappa?"
        ),
        kind="number",
        expected=0.5,
        tolerance=0.01,
        no_per_cent="Kappa is no per cent. Take the % away.",
        code="(0.75 - 0.50) / (1 - 0.50)",
        hints=(
            "How far above chance are they? How far could they be at most?",
            "Kappa is (agreement − chance) divided by (1 − chance).",
        ),
        right="They came half of the way from chance to full agreement.",
        mistakes=(
            Mistake(0.25, "That is how far they are above chance. Divide by what was possible."),
            Mistake(0.75, "That is the agreement itself. Take chance away first."),
            Mistake(1.5, "That divides agreement by chance. Take chance away first, then divide."),
        ),
        otherwise="Kappa is no per cent, and never above 1. Divide 0.75 − 0.50 by 1 − 0.50.",
    )
