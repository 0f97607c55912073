"""Der Weg der Idee: the family of a project as a tree."""

from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from knowledge import lineage as module
from knowledge.actions import retract_transfer
from knowledge.lineage import lineage_in, lineage_of
from knowledge.models import Transfer
from knowledge.steps import steps_of
from outbox.edition import one_edition
from projects.vocabulary import vocabulary
from tests.factories import DistrictFactory, ProjectFactory, TransferFactory

pytestmark = pytest.mark.django_db


def project(name, **fields):
    return ProjectFactory(title=name, home_district=DistrictFactory(name=f"{name}stadt"), **fields)


def tell(nodes):
    """A tree as nested lists of words: what a node is, marks, children."""
    return [
        (
            node.end.text + "*" * node.is_current + " (s. o.)" * node.is_repeated,
            node.words,
            *([tell(node.children)] if node.children else []),
        )
        for node in nodes
    ]


def story(project, person):
    found = lineage_of(project, person)
    return found and tell(found.roots)


def test_a_project_that_stands_alone_has_no_way(visitor):
    TransferFactory()

    assert lineage_of(project("A"), visitor) is None


def test_ancestors_descendants_and_siblings_stand_in_one_tree(visitor):
    a, b, c, d, e = map(project, "ABCDE")
    for source, target in [(a, b), (b, c), (b, d), (c, e)]:
        TransferFactory(source=source, target=target)

    assert story(c, visitor) == [
        (
            "A",
            "",
            [
                (
                    "B",
                    "übernommen aus Astadt",
                    [
                        ("C*", "übernommen aus Bstadt", [("E", "weitergegeben nach Estadt")]),
                        ("D", "weitergegeben nach Dstadt"),
                    ],
                )
            ],
        )
    ]


def test_an_idea_with_several_parents_stands_under_each(visitor):
    a, b, c, d = map(project, "ABCD")
    TransferFactory(source=a, target=c)
    TransferFactory(source=b, target=c)
    TransferFactory(source=c, target=d)

    told = story(c, visitor)

    below = [("D", "weitergegeben nach Dstadt")]
    assert {root[0] for root in told} == {"A", "B"}
    first, second = (root[2][0] for root in told)
    assert first[0] == "C*"
    assert first[2] == below
    assert second[0] == "C* (s. o.)"
    assert len(second) == 2


def test_a_group_that_is_interested_is_a_leaf(visitor):
    a = project("A")
    TransferFactory(source=a, interest=True, interested_district=DistrictFactory(name="Bad Cannstatt"))

    (root,) = lineage_of(a, visitor).roots

    assert root.is_current
    assert root.children[0].is_group
    assert root.children[0].words == "Eine Gruppe in Bad Cannstatt interessiert sich dafür"


def test_a_removed_one_in_between_is_masked_and_keeps_the_family_together(visitor):
    a, gone, c = project("A"), project("Geheim", removed=True), project("C")
    TransferFactory(source=a, target=gone)
    TransferFactory(source=gone, target=c)

    masked = "ein Projekt in Geheimstadt (auf Wunsch entfernt)"
    assert story(c, visitor) == [
        (
            "A",
            "",
            [(masked, "übernommen aus Astadt", [("C*", "übernommen aus Geheimstadt")])],
        )
    ]


def test_nothing_tells_of_a_link_through_what_was_never_public(visitor, curator):
    a, draft, c = project("A"), project("Entwurf", submitted=True), project("C")
    TransferFactory(source=a, target=draft)
    TransferFactory(source=draft, target=c)

    assert story(c, visitor) is None
    assert story(a, visitor) is None
    assert story(c, curator)[0][0] == "A"


def test_a_retracted_transfer_leads_nowhere(curator):
    a, b = project("A"), project("B")
    retract_transfer(transfer=TransferFactory(source=a, target=b))

    assert story(b, curator) is None


def test_a_large_family_shows_those_in_line_first(visitor, monkeypatch):
    a, b, c, d, e, f = map(project, "ABCDEF")
    for source, target in [(a, b), (b, c), (a, d), (d, e), (d, f)]:
        TransferFactory(source=source, target=target)

    found = lineage_in(steps_of(b, visitor).value, b.pk, most=3, numbers={a.pk: 2})

    assert found.is_cut
    assert tell(found.roots) == [
        ("A", "", [("B*", "übernommen aus Astadt", [("C", "weitergegeben nach Cstadt")])])
    ]
    assert found.roots[0].hidden == 1


def test_a_long_line_before_the_project_leaves_room_for_what_came_of_it(visitor):
    line = [project(name) for name in "ABCDEFG"]
    for source, target in pairwise(line):
        TransferFactory(source=source, target=target)

    found = lineage_in(steps_of(line[4], visitor).value, line[4].pk, most=4)

    assert tell(found.roots)[0][0] == "C"
    assert "G" in str(tell(found.roots))


def test_distant_heirs_of_a_long_list_are_folded(visitor, monkeypatch):
    monkeypatch.setattr(module, "LONG", 1)
    a, b, c, d = map(project, "ABCD")
    for source, target in [(a, b), (b, c), (c, d)]:
        TransferFactory(source=source, target=target)

    (root,) = lineage_of(b, visitor).roots
    (current,) = root.children

    assert [node.is_folded for node in (root, current, *current.children)] == [False, False, True]


def test_a_cycle_from_outside_the_verbs_ends_too(visitor):
    a, b = project("A"), project("B")
    TransferFactory(source=a, target=b)
    Transfer.objects.bulk_create([Transfer(source=b, target=a)])

    (root,) = lineage_of(b, visitor).roots

    assert (root.end.text, root.is_current) == ("B", True)
    assert root.children[0].children[0].is_repeated


@pytest.mark.parametrize("size", [3, 30])
def test_a_family_of_any_size_takes_one_query(visitor, size):
    a = project("A")
    for _ in range(size):
        TransferFactory(source=TransferFactory(source=a).target, interest=True)

    with one_edition():
        vocabulary()
        with CaptureQueriesContext(connection) as run:
            lineage_of(a, visitor)

    assert len(run) == 1
