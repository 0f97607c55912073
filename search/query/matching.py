"""The same tree asked of one text in Python: where there is no index, and as the reference in tests."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from search.german.analysis import Analysis
from search.german.words import key_of
from search.query.tree import (
    FORMS,
    All,
    AnyOf,
    Best,
    Between,
    Demote,
    Everything,
    Node,
    Not,
    Phrase,
    Prefer,
    Prefix,
    Some,
    Term,
    Weighted,
)

GAP = 100  # positions between two passages, so that no phrase runs across


@dataclass(slots=True)
class Text:
    """One entry's words: the positions of each term, and the words as written."""

    positions: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    forms: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, passages: Iterable[str], analysis: Analysis) -> "Text":
        text = cls()
        start = 0
        for passage in passages:
            last = 0
            for word in analysis.occurrences(passage):
                last = word.position
                for term in (word.terms.whole, *word.terms.parts):
                    text.positions[term].add(start + word.position)
                text.forms.add(word.form)
            start += last + GAP
        return text

    def matches(self, node: Node) -> bool:
        """Whether the text answers the tree; slugs, numbers and dates are not the text's business."""
        match node:
            case Everything() | AnyOf() | Between():
                return True
            case Term(text, field):
                return text in (self.forms if field == FORMS else self.positions)
            case Prefix():
                return any(node.fits(key_of(form)) for form in self.forms)
            case Phrase(terms):
                return any(self._phrase_starts(terms))
            case All(children):
                return all(map(self.matches, children))
            case Some(children) | Best(children):
                return any(map(self.matches, children))
            case Not(child):
                return not self.matches(child)
            case Weighted(child) | Prefer(child) | Demote(child):
                return self.matches(child)

    def count(self, node: Node) -> float:
        """A plain measure of how well the text answers: how often its terms occur, with their weights."""
        match node:
            case Term(text) if text in self.positions:
                return len(self.positions[text])
            case All(children) | Some(children):
                return sum(map(self.count, children))
            case Best(children):
                return max(map(self.count, children), default=0)
            case Weighted(child, factor):
                return factor * self.count(child)
            case Prefer(child) | Demote(child):
                return self.count(child)
            case Phrase() | Prefix() if self.matches(node):
                return 1
        return 0

    def _phrase_starts(self, terms: tuple[tuple[int, str], ...]) -> Iterator[bool]:
        (first_place, first), *rest = terms
        for start in self.positions.get(first, ()):
            yield all(start - first_place + place in self.positions.get(term, ()) for place, term in rest)


def vocabulary(passages: Iterable[Iterable[str]]) -> dict[str, int]:
    """In how many entries each folded word stands: what `Analysis` needs to split compounds."""
    entries: dict[str, int] = defaultdict(int)
    plain = Analysis()
    for texts in passages:
        forms = {key_of(word.form) for text in texts for word in plain.occurrences(text)}
        for form in forms:
            entries[form] += 1
    return entries
