"""One family that grows through the whole invented catalogue: many projects over twelve generations."""

from bisect import bisect_left
from itertools import accumulate
from random import Random

from projects.choices import State
from projects.models import Project

ONE_IN = 50  # so many projects for each member: 2,000 of 100,000
# How many of 2,000 stand in each generation: few begin, most came when everybody knew of it.
GENERATIONS = (1, 4, 12, 32, 80, 160, 280, 400, 420, 330, 200, 81)
ENDS = list(accumulate(GENERATIONS))
SECOND_PARENT = 0.1


class GreatFamily:
    """Every second public project of one kind joins, until it has its size.

    Only published ones pass the idea on: whoever reads sees the family whole.
    """

    def __init__(self, projects: int, rng: Random) -> None:
        self.size = projects // ONE_IN
        self.rng = rng
        self.members = 0
        self.is_turn = True
        self.givers: list[list[Project]] = []  # by generation

    def takes(self) -> bool:
        """Whether the next project of the kind joins."""
        is_turn, self.is_turn = self.is_turn, not self.is_turn
        return is_turn and self.members < self.size

    def join(self, project: Project) -> tuple[int, list[Project]]:
        """Its generation, the first being 0, and from whom it took over: a member of the one before, and
        some from one earlier as well."""
        generation = min(self._planned(), len(self.givers))
        self.members += 1
        parents = [self.rng.choice(self.givers[generation - 1])] if generation else []
        if generation > 1 and self.rng.random() < SECOND_PARENT:
            parents.append(self.rng.choice(self.givers[self.rng.randrange(generation - 1)]))
        if project.state == State.PUBLISHED:
            self._remember(project, generation)
        return generation, parents

    def _planned(self) -> int:
        """The generation of the next member: bigger and smaller families have the same shape."""
        return bisect_left(ENDS, (self.members + 1) * ENDS[-1] / self.size)

    def _remember(self, project: Project, generation: int) -> None:
        if generation == len(self.givers):
            self.givers.append([])
        self.givers[generation].append(project)
