"""Closed classes of English words: the few hundred that tell a parser-free reader where a phrase begins."""

from __future__ import annotations

DETERMINERS = frozenset(
    """
    a an the this that these those each every either neither no any some all both another such what
    which whose my your his her its our their much many few several more most less fewer enough
    """.split()
)
POSSESSIVES = frozenset("my your his her its our their whose".split())
SUBJECTS = frozenset("i you he she it we they there this that these those who".split())
PRONOUNS = SUBJECTS | frozenset(
    """
    me him her us them mine yours hers ours theirs myself yourself himself herself itself ourselves
    themselves someone somebody something anyone anybody anything everyone everybody everything nobody
    nothing one
    """.split()
)
PERSONS = frozenset(
    """
    i you he she we they who nobody everyone everybody somebody someone anyone anybody people
    ministers officials members children parents
    """.split()
)
PREPOSITIONS = frozenset(
    """
    about above across after against along amid among around as at before behind below beneath beside
    besides between beyond by despite down during except for from in inside into like near of off on
    onto out outside over past per since than through throughout till to toward towards under until up
    upon via with within without
    """.split()
)
MODALS = frozenset("can could may might must shall should will would".split())
BE = frozenset("am is are was were be been being".split())
HAVE = frozenset("have has had having".split())
DO = frozenset("do does did".split())
GET = frozenset("get gets got getting gotten".split())
#: a clause with one of these has a finite verb
FINITE = MODALS | (BE - {"be", "been", "being"}) | frozenset("have has had do does did".split())
COORDINATORS = frozenset("and or nor".split())
SUBORDINATORS = frozenset(
    """
    although though because if unless until when whenever where whereas while whilst as since that
    which who whom whose why how what whether so than lest once before after
    """.split()
)
WH = frozenset("who whom whose what which when where why how".split())
#: may stand between an auxiliary and its participle
BETWEEN = frozenset(
    """
    not also still now already just soon only yet then ever even once all both being been long often
    always never again further so too almost nearly later first thus therefore perhaps indeed well
    quite very far better
    """.split()
)
NUMBER_WORDS = frozenset(
    """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds
    thousand thousands million millions billion billions trillion dozen dozens half third quarter noon
    midnight midday
    """.split()
)
MONTHS = frozenset(
    """
    january february march april may june july august september october november december
    """.split()
)
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
TIMES = (
    MONTHS
    | DAYS
    | frozenset(
        """
        noon midnight midday now then today tomorrow tonight dawn dusk nightfall morning evening
        afternoon night week weekend month year decade century spring summer autumn winter soon
        shortly later early late mid next end time christmas easter
        """.split()
    )
)
#: too common to show, by coming twice, that somebody repeats on purpose
FUNCTION = (
    DETERMINERS
    | PRONOUNS
    | PREPOSITIONS
    | MODALS
    | BE
    | HAVE
    | DO
    | COORDINATORS
    | SUBORDINATORS
    | frozenset("but not so too also very well just then there here now yet still".split())
)


def is_number(word: str) -> bool:
    """Say whether `word` is a number, in figures or letters.

    >>> is_number("140"), is_number("sixty-two"), is_number("most")
    (True, True, False)
    """
    return word[:1].isdigit() or word in NUMBER_WORDS or word.split("-")[0] in NUMBER_WORDS
