"""Whatever people do in whatever order: no rule of the product breaks. Hypothesis looks for a way to do it.

Every run tells the same stories. `STORIES=500 python -m pytest tests/workflow` tells others, for long.
"""

import os

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.test import Client
from haystack.query import SearchQuerySet
from hypothesis import HealthCheck
from hypothesis import settings as told
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from editorial.deciding import answer_proposal, take_step
from editorial.membership import leave
from editorial.merging import join_in_the_way, retract_in_the_way
from editorial.seen import mark_of
from knowledge import audit as of_knowledge
from knowledge.actions import record_transfer
from knowledge.merging import merge
from knowledge.models import Transfer
from outbox.actions import drain
from people.actions import Role, account_of, delete_account, grant_role
from people.limits import TooManyTriesError
from people.personal_data import rows_naming
from projects import actions
from projects import audit as of_projects
from projects.actions.freshness import mark_of_seen
from projects.content.reading import content_of
from projects.contributing.contact import set_contact
from projects.models import (
    ChangeProposal,
    Claim,
    Objection,
    Project,
    ProposalState,
    RemovalRequest,
    Version,
)
from projects.models.claim import Answer
from projects.steps import STEPS
from projects.versions import version_now
from tests.workflow.rules import LEADS_TO, check_all
from tests.workflow.snapshot import take
from tests.workflow.stage import MEMBERS, PEOPLE, set_the_stage

CONTACT = {"contact_label": "Team", "public_email": "", "public_phone": ""}
REFUSALS = (PermissionDenied, ValidationError, TooManyTriesError)
OFTEN = st.sampled_from([True, True, True, False])
WHICH = st.integers(min_value=0, max_value=30)
OWNER = "whose it is"
ANYBODY = st.sampled_from([OWNER, OWNER, *PEOPLE])
MEMBER = st.sampled_from([*MEMBERS, *MEMBERS, OWNER, *PEOPLE])  # who has a chance, and who should have none
RARELY = st.sampled_from([True, False, False, False])


class Workflow(RuleBasedStateMachine):
    """People at work on a few entries. A step is done or refused; refused, it has changed nothing."""

    index = approvals = content = None  # of the test

    @initialize(needed=st.sampled_from([1, 1, 2]))
    def begin(self, needed):
        self.savepoint, self.number, self.approvals["project"] = transaction.savepoint(), 0, needed
        self.index.clear()

    def teardown(self):
        if hasattr(self, "savepoint"):
            try:
                self.look_at_the_whole()
            finally:
                transaction.savepoint_rollback(self.savepoint)

    # Handing in, changing

    @rule(who=ANYBODY)
    def submit(self, who):
        self.attempt(lambda: actions.submit(content=self.said(), by=self.person(who)))

    @rule(who=ANYBODY, which=WHICH)
    def answer(self, who, which):
        entry = self.entry(which, "queried", "rejected")
        by = self.person(who, entry.owners.first())
        self.attempt(lambda: actions.resubmit(project=entry, by=by, words="So."))

    @rule(who=ANYBODY, which=WHICH, base=WHICH, field=st.sampled_from(["title", "core"]))
    def edit(self, who, which, base, field):
        entry = self.entry(which, "published", "submitted", "queried")
        current, before = version_now(entry), content_of(entry)
        older = list(entry.versions.all())[base % entry.versions.count()]
        content, by = older.content | {field: self.word()}, self.person(who, entry.owners.first())
        made = self.attempt(lambda: actions.revise(project=entry, content=content, base=older, by=by))
        if isinstance(made, ChangeProposal):
            assert content_of(self.again(entry)) == before, "A proposal changes nothing yet."
        assert older == current or not isinstance(made, Version), "Silently applied."

    @rule(who=MEMBER, which=WHICH, accept=OFTEN, has_seen=OFTEN)
    def decide_on_a_proposal(self, who, which, accept, has_seen):
        if proposal := self.pick(ChangeProposal.objects.order_by("pk"), which, state=ProposalState.OPEN):
            before = content_of(proposal.project)
            seen = mark_of(proposal.project) if has_seen else "published.earlier"
            by = self.person(who, proposal.made_by)
            told = {"accept": accept, "words": "Danke.", "seen": seen}
            done = self.attempt(lambda: answer_proposal(proposal=proposal, by=by, **told))
            if done and accept:
                assert has_seen
                assert content_of(self.again(proposal.project)) == before | proposal.changes
            assert not done or by.pk != proposal.made_by_id

    @rule(who=ANYBODY, which=WHICH)
    def withdraw_a_proposal(self, who, which):
        if proposal := self.pick(ChangeProposal.objects.order_by("pk"), which, state=ProposalState.OPEN):
            by = self.person(who, proposal.made_by)
            self.attempt(lambda: actions.withdraw_proposal(proposal=proposal, by=by))

    @rule(who=MEMBER, which=WHICH)
    def bring_back_a_version(self, who, which):
        if version := self.pick(Version.objects.order_by("pk"), which, redacted_at=None, number=1):
            self.attempt(lambda: actions.restore(version=version, by=self.person(who)))

    @rule(who=MEMBER, which=WHICH)
    def redact(self, who, which):
        if version := self.pick(Version.objects.order_by("pk"), which, number=1):
            by = self.person(who)
            done = self.attempt(lambda: actions.redact(version=version, by=by, why="Ein Name."))
            assert not done or Version.objects.get(pk=version.pk).content == {}

    @rule(who=st.sampled_from([OWNER, *PEOPLE[1:]]), which=WHICH)
    def leave_an_address(self, who, which):
        entry = self.entry(which)
        by = self.person(who, entry.owners.first())
        self.attempt(lambda: set_contact(project=entry, by=by, asked=CONTACT))
        self.attempt(lambda: actions.report(project=entry, kind="wissen", text="Ja.", email=by.email))

    # Deciding

    @rule(who=MEMBER, which=WHICH, step=st.sampled_from([*STEPS.values()]), has_seen=OFTEN)
    def take_step(self, who, which, step, has_seen):
        entry = self.entry(which, *(state for state, onward in LEADS_TO.items() if step.state in onward))
        seen = mark_of(entry) if has_seen else "submitted.earlier"
        by = self.person(who, entry.owners.first())
        done = self.attempt(lambda: take_step(step=step, project=entry, by=by, seen=seen, words="Weil."))
        assert not done or has_seen or step.name == "hide"

    @rule(who=MEMBER, which=WHICH, blocks=OFTEN)
    def object(self, who, which, blocks):
        entry = self.entry(which)
        self.attempt(
            lambda: actions.object_to(subject=entry, by=self.person(who), reason="Zu alt.", blocks=blocks)
        )

    @rule(who=MEMBER, which=WHICH)
    def withdraw_an_objection(self, who, which):
        if objection := self.pick(Objection.objects.order_by("pk"), which, withdrawn_at=None):
            by = self.person(who, objection.by)
            self.attempt(lambda: actions.withdraw_objection(objection=objection, by=by))

    @rule(who=MEMBER, loser=WHICH, survivor=WHICH)
    def merge(self, who, loser, survivor):
        loser, survivor = self.entry(loser, "submitted", "published"), self.entry(survivor, "published")
        by = self.person(who, loser.owners.first())
        self.attempt(lambda: merge(loser=loser, survivor=survivor, by=by))

    @rule(who=MEMBER, loser=WHICH, survivor=WHICH, which=WHICH, joins=st.booleans())
    def clear_the_way(self, who, loser, survivor, which, joins):
        pair = {"loser": self.entry(loser, "published"), "survivor": self.entry(survivor, "published")}
        inside = Q(source__in=pair.values()) | Q(target__in=pair.values())
        if transfer := self.pick(Transfer.objects.filter(inside).order_by("pk"), which):
            verb = join_in_the_way if joins else retract_in_the_way
            self.attempt(lambda: verb(key=transfer.pk, by=self.person(who), **pair))

    @rule(who=ANYBODY, which=WHICH, has_ended=RARELY)
    def confirm_once_a_year(self, who, which, has_ended):
        entry = self.entry(which, "published")
        by = self.person(who, entry.owners.first())
        verb = actions.say_ended if has_ended else actions.say_still_right
        self.attempt(lambda: verb(project=entry, by=by, seen=mark_of_seen(entry)))

    @rule(giver=WHICH, taker=WHICH)
    def take_over(self, giver, taker):
        self.attempt(lambda: record_transfer(source=self.entry(giver), target=self.entry(taker)))

    # What is asked of the group

    @rule(who=ANYBODY, which=WHICH)
    def claim(self, who, which):
        entry = self.entry(which)
        self.attempt(lambda: actions.claim(project=entry, by=self.person(who), words="Das sind wir."))

    @rule(who=MEMBER, which=WHICH, grants=OFTEN)
    def answer_a_claim(self, who, which, grants):
        if claim := self.pick(Claim.objects.order_by("pk"), which, answer=Answer.OPEN):
            by = self.person(who, claim.by)
            grant = {"checked_how": "Angerufen."} if grants else {"reasons": "Nein."}
            verb = actions.grant_claim if grants else actions.refuse_claim
            assert not self.attempt(lambda: verb(claim=claim, by=by, **grant)) or by.pk != claim.by_id

    @rule(who=ANYBODY, which=WHICH, really=RARELY)
    def ask_for_removal(self, who, which, really):
        entry = self.entry(which) if really else self.entry(which, "removed")
        self.attempt(lambda: actions.request_removal(project=entry, by=self.person(who), words="Weg."))

    @rule(who=MEMBER, which=WHICH, grants=RARELY)
    def answer_a_removal(self, who, which, grants):
        if request := self.pick(RemovalRequest.objects.order_by("pk"), which, answer=Answer.OPEN):
            by = self.person(who, request.by)
            verb = actions.grant_removal if grants else actions.refuse_removal
            assert not self.attempt(lambda: verb(request=request, by=by, reasons="Weil.")) or (
                by.pk != request.by_id
            )

    # Coming and going

    @rule(who=st.sampled_from(PEOPLE[1:]), really=RARELY)
    def delete_account(self, who, really):
        if really:
            person = self.person(who)
            self.attempt(lambda: delete_account(person=person) is None)
            assert not any(trace.rows.exists() for trace in rows_naming(who))

    @rule(who=st.sampled_from(PEOPLE[1:]), comes=OFTEN)
    def join_or_leave(self, who, comes):
        if comes:
            self.attempt(lambda: grant_role(email=who, role=Role.CURATOR))
        else:
            self.attempt(lambda: leave(by=self.person(who)))

    def attempt(self, verb):
        """What the verb returns; None if it refuses. Every rule is asked of what it left."""
        before = take()
        try:
            with transaction.atomic():
                done = verb()
        except REFUSALS:
            assert take() == before, "What was refused has changed something."
            return None
        check_all(before, take(), [self.person(name) for name in PEOPLE])
        return done

    def look_at_the_whole(self):
        """At the end of a story: the audit, the index, and the pages as a visitor reads them."""
        assert [*of_projects.violations(), *of_knowledge.violations()] == []
        drain()
        published = set(Project.objects.published().values_list("pk", flat=True))
        hits = list(SearchQuerySet().all())
        assert {int(hit.pk) for hit in hits} == published
        assert not any(address in str(hit.get_stored_fields()) for hit in hits for address in PEOPLE[1:])
        for entry in Project.objects.select_related("merged_into"):
            answer = Client().get(entry.get_absolute_url())
            leads_on = entry.merged_into_id in published
            assert answer.status_code == (200 if entry.pk in published else 301 if leads_on else 404)

    def person(self, name, owner=None):
        """As they are now: whoever has deleted their account comes back as somebody new."""
        if name == OWNER:
            return owner or account_of(PEOPLE[1])
        return AnonymousUser() if name == "visitor" else account_of(name)

    def entry(self, which, *states):
        likely = {"state__in": states} if states else {}
        return self.pick(Project.objects.order_by("pk"), which, **likely)

    def again(self, entry):
        return Project.objects.get(pk=entry.pk)

    def pick(self, rows, which, **likely):
        """One of the rows, mostly of those with which something can be done; None if there is none."""
        found = list(rows.filter(**likely) if which % 4 else rows) or list(rows)
        return found[which % len(found)] if found else None

    def said(self):
        return self.content | {"title": self.word()}

    def word(self):
        self.number += 1
        return f"Wort {self.number}"


@pytest.mark.django_db
def test_no_rule_breaks_whatever_people_do(empty_index, settings):
    settings.APPROVALS_NEEDED = Workflow.approvals = {"project": 1}
    Workflow.index, Workflow.content = empty_index, set_the_stage()
    run_state_machine_as_test(
        Workflow,
        settings=told(
            max_examples=int(os.environ.get("STORIES", 16)),
            stateful_step_count=30,
            derandomize="STORIES" not in os.environ,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
