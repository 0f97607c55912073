"""The tables of docs/roles.md, as the tests read them."""

import re
from pathlib import Path
from typing import NamedTuple

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "roles.md"
VERB = re.compile(r"`(\w+)`")


class Row(NamedTuple):
    """What can be done, by which verbs, and what the cell of each person says."""

    label: str
    verbs: list[str]
    cells: dict[str, str]

    def states_for(self, person, states):
        """Those of `states` in which this person may."""
        _, is_lacking, names = self.cells[person].rpartition("all but ")
        if names in ("yes", "–"):
            return set(states) if names == "yes" else set()
        named = set(names.split(", "))
        assert named <= set(states), f"{self.label}: what is {names}?"
        return set(states) - named if is_lacking else named


def table(heading):
    """The rows beneath this heading."""
    text = DOCUMENT.read_text().partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    lines = [line.strip()[1:-1].split("|") for line in text.splitlines() if line.startswith("|")]
    head, _rule, *body = [[cell.strip() for cell in line] for line in lines]
    return [_row(cells, head[1:]) for cells in body]


def _row(cells, persons):
    said = dict(zip(persons, cells[1:], strict=True))
    return Row(_label(cells[0]), VERB.findall(cells[0]), said)


def _label(text):
    """Without the names of the verbs."""
    return re.sub(r" \(`.*`\)$", "", text)
