"""Whatever verbs in whatever order: the graph keeps its rules. Hypothesis looks for one that breaks them."""

from contextlib import suppress

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from knowledge import actions
from knowledge.audit import violations
from knowledge.choices import WAY, Side, Status
from knowledge.linking import take_over
from knowledge.merging import ConflictKind, conflicts_of, join_transfers, merge
from knowledge.models import Confirmation, Transfer
from people.actions import delete_account
from people.models import User
from projects.actions import archive, hide, publish
from projects.models import Project
from tests.factories import CuratorFactory, DistrictFactory, InterestFactory, ProjectFactory, UserFactory

PROJECTS = st.integers(min_value=0, max_value=4)
ANY = st.integers(min_value=0, max_value=50)
STATES = {  # by which verb an entry comes into which state, and from which
    archive: ("archived", {"published"}),
    hide: ("removed", {"published", "archived"}),
    publish: ("published", {"archived", "removed"}),
}


class Graph(RuleBasedStateMachine):
    """Beside the database a model of it in Python: the open pairs, where each leads, and who is who."""

    @initialize()
    def begin(self):
        self.savepoint = transaction.savepoint()
        self.district = DistrictFactory()
        self.projects = [ProjectFactory(home_district=self.district) for _ in range(5)]
        for project in self.projects:
            project.owners.add(UserFactory())
        self.curator, self.states = CuratorFactory(), ["published"] * 5
        self.pairs = {}  # (source, target) as numbers → whether it counts; target None: the group

    def teardown(self):
        found = list(violations())
        transaction.savepoint_rollback(self.savepoint)
        assert found == []

    @rule(giver=PROJECTS, taker=st.none() | PROJECTS)
    def record(self, giver, taker):
        may = self._may_have(giver, taker)
        self._attempt(may, lambda: actions.record_transfer(source=self._project(giver), **self._end(taker)))
        if may:
            self.pairs[giver, taker] = True

    @rule(giver=PROJECTS)
    def be_interested(self, giver):
        may = self.states[giver] == "published"
        said = InterestFactory(project=self._project(giver), district=self.district)
        self._attempt(may, lambda: actions.grant_interest(interest=said, by=self.curator))
        if may:
            self.pairs[giver, None] = True

    @rule(which=ANY)
    def delete_the_account_of_a_group(self, which):
        if groups := list(User.objects.filter(interests__isnull=False).distinct().order_by("pk")):
            delete_account(person=groups[which % len(groups)])

    @rule(giver=PROJECTS, taker=PROJECTS)
    def begin_a_project(self, giver, taker):
        if not self.pairs.get((giver, None)):
            return
        is_there = self.pairs.get((giver, taker), False)
        may = giver != taker and (is_there or self._may_have(giver, taker))
        row = self._row((giver, None))
        about = {"transfer": row, "project": self._project(taker), "groups": row.groups.all()}
        self._attempt(may, lambda: take_over(**about))
        if may:
            if (giver, taker) in self.pairs:
                self.pairs[giver, None] = False  # joined into the other
            else:
                del self.pairs[giver, None]
            self.pairs[giver, taker] = True

    @rule(which=ANY, phase=st.sampled_from(WAY))
    def go_on(self, which, phase):
        self._by_its_people(which, lambda about: actions.note_step(**about, phase=phase, note="Weiter."))

    @rule(which=ANY, verb=st.sampled_from(["rest_transfer", "resume_transfer", "end_transfer"]))
    def rest_resume_or_end(self, which, verb):
        self._by_its_people(which, lambda about: getattr(actions, verb)(**about))

    @rule(which=ANY, side=st.sampled_from(Side))
    def confirm(self, which, side):
        self._by_its_people(which, lambda about: actions.confirm_transfer(**about, side=side), side)

    @rule(number=PROJECTS)
    def delete_the_account_of_whoever_keeps_it(self, number):
        confirmed, person = Confirmation.objects.count(), self._person_of(number)
        if person:
            delete_account(person=person)
            self._project(number).owners.add(UserFactory())
        assert Confirmation.objects.count() == confirmed

    @rule(number=PROJECTS, verb=st.sampled_from(list(STATES)))
    def archive_hide_or_bring_back(self, number, verb):
        state, before = STATES[verb]
        may = self.states[number] in before
        self._attempt(may, lambda: verb(project=self._project(number), by=self.curator))
        if may:
            self.states[number] = state

    @rule(which=ANY)
    def retract(self, which):
        if pair := self._pair(which):
            actions.retract_transfer(transfer=self._row(pair))
            self.pairs[pair] = False

    @rule(which=ANY)
    def reopen(self, which):
        if pair := self._pair(which):
            may = self._may_have(*pair)
            self._attempt(may, lambda: actions.amend_transfer(transfer=self._row(pair), status=Status.OPEN))
            self.pairs[pair] = may or self.pairs[pair]

    @rule(which=ANY, giver=PROJECTS, taker=st.none() | PROJECTS)
    def amend(self, which, giver, taker):
        if (pair := self._pair(which)) is None:
            return
        counts = self.pairs.pop(pair)
        may = (giver, taker) not in self.pairs and (self._may_have(giver, taker) or not counts)
        row = self._row(pair)
        may = may and giver != taker and not (taker is None and row.phase in WAY[-2:])
        self.pairs[pair] = counts
        ends = {"source": self._project(giver), **self._end(taker)}
        self._attempt(may, lambda: actions.amend_transfer(transfer=row, **ends))
        if may:
            del self.pairs[pair]
            self.pairs[giver, taker] = counts

    @rule(loser=PROJECTS, survivor=PROJECTS)
    def merge(self, loser, survivor):
        may = loser != survivor and not {self.states[loser], self.states[survivor]} & {"merged", "removed"}
        may = may and not (self.states[loser] == "published" != self.states[survivor])
        may = may and self._may_be_one(loser, survivor)
        self._attempt(
            may,
            lambda: merge(loser=self._project(loser), survivor=self._project(survivor), by=self.curator),
        )
        if may:
            self.states[loser] = "merged"
            self.pairs = {
                (self._after(pair, loser, survivor) if counts else pair): counts
                for pair, counts in self.pairs.items()
            }

    @rule(loser=PROJECTS, survivor=PROJECTS)
    def join_the_first_double(self, loser, survivor):
        found = conflicts_of(self._project(loser), self._project(survivor)) if loser != survivor else []
        if double := next((one for one in found if one.kind == ConflictKind.DOUBLE), None):
            joined, kept = map(self._pair_of, double.transfers)
            may = self.pairs[kept] or self._may_have(*kept)
            row, twin = double.transfers
            self._attempt(may, lambda: join_transfers(kept=twin, joined=row))
            if may:
                self.pairs[joined], self.pairs[kept] = False, True

    @invariant()
    def the_database_holds_what_the_verbs_said(self):
        if hasattr(self, "pairs"):
            numbers = {project.pk: number for number, project in enumerate(self.projects)}
            stored = {
                (numbers[row.source_id], numbers.get(row.target_id)): row.status != Status.RETRACTED
                for row in Transfer.objects.all()
            }
            assert stored == self.pairs

    def _attempt(self, may, verb):
        if may:
            verb()
        else:
            with pytest.raises(ValidationError):
                verb()

    def _by_its_people(self, which, verb, side=Side.SOURCE):
        """Those who keep an end do something: whether they may, says the verb; what came of it, the audit."""
        if (pair := self._pair(which)) is None:
            return
        number = pair[0] if side == Side.SOURCE else pair[1]
        person = None if number is None else self._person_of(number)
        if person:
            with suppress(ValidationError, PermissionDenied):
                verb({"transfer": self._row(pair), "by": person})

    def _person_of(self, number):
        return User.objects.filter(owned_projects=self.projects[number]).first()

    def _may_have(self, source, target):
        """Whether this pair may count: no self, no way back from the target to the source, no merged end."""
        if "merged" in {self.states[end] for end in (source, target) if end is not None}:
            return False
        return target is None or source not in self._reached_from(target)

    def _may_be_one(self, loser, survivor):
        """Whether merging leaves no self, no double and no cycle."""
        counted = [pair for pair, counts in self.pairs.items() if counts]
        mine = [pair for pair in counted if loser in pair]
        is_double = any(self._after(pair, loser, survivor) in self.pairs for pair in mine)
        apart = survivor not in self._reached_from(loser) and loser not in self._reached_from(survivor)
        return apart and not is_double

    def _after(self, pair, loser, survivor):
        return tuple(survivor if end == loser else end for end in pair)

    def _pair_of(self, transfer):
        numbers = {project.pk: number for number, project in enumerate(self.projects)}
        return numbers[transfer.source_id], numbers.get(transfer.target_id)

    def _project(self, number):
        return Project.objects.get(pk=self.projects[number].pk)

    def _reached_from(self, start):
        reached, ahead = set(), [start]
        while ahead:
            here = ahead.pop()
            reached.add(here)
            ahead += [
                target
                for (source, target), counts in self.pairs.items()
                if counts and source == here and target is not None and target not in reached
            ]
        return reached

    def _pair(self, which):
        return sorted(self.pairs, key=str)[which % len(self.pairs)] if self.pairs else None

    def _end(self, target):
        if target is None:
            return {"target": None, "interested_district": self.district}
        return {"target": self._project(target), "interested_district": None}

    def _row(self, pair):
        return Transfer.objects.get(
            source=self.projects[pair[0]], target=None if pair[1] is None else self.projects[pair[1]]
        )


def test_the_graph_keeps_its_rules_under_any_order_of_verbs(db):
    run_state_machine_as_test(
        Graph,
        settings=settings(
            max_examples=20,
            stateful_step_count=20,
            suppress_health_check=list(HealthCheck),
        ),
    )
