"""Print precision and recall of every device on gold labels, beside what plain look-up finds.

python benchmarks/rhetoric.py [DIR]      DIR: the shared gold, ../shared/rhetoric if not given

The baselines need no context: the word lists of Biber (1988), as they are used for register analysis, and a
regular expression where the device is no word. Without the shared gold only the labels in seeds/ are used.
The texts in dev were read while the rules were written: their figures show what the
rules cover, not how they travel.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol

from briefing_lessons import Briefing, load_briefing
from briefing_lessons.files import seed_names
from briefing_lessons.hand_labels import load_labels
from briefing_lessons.rhetoric import DEVICES

SHARED = Path(__file__).resolve().parents[2] / "shared" / "rhetoric"


class Found(NamedTuple):
    """A hit of a baseline, or a gold label."""

    start: int
    end: int
    device: str


class Labelled(Protocol):
    """A mark or a hand label."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def device(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Score:
    """How marks of one device compare with hand labels."""

    device: str
    hits: int
    false: int  #: marks on nothing that a person labelled
    missed: int  #: clear labels without a mark

    @property
    def precision(self) -> float | None:
        """Which share of the marks is right; `None` without marks."""
        return self.hits / (self.hits + self.false) if self.hits + self.false else None

    @property
    def recall(self) -> float | None:
        """Which share of the clear labels was found; `None` without clear labels."""
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else None


def score_marks(
    device: str, marks: Sequence[Labelled], clear: Sequence[Labelled], arguable: Sequence[Labelled] = ()
) -> Score:
    """Compare marks with hand labels: a mark is right when it overlaps a label that no other mark has taken.

    A mark may be four times as long as its label (and ten characters more). Recall counts clear labels only;
    a mark on an arguable one counts neither way.
    """
    free = [mark for mark in marks if mark.device == device]
    clear = [label for label in clear if label.device == device]
    labels = [*clear, *(label for label in arguable if label.device == device)]
    hits = 0
    for label in sorted(clear, key=lambda label: label.end - label.start):
        near = [mark for mark in free if _fits(mark, label)]
        if near:
            free.remove(min(near, key=lambda m: abs(m.start - label.start) + abs(m.end - label.end)))
            hits += 1
    false = sum(not any(_fits(mark, label) for label in labels) for mark in free)
    return Score(device, hits, false, len(clear) - hits)


def _fits(mark: Labelled, label: Labelled) -> bool:
    overlaps = min(mark.end, label.end) > max(mark.start, label.start)
    return overlaps and mark.end - mark.start <= 4 * (label.end - label.start) + 10


def look_up(words: str) -> Callable[[str], Iterator[re.Match[str]]]:
    """Return a search for whole words or phrases, parted by commas."""
    listed = "|".join(re.escape(word.strip()) for word in words.split(","))
    return re.compile(rf"\b(?:{listed})\b", re.IGNORECASE).finditer


_VERBS = """said, says, say, told, tell, tells, asked, asks, added, adds, adding, replied, claimed, claims,
admitted, denied, denies, insisted, suggested, reported, reports, noted, stated, explained, warned, promised,
announced, declared, stressed, concluded, pointed out, called, criticised, blamed, rejected, indicated"""

#: plain look-up: no context, no voice
BASELINES: dict[str, Callable[[str], Iterator[re.Match[str]]]] = {
    "question": re.compile(r"[A-Z][^.?!\n]*\?").finditer,
    "list": re.compile(r"\w+(?: \w+)?, \w+(?: \w+)?,? (?:and|or) \w+").finditer,
    "anaphora": re.compile(r"\b(\w+)\b[^.\n]*\. \1\b", re.IGNORECASE).finditer,
    "hedge": look_up(
        "may, might, could, can, almost, maybe, sort of, kind of, more or less, "
        "something like, barely, hardly, merely, nearly, only, partly, practically, scarcely, "
        "slightly, somewhat, about, perhaps, seem"
    ),
    "booster": look_up(
        "absolutely, altogether, completely, enormously, entirely, extremely, "
        "fully, greatly, highly, intensely, perfectly, strongly, thoroughly, "
        "totally, utterly, very, just, really, most, for sure, a lot"
    ),
    "deontic": look_up("must, should, ought"),
    "evidential": look_up("according to, reportedly, seem, seems, appear, appears"),
    "first_person_plural": look_up("we, us, our, ours, ourselves"),
    "first_person_singular": look_up("I, me, my, mine, myself"),
    "second_person": look_up("you, your, yours, yourself, yourselves"),
    "reporting_verb": look_up(_VERBS),
    "agentless_passive": re.compile(
        r"\b(?:is|are|was|were|be|been|being) \w+(?:ed|en)\b(?! by)", re.IGNORECASE
    ).finditer,
    "partial_quote": re.compile(r"[\"“][^\"”\n]{1,60}[\"”]").finditer,
    "bracket_edit": re.compile(r"\[[^\]\n]+\]|…").finditer,
    "concessive": look_up("although, though, but, despite, however, yet, still, while"),
    "negation_of_claim": re.compile(r"\bnot [^.\n]{1,60}, (?:it|this|that) ", re.IGNORECASE).finditer,
}


def read_gold(folder: Path) -> Iterator[tuple[Briefing, list[Found], list[Found]]]:
    """Yield (briefing, clear labels, arguable labels) of the gold in `folder`."""
    for path in sorted(folder.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        briefing = load_briefing(path.with_name(path.name.replace(".gold.json", ".txt")))
        yield (
            briefing,
            *_sort(
                (Found(a["start"], a["end"], a["device"]), a.get("certainty", "clear"))
                for a in gold["annotations"]
            ),
        )


def read_seeds() -> Iterator[tuple[Briefing, list[Found], list[Found]]]:
    """Yield (briefing, clear labels, arguable labels) of the labels that come with the package."""
    for name in seed_names():
        briefing = load_briefing(name)
        labels = load_labels(briefing, "rhetoric")
        yield briefing, *_sort((Found(x.start, x.end, x.device), x.certainty) for x in labels)


def _sort(labels: Iterable[tuple[Found, str]]) -> tuple[list[Found], list[Found]]:
    sides: dict[str, list[Found]] = {"clear": [], "arguable": []}
    for found, certainty in labels:
        sides[certainty].append(found)
    return sides["clear"], sides["arguable"]


def report(title: str, gold: Iterable[tuple[Briefing, list[Found], list[Found]]]) -> None:
    """Print a table for one collection."""
    ours: dict[str, Score] = {device: Score(device, 0, 0, 0) for device in DEVICES}
    plain = dict(ours)
    for briefing, clear, arguable in gold:
        for device in DEVICES:
            ours[device] = _add(ours[device], score_marks(device, briefing.marks, clear, arguable))
            search = BASELINES.get(device)
            hits = [Found(*match.span(), device) for match in search(briefing.text)] if search else []
            plain[device] = _add(plain[device], score_marks(device, hits, clear, arguable))
    print(f"\n{title}\n{'device':24}{'clear':>6}   {'this package':22}{'plain look-up'}")
    for device in DEVICES:
        clear_labels = ours[device].hits + ours[device].missed
        if clear_labels or ours[device].false:
            other = _show(plain[device]) if device in BASELINES else "none"
            print(f"{device:24}{clear_labels:>6}   {_show(ours[device]):22}{other}")
    for name, scores in (("this package", ours), ("plain look-up", {d: plain[d] for d in BASELINES})):
        sums = (sum(getattr(s, part) for s in scores.values()) for part in ("hits", "false", "missed"))
        print(f"all devices pooled, {name}: {_show(Score('all', *sums))}")


def _add(one: Score, two: Score) -> Score:
    return Score(one.device, one.hits + two.hits, one.false + two.false, one.missed + two.missed)


def _show(score: Score) -> str:
    sides = (score.precision, score.recall)
    return "p {} r {}".format(*("  – " if side is None else f"{side:.2f}" for side in sides))


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED
    for part in ("dev", "seed"):
        if (folder / part).is_dir():
            report(f"Gold in {part}", read_gold(folder / part))
    report("Labels in seeds/labels", read_seeds())
