"""Quote from memory, and lay words of one's own beside a text: two fields with the checker behind them."""

from difflib import SequenceMatcher
from functools import partial
from html import escape
from typing import Any

from briefing_lessons.briefing import Briefing
from briefing_lessons.english.words import find_words
from briefing_lessons.errors import BriefingError
from briefing_lessons.quotes.check import check_quotations
from briefing_lessons.widgets.explorer import Button, Explorer, View, Words


def quote_from_memory(briefing: Briefing, *heard: str) -> Explorer:
    """Lay what was remembered over one plain sentence, shown first and then hidden; nothing is kept.

    A sentence that was `heard` before is hidden from the start, and until Compare is pressed; of several
    versions the nearest is taken.

    >>> from briefing_lessons import load_briefing
    >>> game = quote_from_memory(load_briefing("001_ferry_report.txt"))
    >>> _ = game.press("hide")
    >>> _ = game.set(typed="The crew tried the motor, then one spare motor and a rope")
    >>> game.press("compare").said
    '2 changed, 0 dropped, 0 added. Would you have printed it?'
    """
    plain = [s.text for s in briefing.sentences if not set('“”"[]:;?!') & set(s.text)] or [briefing.text[:80]]
    versions = [one for one in heard if one] or [min(plain, key=lambda s: abs(13 - len(s.split())))]
    hide = Button("hide", "Hide", lambda _: {"hidden": True}, "Hide the sentence", main=True)
    compare = Button(
        "compare", "Compare", lambda s: {"compared": s["typed"]}, main=bool(heard), beside="typed"
    )
    return Explorer(
        "Quote from memory",
        partial(_beside, [" ".join(version.split()) for version in versions]),
        [Words("typed", "The sentence, from memory", live=True)],
        [compare] if heard else [compare, hide],
        hidden=bool(heard),
        compared="",
    )


def _beside(versions: list[str], *, typed: str, hidden: bool, compared: str) -> View:
    ours = [form for *_, form in find_words(typed)]
    read = [(sentence, [form for *_, form in find_words(sentence)]) for sentence in versions]
    sentence, theirs = max(read, key=lambda one: SequenceMatcher(None, one[1], ours, autojunk=False).ratio())
    shown = f"<blockquote>{escape(sentence)}</blockquote>"
    if not typed.strip() or typed != compared:
        if hidden:
            return View("", "Do not look up: type the sentence from memory, then press Compare or Enter.")
        return View(shown, "Read it twice, press Hide, then type it and press Compare.")
    steps = SequenceMatcher(None, theirs, ours, autojunk=False).get_opcodes()
    changes = [step for step in steps if step[0] != "equal"]
    changed = sum(min(b - a, d - c) for _, a, b, c, d in changes)
    dropped = sum(max(0, (b - a) - (d - c)) for _, a, b, c, d in changes)
    added = sum(max(0, (d - c) - (b - a)) for _, a, b, c, d in changes)
    pairs = ((" ".join(theirs[a:b]) or "–", " ".join(ours[c:d]) or "–") for _, a, b, c, d in changes)
    rows = "".join(f"<li>“{escape(before)}” → “{escape(after)}”</li>" for before, after in pairs)
    said = f"{changed} changed, {dropped} dropped, {added} added. Would you have printed it?"
    return View(f"{shown}<ul>{rows}</ul>", said)


def check_words(briefing: Briefing) -> Explorer:
    """Open a field for sentences with quotations; each is laid beside the text.

    >>> from briefing_lessons import load_briefing
    >>> field = check_words(load_briefing("001_ferry_report.txt"))
    >>> field.set(typed="Jarn Velk said: “A fish is never stupid.”").said
    '1 quotation: 1 altered.'
    """
    field = Words("typed", "Sentences with quotations", lines=4, example="Jarn Velk said: “A fish is …”")
    check = Button("check", "Check", lambda _: {}, "Lay each quotation beside the text", main=True)
    return Explorer(
        f"Check quotations against {briefing.source}", partial(_checked, briefing), [field], [check]
    )


def _checked(briefing: Briefing, *, typed: str, **_: Any) -> View:
    if not typed.strip():
        return View("", "Type a sentence that quotes this text, then press Check.")
    checked = check_quotations(briefing, typed)
    if not checked:
        wanted = "Put three words or more between quotation marks, with a name."
        raise BriefingError(f"There is no quotation in it. {wanted}")
    return View(checked._repr_html_(), repr(checked).splitlines()[0])
