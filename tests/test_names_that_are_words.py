"""A capital beats the word list: names that are words speak, whatever the shape of the cue."""

from __future__ import annotations

import pytest

from briefing_lessons.briefing import Briefing
from briefing_lessons.reading import parse_source, source_from_text

#: invented people whose names are English words, from many languages
NAMES = [
    " ".join(name.split())
    for name in """
    Will Straw, Per Lund, Said Haddad, May Holm, Edward Said, Mark Chase, Grant Abel, Hope Winter,
    Don Price, An Tran, Do Thi Ha, So Min-jun, Can Yilmaz, Even Larsen, Rose Summers, Sunday Okoye,
    Ha Ji-won, Lee Long, Bo Little, Art Church, Frank Bush, Pat Field, Rich Baker, Bill Cook, Jun
    Ho, Long Nguyen, Hung Vo, My Linh, Van Thanh, Bao An, Min Ah, Yu Ling, Ban Chen, Sun Li, Wing
    Ho, August Berg, April Stone, June Field, Storm Dahl, Odd Strand, Stein Bakke, Bent Holm, Tore
    Lie, Dag Moe, Gift Banda, Precious Moyo, Justice Mensah, Blessing Adeyemi, Faith Wanjiku, Prince
    Owusu
    """.split(",")
]
SHAPES = (
    "“The yard is slow,” {} said.",
    "“The yard is slow,” said {}.",
    "{} said that the yard was slow.",
    "According to {}, the yard was slow.",
    "It was late. {} told reporters: “The yard is slow.”",
    "{}, who runs the yard, warned that it was slow.",
)
#: crossings that are still missed; the list may only become shorter
MISSED = 0


def sources(text: str) -> set[str | None]:
    return {quote.speaker for quote in Briefing(parse_source(source_from_text(text))).quotes}


def test_names_that_are_words_speak_in_every_shape_of_cue() -> None:
    missed = [
        (name, shape)
        for name in NAMES
        for shape in SHAPES
        if sources(shape.format(name)) not in ({name}, {name.split()[-1]})
    ]
    assert len(missed) <= MISSED, missed


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Will Rask stay? Anna Lund said that he would.", "Anna Lund"),
        ("Per head, Anna Lund said that it was dear.", "Anna Lund"),
        ("So Anna Lund said that it was late.", "Anna Lund"),
        ("Can Rask stay? Anna Lund said that he could.", "Anna Lund"),
        ("In May Anna Lund said that it was late.", "Anna Lund"),
        ("On Sunday Anna Lund said that it was late.", "Anna Lund"),
    ],
)
def test_a_word_that_is_no_name_there_stays_a_word(text: str, speaker: str) -> None:
    assert sources(text) == {speaker}
