"""Words the reader knows: who asks, who leads, titles of office, forms of address, keys that are no labels.

Every list is short on purpose: a word is here because published transcripts use it in a label.
Other languages are listed where their transcripts are common, so that structure is shown even there.
"""

from __future__ import annotations

#: labels of people who ask and are not named
ASKERS = frozenset(
    """
    q question questions questioner reporter reporters journalist journalists press media interviewer
    correspondent newsman newswoman audience audience-member participant caller crowd frage fragen
    journalistin pregunta preguntas periodista pergunta jornalista domanda giornalista vraag journaliste
    вопрос журналист корреспондент питання 问 記者 记者 問 질문 기자 سؤال प्रश्न שאלה
    """.split()
)
#: labels of an unnamed person who answers
ANSWERERS = frozenset(
    """
    a answer response speaker-answer antwort respuesta réponse reponse resposta risposta antwoord ответ
    відповідь 答 답변 جواب उत्तर תשובה interviewee
    """.split()
)
#: labels of people who lead a briefing without answering
MODERATORS = frozenset(
    """
    moderator operator host facilitator coordinator announcer anchor emcee mc interpreter translator
    clerk moderador moderadora moderatorin animateur modérateur ведущий модератор 主持人 사회자 staff aide
    """.split()
)
#: labels of those who preside over a parliament, by key
PRESIDING = frozenset(
    ("the presiding officer", "the speaker", "mr speaker",
     "madam speaker", "the speaker pro tempore", "the chair",
     "the deputy speaker", "mr deputy speaker", "madam deputy speaker", "the acting speaker", "the chairman",
     "the court", "chair", "chairman", "chairperson", "acting chair", "acting chairman",
     "the president pro tempore", "the acting president pro tempore",
     "an ceann comhairle", "the temporary chair")
)  # fmt: skip
#: words in the names of houses that report news
OUTLETS = frozenset(
    """
    radio news tv television times post press reuters journal agency daily globe herald broadcasting
    magazine tribune network media gazette guardian telegraph courier standard mail bloomberg politico
    axios mirror star sun chronicle wire weekly today observer review voice service dagblad newspaper
    """.split()
)
#: words that may stand before the word for an asker: "UNIDENTIFIED REPORTER", "FEMALE VOICE"
UNNAMED = frozenset(
    """
    unidentified unknown unnamed male female another second first third fourth fifth multiple several
    member members some an hon honourable honorable in back front row from the voice voices
    speaker speakers man woman person participant of audience group all both
    """.split()
)
#: forms of address
ADDRESSES = frozenset(
    """
    mr mrs ms miss mx dr prof professor sir dame lord lady madam madame hon honourable honorable rt
    right the sr sra herr frau m mme monsieur rev reverend senor señor
    """.split()
)
#: titles of office that come before a name, in a label
OFFICES = frozenset(
    """
    president vice minister prime deputy foreign secretary undersecretary under assistant acting
    principal ambassador ambassador-at-large envoy special representative senator congressman
    congresswoman congressperson governor mayor general major colonel lieutenant captain commander
    admiral chief chair chairman chairwoman chairperson director administrator surgeon attorney
    spokesperson spokesman spokeswoman counselor counsellor chancellor commissioner premier treasurer
    taoiseach tánaiste king queen prince princess pope judge justice speaker leader officer
    commissioner-general secretary-general head coordinator adviser advisor defense defence press state
    finance health interior high rep sen gov gen col lt maj capt cmdr adm amb sec pm dep inspector
    sergeant marshal rear brigadier air chief-of-staff first lady former vice-president executive senior
    hrvp fm pm dpm vp ltg sg asg usg superintendent sheriff official officials administration dean
    rector provost chairlady hydrologist engineer councillor councilor member deputé
    """.split()
)
#: words of OFFICES that only modify others and make no label by themselves: "Special Report:", "Health Care:"
MODIFIERS = frozenset(
    """
    vice prime deputy foreign under assistant acting principal special surgeon attorney press state
    finance health interior high defense defence first former executive senior air rear head general
    official administration
    """.split()
)
#: particles inside names
PARTICLES = frozenset(
    """
    for de del della der den da do dos di du la le van von vander bin ibn al el ben of the and y e zu af
    """.split()
)
#: keys before a colon that describe the text and name nobody
KEYS = frozenset(
    """
    subject subjects date time location place venue title source contact contacts topic topics tags
    author by from to re url delivered-on
    note notes update updated editor's-note background watch photo image video
    audio caption credit participants present attendees transcript transcripts release type phone tel
    fax email e-mail website web agenda summary abstract keywords category categories language published
    posted modified link links see also related embargo issued fact sheet breaking correction
    clarification disclaimer copyright filed series number no ref reference e&oe duration recorded
    program programme station channel event host-city session chapter section part item items
    question-period index contents appendix table figure warning important remember example examples
    result results conclusion step first second third finally next one two three four five point points
    p.s ps fyi tl;dr http https layout speakers interviewees moderated background-readout readout below
    above following why how what when where who
    """.split()
)
#: last words of keys of several words: "Release Date:", "Media Contact:"
LAST_WORDS = frozenset(
    """
    contact contacts date time location link note notes release photo video update sheet
    """.split()
)
#: words that open a sentence and no label: "And for President Obi: how much?"
OPENERS = frozenset(
    """
    and but or so for to on in at of with by from as if when while now well then thus also yes no okay
    thank thanks hello hi dear my our your their this that these those it i we you he she they let here
    there because since after before about regarding concerning again firstly secondly today tomorrow
    yesterday just not only
    """.split()
)
#: words that say a line is the title of a briefing
OCCASIONS = (
    "briefing", "press conference", "news conference", "remarks",
    "transcript", "interview", "gaggle", "availability",
    "statement", "question and answer", "questions and answers",
    "hearing", "debate", "doorstop", "media conference",
    "speech", "address", "joint press", "q&a",
    "proceedings", "hansard", "pressekonferenz", "брифинг", "conférence",
)  # fmt: skip
