"""Strings that nobody types in good faith, and what the search answers to them."""

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from random import Random
from typing import NamedTuple
from urllib.parse import quote

from django.test import Client

ADDRESSES: Mapping[str, str] = {
    "/projekte/": "q",
    "/vorschlaege/": "q",
    "/vorschlaege/eintraege/": "titel",
    "/feeds/projekte.atom": "q",
}
CANARY = "<svg onload=alert(1)>"  # must not come back as it is
LONG = 10_240  # characters

WORDS = [
    "garten", "Repaircafé", "Nähcafe", "straßenfest", "Bücher", "Nachbar:innen", "reperatur", "schoko", "und",
    "der", "Bio-Schokolade", "fahrradwerkstatt", "2024", "é", "ß", "Ä",
]  # fmt: skip
OPERATORS = [
    "AND", "OR", "NOT", "und", "&&", "||", "!", "-", "--", "+", "~", "~2", "^", "^5", "*", "**", "?", ":",
    "title:", "id:", "content__in:", "[1 TO 9]", "{* TO}", "(", ")", "((", "\\", "/", "/a.*b/", "#", "%",
    "%00", "%u0000", "=", "<", ">", "<=", "$", "@", "…", "=", "_", "__", ",", ";", "|",
]  # fmt: skip
QUOTES = ['"', "'", "„", "“", "”", "«", "»", "‚", "‘", "’", "`", "″", "''", '""', '"""']
ATTACKS = [
    CANARY, f'"{CANARY}', f"</title>{CANARY}", '" onmouseover="alert(1)', "'; DROP TABLE projects_project;--",
    "1' OR '1'='1", '") OR 1=1 --', "%' UNION SELECT NULL--", "{{ 7*7 }}", "{% debug %}", "${7*7}", "#{7*7}",
    "../../../../etc/passwd", "..\\..\\win.ini", "file:///etc/passwd", "javascript:alert(1)", "<!--", "]]>",
    "<![CDATA[", "&lt;b&gt;", "&#0;", "\r\nX-Injected: 1", "%0d%0aX: y", "() { :;};", "`id`", "$(id)",
]  # fmt: skip
EMOJI = ["😀", "👩‍🔧", "🏳️‍🌈", "👨‍👩‍👧‍👦", "🇩🇪", "👍🏽", "☃️", "🧑🏿‍🦽", "©️", "1️⃣"]
RIGHT_TO_LEFT = ["שלום", "مرحبا", "سلام", "\u202e", "\u202d", "\u2066", "\u2069", "\u200f", "\ufeff", "ـ"]
STRANGE = [
    "ﬀ", "Ⅷ", "½", "²", "٣", "𝕲𝖆𝖗𝖙𝖊𝖓", "ＧＡＲＴＥＮ", "İ", "ı", "ſ", "ẞ", "Ǆ", "\u00ad", "\u200b", "\u200d",
    "\u2028", "\u2029", "\u0085", "\u00a0", "a\u0308", "\ufffd", "\ufffe", "\uffff", "\U0010ffff", "中文",
    "한국", "กำ", "ᄀ" * 30, "\u0340", "\u034f", "ΐ", "ŉ",
]  # fmt: skip

Maker = Callable[[Random], str]


def control_characters(rng: Random) -> str:
    characters = [chr(rng.choice([0, 0, rng.randrange(32), rng.randrange(127, 160)])) for _ in range(4)]
    return "".join(rng.choice(WORDS) + character for character in characters)


def lone_surrogates(rng: Random) -> str:
    return rng.choice(WORDS) + "".join(chr(rng.randrange(0xD800, 0xE000)) for _ in range(rng.randint(1, 4)))


def ten_kilobytes(rng: Random) -> str:
    piece = rng.choice(
        [_some(WORDS, rng), _some(OPERATORS, rng), _some(STRANGE, rng), "a", " ", "-a ", '"a ', "é"]
    )
    return (piece * (LONG // len(piece) + 1))[:LONG]


def any_characters(rng: Random) -> str:
    """Of all planes, surrogates too."""
    return "".join(chr(rng.randrange(rng.choice([0x80, 0x800, 0x10000, 0x110000]))) for _ in range(30))


def marks_upon_marks(rng: Random) -> str:
    return "".join(
        letter + chr(rng.randrange(0x300, 0x36F)) * rng.randint(0, 40) for letter in rng.choice(WORDS)
    )


def joined(rng: Random) -> str:
    """One word of very many parts."""
    return rng.choice("-‐'’:*·/").join(rng.choice(WORDS) for _ in range(rng.randint(2, 60)))


def a_question(rng: Random) -> str:
    """Such as the search understands: words, phrases, beginnings, what is not wanted, slips."""
    forms = ["{}", "{}", "-{}", "{}*", '"{} {}"', '-"{} {}"', "-{}*", '"{}']
    return " ".join(rng.choice(forms).format(rng.choice(WORDS), _slip(rng)) for _ in range(rng.randint(1, 6)))


def _slip(rng: Random) -> str:
    word = rng.choice(WORDS)
    place = rng.randrange(len(word))
    return word[:place] + rng.choice("abcdefghijklmnopqrstuvwxyzäöü ") + word[place + rng.randint(0, 1) :]


def _some(pieces: list[str], rng: Random) -> str:
    parts = (
        rng.choice(pieces) + rng.choice(["", " ", " ", rng.choice(WORDS)]) for _ in range(rng.randint(1, 8))
    )
    return "".join(parts)


def of(pieces: list[str]) -> Maker:
    return lambda rng: _some(pieces, rng)


MAKERS: Mapping[str, Maker] = {
    "control characters": control_characters,
    "lone surrogates": lone_surrogates,
    "10 kB": ten_kilobytes,
    "any characters": any_characters,
    "marks upon marks": marks_upon_marks,
    "one word of many parts": joined,
    "questions with slips": a_question,
    "operators": of(OPERATORS),
    "unbalanced quotes": of(QUOTES),
    "SQL, HTML, templates": of(ATTACKS),
    "emoji": of(EMOJI),
    "right to left": of(RIGHT_TO_LEFT),
    "strange letters": of(STRANGE),
    "all of it": lambda rng: "".join(rng.choice([*MAKERS.values()][:-1])(rng)[:60] for _ in range(4)),
}


class Fuzz(NamedTuple):
    """A string, and what kind it is of."""

    kind: str
    text: str


def strings(count: int, seed: int) -> Iterator[Fuzz]:
    """So many strings of all kinds in turn; the same for the same seed."""
    rng, kinds = Random(seed), list(MAKERS)
    for number in range(count):
        kind = kinds[number % len(kinds)]
        yield Fuzz(kind, MAKERS[kind](rng))


class Outcome(NamedTuple):
    """What became of one string: the status, how long it took, and what is wrong with the answer."""

    fuzz: Fuzz
    status: int
    milliseconds: float
    wrong: str


def outcomes(browser: Client, address: str, fuzzes: Iterator[Fuzz]) -> Iterator[Outcome]:
    """Ask an address for each string, one after the other."""
    with _complaints() as complaints:
        for fuzz in fuzzes:
            query = quote(fuzz.text.encode("utf-8", "surrogatepass"))
            start = time.perf_counter()
            response = browser.get(f"{address}?{ADDRESSES[address]}={query}")
            took = (time.perf_counter() - start) * 1000
            yield Outcome(fuzz, response.status_code, took, _wrong(response, complaints))
            complaints.clear()


def _wrong(response: object, complaints: list[str]) -> str:
    """The answer must come from the index, too: what fails there is made good by the database."""
    status, content = response.status_code, response.content.decode()
    if status != 200:
        return f"answered {status}"
    if CANARY in content and "json" not in response["Content-Type"]:
        return "came back as it was"
    return "; ".join(complaints)


class Listening(logging.Handler):
    """Keeps what is logged."""

    def __init__(self, messages: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.messages = messages

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """What the search logs meanwhile as a warning or worse."""
    messages: list[str] = []
    log, listening, disabled = (
        logging.getLogger("search"),
        Listening(messages),
        logging.root.manager.disable,
    )
    log.addHandler(listening)
    logging.disable(logging.NOTSET)
    try:
        yield messages
    finally:
        logging.disable(disabled)
        log.removeHandler(listening)
