"""The rules of the product that no step may break, whoever took it: each is asked after every step."""

from knowledge.audit import cycles, transfers_of_merged_projects
from people.permissions import is_curator
from projects import audit
from projects.models import Approval, Decision, DecisionKind, Objection, Project, RemovalRequest
from projects.models.claim import Answer

# Written down from the product, not from the code.
LEADS_TO = {
    "submitted": {"queried", "published", "rejected", "merged", "removed"},
    "queried": {"submitted", "published", "rejected", "merged", "removed"},
    "rejected": {"submitted", "merged", "removed"},
    "published": {"archived", "merged", "removed"},
    "archived": {"published", "merged", "removed"},
    "merged": set(),
    "removed": {"submitted", "queried", "rejected", "published", "archived"},
}
LOGGED_AS = {
    "submitted": {DecisionKind.SUBMITTED, DecisionKind.BROUGHT_BACK},
    "queried": {DecisionKind.ASKED_BACK, DecisionKind.BROUGHT_BACK},
    "rejected": {DecisionKind.REJECTED, DecisionKind.BROUGHT_BACK},
    "published": {DecisionKind.PUBLISHED, DecisionKind.BROUGHT_BACK},
    "archived": {DecisionKind.ARCHIVED, DecisionKind.BROUGHT_BACK},
    "merged": {DecisionKind.MERGED},
    "removed": {DecisionKind.REMOVED, DecisionKind.REMOVAL_ASKED},
}
JUDGEMENTS = {
    DecisionKind.APPROVED,
    DecisionKind.PUBLISHED,
    DecisionKind.ASKED_BACK,
    DecisionKind.REJECTED,
    DecisionKind.MERGED,
    DecisionKind.BROUGHT_BACK,
}


def check_all(before, after, people):
    new = list(Decision.objects.filter(pk__gt=before.last, content_type__model="project").order_by("pk"))
    states_follow_the_graph_and_the_log_says_so(before, after, new)
    only_members_decide_and_nobody_on_their_own(before, new)
    nothing_is_published_against_an_objection(new)
    nobody_agrees_to_their_own(after)
    removal_wins(after)
    what_is_merged_leads_on(before, after)
    everybody_sees_what_they_may(after, people)
    the_audit_finds_nothing()


def states_follow_the_graph_and_the_log_says_so(before, after, new):
    for key, entry in after.entries.items():
        was = before.entries[key].state if key in before.entries else None
        if was != entry.state:
            assert entry.state in (LEADS_TO[was] if was else {"submitted"}), f"{was} → {entry.state}"
            assert LOGGED_AS[entry.state] & {line.kind for line in new if line.object_id == key}
    assert before.entries.keys() <= after.entries.keys(), "Nothing is deleted."


def only_members_decide_and_nobody_on_their_own(before, new):
    for line in new:
        if line.kind not in Decision.OF_OTHERS:
            assert line.by_id in before.members, f"{line.kind} by no member"
        if line.kind in JUDGEMENTS:
            assert line.by_id not in before.entries[line.object_id].involved, f"{line.kind} of one's own"


def nothing_is_published_against_an_objection(new):
    for line in new:
        if line.kind == DecisionKind.PUBLISHED:
            assert not Objection.objects.about(line.subject).blocking().exists()


def nobody_agrees_to_their_own(after):
    for key, by in Approval.objects.filter(content_type__model="project").values_list("object_id", "by"):
        assert by is None or by not in after.entries[key].involved


def removal_wins(after):
    hiding = RemovalRequest.objects.filter(answer=Answer.OPEN, was_hidden=True)
    granted = RemovalRequest.objects.filter(answer=Answer.GRANTED)
    for key in (hiding | granted).values_list("project", flat=True):
        assert after.entries[key].state == "removed"


def what_is_merged_leads_on(before, after):
    for key, entry in after.entries.items():
        if entry.state == "merged":
            assert after.entries[entry.merged_into].state != "merged"
            first = before.entries.get(key)
            is_new = first is None or first.state != "merged"
            assert not is_new or first.state != "published" or is_published(after, entry.merged_into)


def is_published(snapshot, key):
    return snapshot.entries[key].state == "published"


def everybody_sees_what_they_may(after, people):
    for person in people:
        seen = set(Project.objects.visible_to(person).values_list("pk", flat=True))
        assert seen == {key for key, entry in after.entries.items() if may_see(person, entry)}


def may_see(person, entry):
    if is_curator(person):
        return True
    return entry.state == "published" or (person.pk in entry.involved and entry.state != "removed")


def the_audit_finds_nothing():
    """What spans rows of the workflow; the end of a story asks for all."""
    assert [*audit.violations(), *cycles(), *transfers_of_merged_projects()] == []
