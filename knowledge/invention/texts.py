"""Texts of an invented project: about 150 words of plausible German."""

from random import Random
from typing import NamedTuple

from knowledge.invention import phrases
from knowledge.invention.kinds import Kind


class Texts(NamedTuple):
    title: str
    summary: str
    description: str
    problem: str
    core: str
    flexible: str
    prerequisites: str
    results: str


def write(kind: Kind, district: str, rng: Random) -> Texts:
    """The texts of a project of this kind; the title names its district or its place."""
    place = rng.choice(phrases.PLACES)
    title = f"{rng.choice(kind.names)} {rng.choice([district, place]) or place}"
    return Texts(
        title=title,
        summary=rng.choice(kind.summaries).format(place=place),
        description=_description(kind, rng),
        problem=rng.choice(phrases.PROBLEMS),
        core=kind.core,
        flexible=kind.flexible,
        prerequisites=rng.choice(phrases.PREREQUISITES),
        results=_filled(rng.choice(phrases.RESULTS), rng),
    )


def _description(kind: Kind, rng: Random) -> str:
    """Two paragraphs: how it began and works, then what else there is to say."""
    first = [rng.choice(phrases.OPENINGS), *rng.sample(kind.sentences, 3)]
    second = rng.sample(phrases.GENERAL, 6)
    return "\n\n".join(" ".join(_filled(sentence, rng) for sentence in part) for part in (first, second))


def _filled(sentence: str, rng: Random) -> str:
    return sentence.format(
        place=rng.choice(phrases.PLACES),
        few=rng.randint(3, 9),
        many=rng.randint(12, 240),
        rhythm=rng.choice(phrases.RHYTHMS),
    )
