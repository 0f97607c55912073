"""Forms of verbs that a stemmer leaves apart: gefunden and fand are finden, vorgelesen is vorlesen.

The forms stand in strong_verbs.txt and weak_verbs.txt; beginnings and participles go by the rules of the
language (Duden, Die Grammatik, on strong verbs and on verbs with particles). All words here are folded.
"""

import re
from collections.abc import Callable, Iterator

from search.german.fold import fold
from search.german.words import lines_of, word_list

# A particle stands before the ge- of a participle, a prefix takes its place; some are both.
_PARTICLES = (
    "ab|an|auf|aus|bei|durch|ein|fest|fort|her|hin|los|mit|nach|statt|teil|uber|um|unter|vor|weg|weiter|wieder|"
    "zuruck|zusammen|zu"
)
_PREFIXES = {"be", "emp", "ent", "er", "miss", "uber", "um", "unter", "ver", "wider", "zer"}
_BEGINNINGS = sorted({*_PARTICLES.split("|"), *_PREFIXES}, key=len, reverse=True)
_BY_RULE = re.compile(
    rf"({_PARTICLES})ge(?!.*(?:biet|burt|haft|heit|keit|schaft|sicht|wicht)(?:e[nmrs]?)?$)"
    r"(?:(.{2,}[td]|.{2,}(?:[^aeioulrh]|ch)[mn])et|(.{2,}[^td])t)(?:e[nmrs]?)?"
)
_HARD_TO_SAY = re.compile(r"[td]$|(?:[^aeioulrh]|ch)[mn]$")  # an e comes between: atmete, redete
_CLIPPED = ("eln", "ern")  # of these a stemmer would take too much away: wandern is no Wand
_NOUNS = {"hort", "macht", "naht", "sucht", "tauschung"}  # stems of Hort, Mächte, Nähte, Sucht, Täuschung
_NO_VERBS = {"gang"}  # Umgang and Übergang go without their verbs

Stem = Callable[[str], str]


class Verbs:
    """Knows forms of verbs by the stems of their infinitives; `stem` is the stemmer that left them apart."""

    def __init__(self, stem: Stem) -> None:
        self._stem = stem
        self._infinitives: dict[str, str] = {}
        self._forms: dict[str, str] = {}
        for infinitive, forms in _verbs():
            root = infinitive[:-1] if infinitive.endswith(_CLIPPED) else stem(infinitive)
            self._infinitives[infinitive] = root
            for form in forms:
                self._forms.setdefault(stem(form), root)

    def root(self, folded: str) -> str | None:
        """The stem of the verb that a word is a form of; None if it is none that is known."""
        stemmed = self._stem(folded)
        if found := self._infinitives.get(folded) or (stemmed not in _NOUNS and self._forms.get(stemmed)):
            return found
        for beginning in _BEGINNINGS:
            if folded.startswith(beginning) and (root := self._after(beginning, folded, stemmed)):
                return beginning + root
        if participle := _BY_RULE.fullmatch(folded):
            return self._stem(participle[1] + (participle[2] or participle[3]) + "en")
        return None

    def _after(self, beginning: str, folded: str, stemmed: str) -> str | None:
        """The stem of the verb after a beginning: auf|genommen, unter|nahm; ver|boten stands for geboten."""
        rest = stemmed[len(beginning) :]
        found = self._infinitives.get(folded[len(beginning) :]) or self._forms.get(rest)
        if found is None and beginning in _PREFIXES and rest not in _NO_VERBS:
            found = self._forms.get("ge" + rest)
        return found


def _verbs() -> Iterator[tuple[str, list[str]]]:
    """Each infinitive with its other forms."""
    for line in lines_of("strong_verbs.txt"):
        infinitive, *forms = map(fold, line.split())
        yield infinitive, [*forms, *_present(infinitive)]
    for infinitive in map(fold, word_list("weak_verbs.txt")):
        yield infinitive, [*_present(infinitive), *_regular(infinitive)]


def _present(infinitive: str) -> list[str]:
    """ "Sie singt, er arbeitet"; after an s the stemmer would take the ending for another one."""
    root = _root(infinitive)
    return [] if root.endswith(("s", "x", "z")) else [root + ("et" if _HARD_TO_SAY.search(root) else "t")]


def _regular(infinitive: str) -> list[str]:
    """Past, participle and noun by rule: plante, geplant, Planung; arbeitete; sammeln, Sammlung."""
    root = _root(infinitive)
    past = root + ("ete" if _HARD_TO_SAY.search(root) else "te")
    noun = root[:-2] + "l" if root.endswith("el") else root
    return [past, f"ge{past[:-1]}", f"{noun}ung"]


def _root(infinitive: str) -> str:
    return infinitive.removesuffix("n").removesuffix("e")
