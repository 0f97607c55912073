"""Invented transfers, adaptations and lessons. An idea only travels to a project invented later: no cycle."""

from random import Random
from typing import Any

from knowledge.choices import AdaptationKind, LessonKind, LessonState, Phase, Status
from knowledge.invention.entries import MOMENT, NEVER_PUBLIC
from knowledge.invention.ground import Ground
from knowledge.invention.links import YEARS, Entry
from knowledge.invention.phrases import ADAPTATIONS, LESSONS
from knowledge.models import Adaptation, Lesson, Transfer
from projects.models import Project

SHARE_TAKEN_OVER = 0.3
SHARE_INTEREST = 0.05
STATUS = [Status.OPEN] * 8 + [Status.RESTING, Status.ENDED, Status.RETRACTED]


class Travels:
    """Invents what travelled between the entries written so far; call it once for each batch of them."""

    def __init__(self, ground: Ground, rng: Random) -> None:
        self.ground = ground
        self.rng = rng
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
        Adaptation.objects.bulk_create(row for transfer in transfers for row in self._adaptations(transfer))
        self._write_lessons(public)
        return len(transfers)

    def _transfers_with(self, entry: Entry) -> list[Transfer]:
        """How the entry came from one or two earlier ones, and a group that is interested in it."""
        rng, project = self.rng, entry.project
        earlier = self.earlier.setdefault(entry.kind.names[0], [])
        number = min(len(earlier), rng.choice([1, 1, 1, 2])) if rng.random() < SHARE_TAKEN_OVER else 0
        # The first of a kind are asked most: ideas have ancestors that many share.
        sources = {earlier[int(len(earlier) * rng.random() ** 2)].pk: None for _ in range(number)}
        made = [self._transfer(source_id=source, target=project, phase=self._phase()) for source in sources]
        if rng.random() < SHARE_INTEREST:
            district = rng.choice(self.ground.districts)
            made.append(self._transfer(source=project, interested_district=district, phase=Phase.INTEREST))
        earlier.append(project)
        return made

    def _transfer(self, **fields: Any) -> Transfer:
        rng = self.rng
        year = rng.choice(YEARS)
        status = rng.choice(STATUS)
        has_ended = status == Status.ENDED
        return Transfer(
            **fields,
            status=status,
            year_from=year,
            year_to=year + rng.randint(0, 2) if year and has_ended else None,
            end_reason="Die Gruppe hat sich anderes vorgenommen." if has_ended else "",
            end_reason_is_public=has_ended and rng.random() < 0.5,
        )

    def _phase(self) -> Phase:
        return self.rng.choice([Phase.UNKNOWN, Phase.ADAPTING, Phase.TRYING, Phase.ARRIVED, Phase.ARRIVED])

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
