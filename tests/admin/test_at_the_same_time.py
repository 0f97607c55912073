"""Two members of the group save at the same moment: the rules across rows hold, nobody sees an error."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from knowledge.models import Transfer
from projects.place_rules import problems_of
from tests.admin.typed import add_row, typed
from tests.factories import DistrictFactory, ProjectFactory

pytestmark = pytest.mark.django_db(transaction=True)


def send_together(*letters):
    """Post each (browser, address, data) from a thread of its own, all at once; the statuses, sorted."""
    start = Barrier(len(letters))

    def send(letter):
        browser, address, data = letter
        start.wait()
        try:
            return browser.post(address, data).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(letters)) as senders:
        return sorted(senders.map(send, letters))


def test_home_and_reach_never_become_the_same_district(as_curator, as_admin):
    west, ost = DistrictFactory(), DistrictFactory()
    project = ProjectFactory(home_district=west)
    page = f"/admin/projects/project/{project.pk}/change/"
    form = typed(as_curator.get(page))
    moves = (as_curator, page, form | {"home_district": ost.pk})
    extends = (as_admin, page, form | add_row("reaches", district=ost.pk, project=project.pk))

    assert send_together(moves, extends) == [200, 302]

    project.refresh_from_db()
    assert problems_of(project) == []


def test_two_transfers_never_close_a_circle(as_curator, as_admin):
    one, other = ProjectFactory(), ProjectFactory()
    page = "/admin/knowledge/transfer/add/"
    form = typed(as_curator.get(page), phase="unknown")
    there = (as_curator, page, form | {"source": one.pk, "target": other.pk})
    back = (as_admin, page, form | {"source": other.pk, "target": one.pk})

    assert send_together(there, back) == [200, 302]
    assert Transfer.objects.count() == 1


def test_same_transfer_is_recorded_once(as_curator, as_admin):
    one, other = ProjectFactory(), ProjectFactory()
    page = "/admin/knowledge/transfer/add/"
    form = typed(as_curator.get(page), phase="unknown", source=one.pk, target=other.pk)

    assert send_together((as_curator, page, form), (as_admin, page, form)) == [200, 302]
    assert Transfer.objects.count() == 1
