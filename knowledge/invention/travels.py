"""Invented transfers, adaptations and lessons. An idea only travels to a project invented later: no cycle."""

from random import Random
from typing import Any

from knowledge.choices import AdaptationKind, LessonKind, LessonState, Phase, Side, Status
from knowledge.invention.entries import MOMENT, NEVER_PUBLIC
from knowledge.invention.great_family import GreatFamily
from knowledge.invention.ground import Ground
from knowledge.invention.kinds import KINDS
from knowledge.invention.links import Entry
from knowledge.invention.phrases import ADAPTATIONS, LESSONS
from knowledge.models import Adaptation, Confirmation, Lesson, Transfer
from projects.models import Project

# With the great family one transfer for five projects.
SHARE_TAKEN_OVER = 0.13
SHARE_INTEREST = 0.03
GREAT_KIND = KINDS[0]
FIRST_YEAR, LAST_YEAR = 2013, 2025
STATUS = [Status.OPEN] * 8 + [Status.RESTING, Status.ENDED, Status.RETRACTED]
COUNTED = STATUS[:-1]
PHASES = [Phase.UNKNOWN, Phase.ADAPTING, Phase.TRYING, Phase.ARRIVED, Phase.ARRIVED]


class Travels:
    """Invents what travelled between the entries written so far; call it once for each batch of them.

    `number` is how many entries there will be in all.
    """

    def __init__(self, ground: Ground, rng: Random, number: int) -> None:
        self.ground = ground
        self.rng = rng
        self.great_family = GreatFamily(number, rng)
        self.earlier: dict[str, list[Project]] = {}  # by kind

    def write(self, entries: list[Entry]) -> int:
        """Write the transfers into these entries, with all that hangs on them; return how many."""
        public = [entry for entry in entries if entry.project.state not in NEVER_PUBLIC]
        transfers = [transfer for entry in public for transfer in self._transfers_with(entry)]
        Transfer.objects.bulk_create(transfers)
        Transfer.objects.filter(pk__in=[transfer.pk for transfer in transfers]).update(
            created_at=MOMENT, updated_at=MOMENT
        )
        self._write_sources(transfers)
        self._write_confirmations(transfers)
        Adaptation.objects.bulk_create(row for transfer in transfers for row in self._adaptations(transfer))
        self._write_lessons(public)
        return len(transfers)

    def _transfers_with(self, entry: Entry) -> list[Transfer]:
        """How the entry came from earlier ones, and a group that is interested in it."""
        rng, project = self.rng, entry.project
        if entry.kind is GREAT_KIND and self.great_family.takes():
            made = self._joining(project)
        else:
            made = [self._transfer(source=parent, target=project) for parent in self._parents_of(entry)]
        if rng.random() < SHARE_INTEREST:
            district = rng.choice(self.ground.districts)
            made.append(self._transfer(source=project, interested_district=district, phase=Phase.INTEREST))
        return made

    def _joining(self, project: Project) -> list[Transfer]:
        """How it came into the great family: a generation takes a year, and nothing was retracted."""
        generation, parents = self.great_family.join(project)
        year = self.rng.choice([None, FIRST_YEAR + generation, FIRST_YEAR + generation])
        status = self.rng.choice(COUNTED)
        return [
            self._transfer(source=parent, target=project, year_from=year, status=status) for parent in parents
        ]

    def _parents_of(self, entry: Entry) -> list[Project]:
        """None, one or two of the entries of its kind; it is one of them from now on."""
        rng = self.rng
        earlier = self.earlier.setdefault(entry.kind.names[0], [])
        number = min(len(earlier), rng.choice([1, 1, 1, 2])) if rng.random() < SHARE_TAKEN_OVER else 0
        # The first of a kind are asked most: ideas have ancestors that many share.
        found = {
            parent.pk: parent
            for parent in (earlier[int(len(earlier) * rng.random() ** 2)] for _ in range(number))
        }
        earlier.append(entry.project)
        return list(found.values())

    def _transfer(self, **known: Any) -> Transfer:
        """A transfer of which the rest is invented."""
        rng = self.rng
        facts = {
            "phase": rng.choice(PHASES),
            "year_from": rng.choice(
                [None, rng.randint(FIRST_YEAR, LAST_YEAR), rng.randint(FIRST_YEAR, LAST_YEAR)]
            ),
            "status": rng.choice(STATUS),
        } | known
        if facts["status"] == Status.ENDED:
            year = facts["year_from"]
            facts |= {
                "year_to": year + rng.randint(0, 2) if year else None,
                "end_reason": "Die Gruppe hat sich anderes vorgenommen.",
                "end_reason_is_public": rng.random() < 0.5,
            }
        return Transfer(**facts)

    def _adaptations(self, transfer: Transfer) -> list[Adaptation]:
        if transfer.target_id is None:
            return []
        kinds = self.rng.sample(list(AdaptationKind), self.rng.randint(0, 3))
        return [
            Adaptation(
                transfer=transfer, kind=kind, element=self.rng.choice(ADAPTATIONS[kind]), position=place
            )
            for place, kind in enumerate(kinds)
        ]

    def _write_sources(self, transfers: list[Transfer]) -> None:
        """Two transfers in three are documented by the source of the project that took over."""
        targets = [row.target_id for row in transfers if row.target_id and self.rng.random() < 0.66]
        links: Any = Project.sources.through
        known = dict(links.objects.filter(project__in=targets).values_list("project_id", "source_id"))
        through: Any = Transfer.sources.through
        through.objects.bulk_create(
            through(transfer=transfer, source_id=known[transfer.target_id])
            for transfer in transfers
            if transfer.target_id in known
        )

    def _write_confirmations(self, transfers: list[Transfer]) -> None:
        """One in five confirmed by both sides, one in ten by one; nobody knows any more by whom."""
        sides = [list(Side), list(Side), [Side.TARGET], *[[]] * 7]
        made = [
            Confirmation(transfer=row, side=side)
            for row in transfers
            if row.target_id
            for side in self.rng.choice(sides)
        ]
        Confirmation.objects.bulk_create(made)
        Confirmation.objects.filter(pk__in=[row.pk for row in made]).update(confirmed_at=MOMENT)

    def _write_lessons(self, public: list[Entry]) -> None:
        told = [entry.project for entry in public if self.rng.random() < 0.3]
        lessons = [
            Lesson(
                project=project,
                kind=kind,
                text=self.rng.choice(LESSONS[kind]),
                said_by="Team vor Ort",
                state=LessonState.PUBLISHED,
            )
            for project in told
            for kind in self.rng.sample(list(LessonKind), self.rng.randint(1, 3))
        ]
        Lesson.objects.bulk_create(lessons)
        Lesson.objects.filter(pk__in=[lesson.pk for lesson in lessons]).update(created_at=MOMENT)
