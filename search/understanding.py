"""From the words of a visitor to the question that is asked: corrected, with synonyms, and not too strict."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from outbox.edition import kept
from search.models import SynonymGroup
from search.query.expand import Question, ask
from search.query.meant import meant_by
from search.query.parse import Clause, parse
from search.query.source import Source
from search.query.synonyms import Synonyms
from search.query.tree import Best, Node, Term, both


@dataclass(frozen=True, slots=True)
class Understood:
    """The question, and what was put in the place of words that nothing holds."""

    question: Question
    corrected: Mapping[str, str]


def understand(text: str, source: Source, *, literal: bool = False) -> Understood:
    """The question that a text puts to a source; `literal`: the very words, no synonyms, no corrections."""
    clauses, analysis = parse(text), source.analysis()
    if literal:
        return Understood(ask(clauses, analysis), {})
    clauses, corrected = _corrected(clauses, source)
    return Understood(ask(clauses, analysis, all_synonyms()), corrected)


def all_synonyms() -> Synonyms:
    """The groups that the steering group keeps, as they are now."""
    return Synonyms(_groups())


@kept
def _groups() -> list[list[str]]:
    return list(SynonymGroup.objects.values_list("words", flat=True))


def _corrected(clauses: Sequence[Clause], source: Source) -> tuple[list[Clause], dict[str, str]]:
    """The clauses with the nearest known word where a word finds nothing."""
    corrected: dict[str, str] = {}
    synonyms: list[Synonyms] = []
    result = []
    for clause in clauses:
        meant = None
        is_plain = not (clause.is_phrase or clause.is_excluded or clause.is_prefix)
        if is_plain and not _is_known(clause.words[0], source, synonyms):
            meant = meant_by(clause.words[0], source)
        if meant:
            corrected[clause.words[0]] = meant
        result.append(clause._replace(words=(meant,)) if meant else clause)
    return result, corrected


def _is_known(word: str, source: Source, synonyms: list[Synonyms]) -> bool:
    """Whether anything answers to a word: the word, its parts, a synonym; stop words always do."""
    analysis = source.analysis()
    terms = analysis.terms(word)
    if terms is None:
        return True
    ways: list[Node] = [Term(terms.whole)]
    if terms.parts:
        ways.append(both(*map(Term, terms.parts)))
    if source.holds(Best(tuple(ways))):
        return True
    if not synonyms:
        synonyms.append(all_synonyms())
    return bool(synonyms[0].beside([word], analysis))
