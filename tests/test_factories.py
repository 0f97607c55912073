"""The factories themselves: each makes rows that satisfy every rule."""

import factory
import pytest

from knowledge.models import Confirmation
from projects.choices import Scope, State
from tests import factories

ALL = [
    kind
    for kind in vars(factories).values()
    if isinstance(kind, type) and issubclass(kind, factory.Factory) and kind.__module__ == factories.__name__
]


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_a_factory_makes_valid_rows(db, kind):
    for row in kind.create_batch(3):
        row.full_clean(exclude=["password"])


@pytest.mark.parametrize("trait", ["city", "outside", *State.values])
def test_a_project_can_be_made_anywhere_and_in_any_state(db, trait):
    project = factories.ProjectFactory(**({} if trait == State.PUBLISHED else {trait: True}))

    project.full_clean()
    assert trait in (project.state, project.scope)


def test_a_project_gets_the_rows_it_is_given(db):
    district, topic = factories.DistrictFactory(), factories.TopicFactory()

    project = factories.ProjectFactory(
        topics=[topic], sectors=[], tags=["Garten", "Repair-Café"], reaches=[district], offers=["besuch"]
    )

    assert list(project.topics.all()) == [topic]
    assert not project.sectors.exists()
    assert set(project.tags.names()) == {"Garten", "Repair-Café"}
    assert project.reaches.get().district == district
    assert project.support_offers.get().kind == "besuch"
    assert project.scope == Scope.DISTRICTS


def test_an_interest_leads_to_a_group_in_a_district(db):
    transfer = factories.TransferFactory(interest=True)

    assert transfer.target is None
    assert transfer.interested_district is not None


def test_the_two_sides_of_a_transfer_can_be_confirmed(db):
    transfer = factories.TransferFactory()

    factories.ConfirmationFactory(transfer=transfer, side="source")
    factories.ConfirmationFactory(transfer=transfer, side="target")

    assert Confirmation.objects.filter(transfer=transfer).count() == 2
