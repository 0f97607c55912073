"""Stems of folded words: Snowball's German stemmer (snowballstem.org), and what it leaves apart.

It goes by endings alone. What it cannot tell are forms of verbs (see verbs.py), women from men, verbs in
-ieren from their nouns, and an s that is no ending.
"""

import re
from functools import lru_cache
from threading import Lock

import Stemmer

from search.german.verbs import Verbs

_snowball = Stemmer.Stemmer("german", 0)
_one_at_a_time = Lock()  # the C object keeps its buffer between calls

_WOMEN = re.compile(r"(?<![gsw])innen$")  # Nachbarinnen, but neither beginnen nor gewinnen
_WOMAN = re.compile(r"(?:(?<=[aeo]r)|(?<=nt)|(?<=eur)|(?<=ist))in$")  # Nachbarin, Seniorin, Studentin
_NOUN_OF_VERB = re.compile(r"(?:atur|ateur|ation|ator|ier)$")  # Reparatur, Reparateur: reparieren
_DATIVE = re.compile(r"(?<=[lr])n$")  # Nachbarn: Nachbar
_SHORT_WOMAN = re.compile(r"(arzt|chef|koch|pat|wirt)in(?:nen)?$")  # Lesepatin
_OWN_S = re.compile(r"(?:fels|gans|hals|kurs|puls|zins)$")  # the s is no ending
_DOUBLED = re.compile(r"(?<=nis|bis|bus)se(?:n|s)?$")  # Ergebnisse, Kürbisse, Busse
_OWN_WORDS = {"literatur"}  # has nothing to do with the litre


@lru_cache(maxsize=200_000)
def stem(folded: str) -> str:
    """The stem of a folded word; words of the same family share it where a rule can tell."""
    return _verbs.root(folded) or _stem(folded)


def _stem(folded: str) -> str:
    """The stem of a word that is no form of a verb but the infinitive."""
    if len(folded) >= 8:
        folded = _WOMAN.sub("", _WOMEN.sub("", folded) if len(folded) >= 10 else folded)
    folded = _DOUBLED.sub("", _SHORT_WOMAN.sub(r"\1", folded))
    if _OWN_S.search(folded):
        return folded
    with _one_at_a_time:
        stemmed: str = _snowball.stemWord(folded)
    if folded in _OWN_WORDS:
        return stemmed
    if len(stemmed) > 5:
        stemmed = _DATIVE.sub("", stemmed)
    return _family(folded, stemmed)


def _family(folded: str, stemmed: str) -> str:
    """One stem for a verb in -ieren and its nouns: reparieren, Reparatur, Reparateur → repar."""
    root = _NOUN_OF_VERB.sub("", stemmed)
    if root == stemmed and folded.endswith(("ieren", "iert", "ierte", "ierung")):
        root = re.sub(r"i$|ierung$|iert$|ierte$", "", stemmed)
    return root if len(root) >= 5 else stemmed


_verbs = Verbs(_stem)
