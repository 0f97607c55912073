"""`visible_to` is the only answer to who may see a project: person × state."""

import pytest

from projects.models import Project
from tests.factories import ProjectFactory

STATES = ["submitted", "queried", "published", "archived", "rejected", "merged", "removed"]
SEES = {
    "visitor": {"published"},
    "other_contributor": {"published"},
    "contributor": {"submitted", "queried", "published", "archived", "rejected", "merged"},
    "curator": set(STATES),
}


@pytest.mark.django_db
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("person", SEES)
def test_who_sees_an_entry_of_the_contributor(person, state, contributor, request):
    traits = {} if state == "published" else {state: True}
    project = ProjectFactory(submitted_by=contributor, **traits)
    visible = Project.objects.visible_to(request.getfixturevalue(person)).filter(pk=project.pk)
    assert visible.exists() == (state in SEES[person])
