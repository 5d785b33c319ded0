"""The words of the time grammar and the classes that rules call them by."""

from __future__ import annotations

from trucewatch.know.times.words import MONTHS, WEEKDAYS

#: Words that belong to the calendar only when they are written with a capital letter.
CAPITAL_ONLY = frozenset("may march mar sun sat mon wed dec jan apr jun aug oct nov feb jul sep fri".split())

ONES = {
    w: n
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
TENS = {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)}
SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "dozen": 12}
ORDINALS = {
    w: n
    for n, w in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
} | {"thirtieth": 30, "hundredth": 100}
#: Unit letter, and whether it is a unit of the clock.
UNITS = {
    "second": "TS",
    "sec": "TS",
    "minute": "TM",
    "min": "TM",
    "hour": "TH",
    "hr": "TH",
    "day": "D",
    "night": "N",
    "week": "W",
    "weekend": "WE",
    "fortnight": "F",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "yr": "Y",
    "decade": "DE",
    "century": "CE",
    "millennium": "ML",
}
PLURALS = {f"{w}s": w for w in UNITS if w not in ("century", "millennium")} | {
    "centuries": "century",
    "millennia": "millennium",
}
SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
#: Parts of the day: the TIMEX3 code, or a clock time.
PARTS = {
    "morning": "TMO",
    "afternoon": "TAF",
    "evening": "TEV",
    "night": "TNI",
    "nighttime": "TNI",
    "daytime": "TDT",
    "dawn": "TMO",
    "daybreak": "TMO",
    "sunrise": "TMO",
    "dusk": "TEV",
    "sunset": "TEV",
    "nightfall": "TEV",
    "noon": "T12:00",
    "noontime": "T12:00",
    "midday": "T12:00",
    "midnight": "T24:00",
}
SETS = {
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "fortnightly": "P2W",
    "monthly": "P1M",
    "quarterly": "P1Q",
    "yearly": "P1Y",
    "annually": "P1Y",
    "hourly": "PT1H",
}
#: Hours east of Greenwich of zones that reports name by letters.
ZONE_LETTERS = {
    "gmt": 0.0,
    "utc": 0.0,
    "z": 0.0,
    "est": -5.0,
    "edt": -4.0,
    "cst": -6.0,
    "cdt": -5.0,
    "mst": -7.0,
    "mdt": -6.0,
    "pst": -8.0,
    "pdt": -7.0,
    "bst": 1.0,
    "cet": 1.0,
    "cest": 2.0,
    "eet": 2.0,
    "eest": 3.0,
    "msk": 3.0,
    "ast": 3.0,
    "ksa": 3.0,
}
MARKS = {
    ",": "COMMA",
    "-": "DASH",
    "–": "DASH",
    "—": "LONGDASH",
    "‑": "DASH",
    "/": "SLASH",
    ".": "DOT",
    "(": "OPEN",
    ")": "CLOSE",
    "'": "TICK",
    "’": "TICK",
    "‘": "TICK",
    ":": "COLON",
    ";": "SEMI",
    "$": "MONEY",
    "£": "MONEY",
    "€": "MONEY",
    "%": "PERCENT",
    "+": "PLUS",
    "?": "STOP",
    "!": "STOP",
    '"': "QUOTE",
    "“": "QUOTE",
    "”": "QUOTE",
}
#: Words that stand for themselves in rules, by groups that rules use as one class.
GROUPS = {
    "ABOUT": "about around nearly almost roughly approximately circa ca some approx",
    "OVER": "over above",
    "UNDER": "under below",
    "LAST": "last past previous preceding",
    "NEXT": "next coming following upcoming subsequent succeeding ensuing",
    "THIS": "this current present",
    "VAGUE": "several few many numerous various",
    "EARLY": "early",
    "LATE": "late",
    "MID": "mid middle",
    "BEGIN": "beginning start outset onset opening",
    "END": "end close closing",
    "EARLIER": "earlier before previously prior beforehand",
    "LATER": "later after afterwards afterward following thereafter",
    "EVERY": "every each",
    "YEARPREP": "in since until till by from to through during before after between of and early late mid for circa ca "
    "about around fiscal year years year's than or late spring summer autumn fall winter into prior as season",
}


def _build() -> dict[str, frozenset[str]]:
    classes: dict[str, set[str]] = {}

    def add(words: list[str], *names: str) -> None:
        for word in words:
            classes.setdefault(word, set()).update(names)

    for name, words in GROUPS.items():
        for word in words.split():
            add([word], name)
    add(list(ONES), "NUMW")
    add(list(TENS), "NUMW", "TENW")
    add(list(SCALES), "NUMW", "SCALEW")
    add(list(ORDINALS), "ORDW")
    add([f"{w[:-1]}ies" for w in TENS], "DECADEW")
    add(list(UNITS), "UNIT1")
    add(list(PLURALS), "UNITS")
    add(list(SEASONS), "SEASON")
    add(list(PARTS), "PART")
    add(list(SETS), "SETW")
    add(list(ZONE_LETTERS), "ZONE")
    for name in WEEKDAYS:
        add([name], "WEEKDAY" if name.endswith("day") else "WEEKDAYX")
        if name.endswith("day"):
            add([f"{name}s"], "WEEKDAYS")
    for name in MONTHS:
        add(
            [name],
            "MONTH" if len(name) > 4 or name in ("june", "july", "may") else "MONTHX",
            "SAFEMONTH" if name not in ("may", "march", "mar", "dec", "jan") else "DOUBTMONTH",
        )
    return {word: frozenset({*names, f"={word}", "TEXT"}) for word, names in classes.items()}


LEXICON = _build()
