"""Words that mean the same, as groups: which others stand beside what was typed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from search.german.analysis import Analysis


class Synonyms:
    """Groups of words or short phrases; found by their stems, so that the ending does not matter."""

    def __init__(self, groups: Iterable[Sequence[str]] = ()) -> None:
        self._groups = [tuple(group) for group in groups]
        self._groups_of: dict[str, list[int]] = defaultdict(list)
        analysis = Analysis()  # whole words have the same stem whatever the catalogue holds
        for number, group in enumerate(self._groups):
            for key in {_key(member.split(), analysis) for member in group} - {""}:
                self._groups_of[key].append(number)

    def beside(self, words: Sequence[str], analysis: Analysis) -> list[str]:
        """The other members of every group that holds these words, in the group's order."""
        key = _key(words, analysis)
        found = dict.fromkeys(
            member for number in self._groups_of.get(key, ()) for member in self._groups[number]
        )
        return [member for member in found if _key(member.split(), analysis) != key]


def _key(words: Sequence[str], analysis: Analysis) -> str:
    """ "Repair Café" and "Repaircafés" have the same: their stems, joined."""
    return "".join(terms.whole for word in words if (terms := analysis.terms(word)))
