"""The toys with which lessons begin: the class's own text, one control, and the guess answered in place."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from html import escape

from briefing_lessons.briefing import Briefing, latest_briefing
from briefing_lessons.english.wordclasses import PHRASES, VERBS, Expression
from briefing_lessons.errors import BriefingError
from briefing_lessons.exercises.answers import cited, guessed_share
from briefing_lessons.exercises.baseline import read_sentence
from briefing_lessons.exercises.clues import cut_by_rules, date_spans, lines_to_cut, name_spans
from briefing_lessons.exercises.devices import EFFECTS, Device, three_devices
from briefing_lessons.exercises.excerpts import excerpt
from briefing_lessons.exercises.model import words_of
from briefing_lessons.exercises.picks import around, is_by_pronoun, is_full
from briefing_lessons.exercises.session import kept_guess
from briefing_lessons.html import card, plural, table_box, table_row, text_box
from briefing_lessons.reading import Source, parse_source
from briefing_lessons.spans import Quote, Span
from briefing_lessons.widgets.explorer import Button, Explorer, Pick, State, View, Words
from briefing_lessons.widgets.markup import Note, mark_up, notes_of, surroundings

#: voice -> how high its part of the strip stands, and its colour: the eye needs only one of the two
HEIGHTS = {"speaker": (60, "#0072B2"), "asker": (40, "#E69F00"), "reporter": (20, "#009E73")}
_IN_WORDS = (
    "From left to right the text: high is the speaker, middle an asker, low the reporter. "
    "The bar: the speakers’ share of all words; the upright mark: your guess."
)
_INVENTED = "“The boat sails on Friday,” said Ida Velk, the engineer."


def show_voices(briefing: Briefing, guessed: str = "start.share") -> Explorer:
    """Show who is talking where, and the guess under `guessed` beside the share that was found.

    >>> from briefing_lessons import load_briefing
    >>> show_voices(load_briefing("001_ferry_report.txt")).set(lit="reporter").said
    'reporter: 76 per cent of the words, first in line 2.'
    """
    voices = [voice for voice in HEIGHTS if any(token.voice == voice for token in briefing.tokens)]
    pick = Pick("lit", "Light up", (("everybody", ""), *((voice, voice) for voice in voices)), "", radio=True)
    return Explorer("Who is talking?", partial(format_voices, briefing, guessed), (pick,))


def format_voices(briefing: Briefing, guessed: str, *, lit: str) -> View:
    """Return the strip, with the share of words in somebody's own voice under it."""
    words = {voice: [t.start for t in briefing.tokens if t.voice == voice] for voice in HEIGHTS}
    total = max(1, sum(map(len, words.values())))
    share = {voice: round(100 * len(starts) / total) for voice, starts in words.items()}
    guess, found = kept_guess(guessed), share["speaker"]
    answer = f"You said {guess}; it is {found} per cent. " if guess else ""
    said = f"{answer}Words of speakers: {found} per cent."
    if lit:
        line = briefing.line_number(words[lit][0])
        said = f"{lit}: {share[lit]} per cent of the words, first in line {line}."
    scale = 1000 / max(1, len(briefing.text))
    bars = []
    for start, end, voice in briefing.voices:
        if voice in HEIGHTS:
            height, colour = HEIGHTS[voice]
            place = _bar(start * scale, (end - start) * scale, 60 - height, height)
            bars.append(f'{place} fill="{colour}" fill-opacity="{1 if lit in ("", voice) else 0.2}"/>')
    bars += [
        f'{_bar(0, 10 * found, 72, 14)} fill="{HEIGHTS["speaker"][1]}"/>',
        f'<text x="{min(10 * found, 940) + 8}" y="86" font-size="20" fill="currentColor">{found} %</text>',
    ]
    if (at := guessed_share(guess)) is not None:
        bars.append(f'{_bar(10 * at - 3, 6, 66, 26)} fill="#D55E00"/>')
    label = f"The text from its beginning to its end. {escape(said)}"
    strip = f'<svg viewBox="0 0 1000 94" width="100%" role="img" aria-label="{label}">{"".join(bars)}</svg>'
    return View(f"<figure>{strip}<figcaption>{_IN_WORDS}</figcaption></figure>", said)


def _bar(x: float, width: float, y: int, height: int) -> str:
    return f'<rect x="{x:.1f}" width="{width:.1f}" y="{y}" height="{height}"'


def uncover(briefing: Briefing) -> Explorer:
    """Show how the text begins with its names and dates covered; one control uncovers them.

    >>> from briefing_lessons import load_briefing
    >>> uncover(load_briefing("001_ferry_report.txt"))
    Covered text: 19 names and 5 dates are covered. What can you still tell?
    """
    options = (("nothing", ""), ("dates", "d"), ("names", "n"), ("both", "dn"))
    pick = Pick("show", "Uncover", options, "", radio=True)
    return Explorer("Covered text", partial(format_covered, briefing), (pick,))


def format_covered(briefing: Briefing, *, show: str) -> View:
    """Return the first lines with a bar in place of what is covered."""
    begin = excerpt(briefing)
    last = briefing.line(begin.lines[-1][0]).end
    spans = {"n": name_spans(briefing), "d": date_spans(briefing)}
    covered = {key: [s for s in found if s.end <= last] for key, found in spans.items() if key not in show}
    rows = []
    for number, words in begin.lines:
        first, at, shown = briefing.line(number).start, 0, ""
        for start, end in sorted(
            (s.start - first, s.end - first) for found in covered.values() for s in found
        ):
            if at <= start and end <= len(words):
                bar = "█" * min(8, end - start)
                shown += f'{escape(words[at:start])}<span role="img" aria-label="covered">{bar}</span>'
                at = end
        rows.append(f'<li value="{number}">{shown}{escape(words[at:])}</li>')
    left = [plural(len(found), {"n": "name", "d": "date"}[key]) for key, found in covered.items()]
    are = "is" if left in (["1 name"], ["1 date"]) else "are"
    said = f"{' and '.join(left)} {are} covered. What can you still tell?" if left else "Nothing is covered."
    return View(f'<ol class="bl-numbered">{"".join(rows)}</ol>', said)


def try_rules(briefing: Briefing | None = None) -> Explorer:
    """Cut a line of the text, or what is typed in its place, into words by three rules.

    >>> from briefing_lessons import load_briefing
    >>> toy = try_rules(load_briefing("001_ferry_report.txt"))
    >>> toy.set(words="They told us that the US would wait.").said
    'at spaces: 8; at every mark: 9; our rule: 8; in small letters: 7 different words.'
    """
    text = lines_to_cut(briefing or latest_briefing())[0].text
    field = Words("words", "A sentence to try", text, lines=2, live=True)
    guess = kept_guess("page.words")
    draw = partial(format_rules, f"You said {guess}. " if guess else "")
    return Explorer("Where does a word end?", draw, (field,))


def format_rules(answer: str, *, words: str) -> View:
    """Return the pieces of a sentence by each rule, with their number."""
    cut = cut_by_rules(words)
    small = dict.fromkeys(piece.lower() for piece in cut["our rule"])
    counts = "; ".join(f"{name}: {len(pieces)}" for name, pieces in cut.items())
    rows = "".join(
        table_row(name, len(pieces), " ".join(f'<span class="bl-tag">{escape(one)}</span>' for one in pieces))
        for name, pieces in (cut | {"small letters, each word once": list(small)}).items()
    )
    head = {"rule": "", "pieces": ' class="num" style="overflow-wrap:normal"', "which": ""}
    table = table_box("The pieces by each rule", "The pieces by each rule.", head, rows)
    return View(table, f"{answer}{counts}; in small letters: {len(small)} different words.")


def take_away(briefing: Briefing) -> Explorer:
    """Show a sentence with its source as the machine reads it, to take words away until it knows nobody.

    >>> from briefing_lessons import load_briefing
    >>> toy = take_away(load_briefing("001_ferry_report.txt"))
    >>> toy.set(words="“It floats,” said nobody we know.").said[:22]
    'A sentence of your own'
    """
    printed = next(_sentences_with_source(briefing), _INVENTED)
    field = Words("words", "Take words away", printed, lines=3, live=True)
    again = Button("again", "As printed", lambda _: {"words": printed}, "Put all words back")
    return Explorer("Until nobody knows who speaks", partial(format_taken, printed), (field,), (again,))


def _sentences_with_source(briefing: Briefing) -> Iterator[str]:
    """Yield sentences with a full quotation whose source the machine finds in them alone."""
    for quote in briefing.quotes[:40]:
        found = quote.attribution
        if is_full(quote, briefing) and not is_by_pronoun(quote, briefing) and found.mention and found.cue:
            words = around(briefing, quote)
            if len(words.split()) <= 45 and any(alone.speaker for alone in read_sentence(words).quotes):
                yield words


def _bare(sentence: str) -> list[str]:
    """Return the words without marks: whoever cuts a quotation short closes it again."""
    return [bare for word in sentence.split() if (bare := word.strip("“”‘’\"'.,;:!?()"))]


def format_taken(printed: str, *, words: str) -> View:
    """Return the sentence with what the machine finds in it, and how many words are gone."""
    quotes = [quote for quote in read_sentence(words).quotes if quote.speaker]
    notes = [note for quote in quotes for note in notes_of(quote)]
    given, had = _bare(words), _bare(printed)
    left, guess, answer = iter(had), kept_guess("who.fewest"), ""
    if all(word in left for word in given):
        gone = len(had) - len(given)
        if guess and not quotes:
            answer = f" You said {cited(guess)}; {gone} {'is' if gone == 1 else 'are'} gone."
        if gone:
            how = f"{plural(gone, 'word')} taken away; altered for class."
        elif words != printed:
            how = "Only marks are changed; altered for class."
        else:
            how = "Invented for class." if printed == _INVENTED else "As printed."
    else:
        how = "A sentence of your own."
    who = ", ".join(dict.fromkeys(str(quote.speaker) for quote in quotes)) or "nobody found"
    said = f"{how} The machine’s source: {who}.{answer}"
    why = "".join(f"<li>{escape(str(q.speaker))}: {escape(q.attribution.rule)}</li>" for q in quotes[:3])
    return View(f"<blockquote>{mark_up(words, 0, len(words), notes)}</blockquote><ul>{why}</ul>", said)


def switch_devices(briefing: Briefing) -> Explorer:
    """Open the device switch on a triad, an antithesis and a “we” of this text, or of the school meals.

    >>> from briefing_lessons import load_briefing
    >>> switch = switch_devices(load_briefing("001_ferry_report.txt"))
    >>> switch.press("switch").said
    'triad, 001_ferry_report.txt, line 11: switched off. Only words were left out; nothing was added.'
    """
    found = {device.name: device for device in three_devices(briefing)}
    pick = Pick("device", "Device", tuple((name, name) for name in found), next(iter(found)), radio=True)
    switch = Button("switch", "Switch it off, or on", _switch, main=True)
    return Explorer("Hear it, switch it off", partial(format_switch, found), [pick], [switch], off="")


def _switch(state: State) -> State:
    """Switch the chosen device off, or on; the others are on."""
    return {"off": "" if state["off"] == state["device"] else state["device"]}


def format_switch(found: dict[str, Device], *, device: str, off: str) -> View:
    """Return the sentence as printed, and beside it the one without the device.

    Parameters
    ----------
    found
        The devices by name.
    device, off
        The one that is shown, and the one that is switched off.
    """
    shown = found[device]
    note = Note(shown.mark.start, shown.mark.end, "device bl-solid", device)
    words = escape(shown.opens) + mark_up(shown.text.text, shown.sentence.start, shown.sentence.end, [note])
    cards = card(f"As printed, {shown.where}", f"<p>{words}</p>")
    said = f"{device}, {shown.where}: as printed. Read it aloud, then switch it off."
    if off == device and shown.off:
        cards += card(shown.where, f"<p>{escape(shown.opens + shown.off)}</p>", "altered for class")
        said = f"{device}, {shown.where}: switched off. Only words were left out; nothing was added."
    elif off == device:
        cannot = "this one cannot be switched off, for grammar needs the word. Who is in it, and who is not?"
        said = f"{device}, {shown.where}: {cannot}"
    rows = "".join(f"<li>{escape(effect)}</li>" for effect in EFFECTS[device])
    asked = f"<p>What may it do for a listener? Tell a neighbour, with a “because”.</p><ul>{rows}</ul>"
    return View(f'<div class="bl-pair">{cards}</div>\n{asked}', said)


#: verbs to try, one or two for each stance; the stance of each is looked up in the lexicon
VERBS_TO_TRY = ("said", "added", "pointed out", "admitted", "stressed", "insisted", "suggested", "claimed")
INVENTED = "“The boat will sail again on Friday,” the engineer {}."


@dataclass(frozen=True, slots=True, repr=False)
class HiddenVerb:
    """A report whose verb is covered."""

    line: int  #: 0 where the report is invented
    report: str
    verb: str

    def __repr__(self) -> str:
        return f"{f'Line {self.line}' if self.line else 'Invented for class'}: {self.report}"

    def _repr_html_(self) -> str:
        return text_box(f"<p>{escape(repr(self))}</p>", "bl-excerpt", "blockquote")


def swap_verbs(briefing: Briefing, line: int | None = None) -> Explorer:
    """Open the verb swap on a quotation whose reporting verb stands alone, such as "he added".

    >>> from briefing_lessons import load_briefing
    >>> swap_verbs(load_briefing("000_95b79719e875266d.txt"), line=5).set(verb="insisted").said
    'Line ...: “said” (neutral) is replaced by “insisted” (strong).'

    Parameters
    ----------
    briefing
        The text.
    line
        The line to change, 0 for an invented one; the first that can be changed unless given.
    """
    if line == 0:
        briefing = Briefing(parse_source(Source("invented for class", INVENTED.format("claimed"), "str")))
        line = 1
    found = (n for n, quote, _ in swappable(briefing) if line in (None, briefing.line_number(quote)))
    verbs = Pick("verb", "Reporting verb", tuple((verb, verb) for verb in VERBS_TO_TRY), "claimed")
    return Explorer("Verb swap", partial(format_swap, briefing), [verbs], number=next(found, -1))


def hidden_verb(briefing: Briefing) -> HiddenVerb:
    """Return a report with a gap where its verb of saying stands, to guess it.

    >>> from briefing_lessons import load_briefing
    >>> hidden_verb(load_briefing("001_ferry_report.txt"))
    Line 10: She ______ that Halvern had paid its half ...
    """
    lines = {cue: briefing.line(briefing.line_number(quote)) for _, quote, cue in swappable(briefing)}
    if not lines:
        return HiddenVerb(0, INVENTED.format("______"), "claimed")
    short = [cue for cue, line in lines.items() if len(line.text.split()) <= 45]
    # "said" would be guessed at once, and with "pointed out" or "claimed" something hangs on the verb
    cue = max(short or lines, key=lambda cue: verb_stance(cue.text) == "structuring")
    line = lines[cue]
    before, after = briefing.text[line.start : cue.start], briefing.text[cue.end : line.end]
    return HiddenVerb(line.number, f"{before}______{after}", cue.text)


def format_swap(briefing: Briefing, *, number: int, verb: str) -> View:
    """Return the quotation as printed beside the same with `verb`.

    Parameters
    ----------
    briefing
        The text.
    number
        Index of the quotation in `briefing.quotes`.
    verb
        A reporting verb in the past tense.

    Raises
    ------
    BriefingError
        When no quotation of this text has a reporting verb that can be replaced alone.
    """
    if number < 0:
        raise BriefingError("No quotation here has a reporting verb of its own to swap. Try another text.")
    quote = briefing.quotes[number]
    cue = quote.attribution.cue
    assert cue is not None
    printed, other = verb_stance(cue.text), verb_stance(verb)
    before = surroundings(briefing, [quote, cue], [Note(cue.start, cue.end, "cue", "as printed")])
    shown = '<mark class="bl-cue">{}</mark><sub class="bl-what">{}</sub>'.format
    after = before.replace(shown(escape(cue.text), "as printed"), shown(escape(verb), "changed"))
    line = briefing.line_number(quote)
    pair = _card(f"As printed, line {line}", before, cue.text, printed)
    pair += _card("With another verb, altered for class", after, verb, other)
    asked = "<p><strong>Ask yourself:</strong> what do you expect to read next in each version?</p>"
    said = f"Line {line}: “{cue.text}” ({printed}) is replaced by “{verb}” ({other})."
    if cue.text == verb:
        said = f"Line {line}: “{verb}” ({printed}) is what the text prints. Choose another verb."
    return View(f'<div class="bl-pair">{pair}</div>\n{asked}', said)


def swappable(briefing: Briefing) -> Iterator[tuple[int, Quote, Span]]:
    """Yield (index, quotation, cue) where the cue is one reporting verb in the past tense, alone."""
    for index, quote in enumerate(briefing.quotes):
        cue = quote.attribution.cue
        if quote.kind in ("direct", "indirect") and cue and is_past_verb(cue.text):
            yield index, quote, cue


def is_past_verb(words: str) -> bool:
    """Say whether `words` are a reporting verb in the past tense, alone, and one that names no hearer.

    >>> is_past_verb("pointed out"), is_past_verb("told"), is_past_verb("says")
    (True, False, False)
    """
    found = look_up(words)
    # "told reporters" bears no "admitted reporters"
    return found is not None and "person" not in found.takes and words.lower() == found.forms[-1]


def verb_stance(words: str) -> str:
    """Return the stance of a reporting verb, e.g. "distancing"."""
    expression = look_up(words)
    return expression.stance if expression else "neutral"


def look_up(words: str) -> Expression | None:
    """Return what the lexicon says about a verb or a verb with its particle."""
    parts = tuple(words.lower().split())
    return VERBS.get(words.lower()) or dict(PHRASES.get(parts[0], ())).get(parts)


def _card(title: str, words: str, verb: str, stance: str) -> str:
    does = words_of("hand.2")["classes"][stance][0]  # what a class of reporting verbs does
    note = f'<span class="bl-note">“{escape(verb)}”: {does}.</span>'
    return card(title, f'<p>{words}</p><p><span class="bl-tag">{escape(stance)}</span> {note}</p>')
