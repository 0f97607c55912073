"""From the words of a visitor to the question that is asked: corrected, with synonyms, and not too strict."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from outbox.edition import kept
from search.asked import Asked
from search.german.analysis import Analysis
from search.models import SynonymGroup
from search.query.expand import Question, ask
from search.query.meant import is_known, meant_by
from search.query.parse import Clause, parse
from search.query.source import Engine, Source
from search.query.synonyms import Synonyms


@dataclass(frozen=True, slots=True)
class Understood:
    """The question, what was put in the place of words that nothing holds, and the source that knew so."""

    question: Question
    corrected: Mapping[str, str]
    source: Source


def understand(text: str, source: Source, *, literal: bool = False, with_synonyms: bool = True) -> Understood:
    """The question that a text puts to a source; `literal`: as it is spelled, without corrections."""
    synonyms = all_synonyms() if with_synonyms else Synonyms()
    corrected: Mapping[str, str] = {}
    clauses: Sequence[Clause] = parse(text)
    analysis = source.analysis()
    if not literal:
        clauses, corrected = _corrected(clauses, source, analysis, synonyms)
    return Understood(ask(clauses, analysis, synonyms), corrected, source)


def understood_of(asked: Asked, engine: Engine) -> Understood | None:
    """How the words of a visitor are understood; None if there are none."""
    if not asked.q:
        return None
    return understand(asked.q, engine.at_once(), literal=asked.literal, with_synonyms=asked.with_synonyms)


@kept
def all_synonyms() -> Synonyms:
    """The groups that the steering group keeps, as they are now, in every process."""
    return Synonyms(SynonymGroup.objects.values_list("words", flat=True))


def _corrected(
    clauses: Sequence[Clause], source: Source, analysis: Analysis, synonyms: Synonyms
) -> tuple[list[Clause], dict[str, str]]:
    """The clauses with the nearest known word where a word finds nothing."""
    corrected: dict[str, str] = {}
    result = []
    for clause in clauses:
        meant = None
        is_plain = not (clause.is_phrase or clause.is_excluded or clause.is_prefix)
        if is_plain and not _is_known(clause.words[0], source, analysis, synonyms):
            meant = meant_by(clause.words[0], source)
        if meant:
            corrected[clause.words[0]] = meant
        result.append(clause._replace(words=(meant,)) if meant else clause)
    return result, corrected


def _is_known(word: str, source: Source, analysis: Analysis, synonyms: Synonyms) -> bool:
    """Whether anything answers to a word: the word, its parts, a synonym; stop words always do."""
    return is_known(word, source, analysis) or bool(synonyms.beside([word], analysis))
