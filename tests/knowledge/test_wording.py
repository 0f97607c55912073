"""What is known of a transfer, in words."""

import pytest

from knowledge.choices import AdaptationKind, Side, Status
from knowledge.models import Transfer
from knowledge.wording import adaptations_of, certainty_of, outcome_of, years_of
from tests.factories import (
    AdaptationFactory,
    ConfirmationFactory,
    ProjectFactory,
    SourceFactory,
    TransferFactory,
)

pytestmark = pytest.mark.django_db


def shown(transfer, person):
    return Transfer.objects.for_lists(person).get(pk=transfer.pk)


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (None, None, ""),
        (2012, None, "2012"),
        (2012, 2012, "2012"),
        (2012, 2015, "2012–2015"),
        (None, 2015, "bis 2015"),
    ],
)
def test_years(start, end, words):
    assert years_of(Transfer(year_from=start, year_to=end)) == words


@pytest.mark.parametrize(
    ("status", "is_public", "words"),
    [
        (Status.OPEN, True, ""),
        (Status.RESTING, True, "ruht"),
        (Status.ENDED, True, "nicht weiterverfolgt: Der Raum fiel weg."),
        (Status.ENDED, False, "nicht weiterverfolgt"),
    ],
)
def test_what_became_of_it_is_said_in_neutral_words(visitor, status, is_public, words):
    transfer = TransferFactory(status=status, end_reason="Der Raum fiel weg.", end_reason_is_public=is_public)

    assert outcome_of(shown(transfer, visitor)) == words


def test_the_reason_of_a_masked_transfer_is_not_told(visitor):
    transfer = TransferFactory(
        target=ProjectFactory(removed=True),
        status=Status.ENDED,
        end_reason="Geheim",
        end_reason_is_public=True,
    )

    assert outcome_of(shown(transfer, visitor)) == "nicht weiterverfolgt"


def test_how_sure_it_is(visitor):
    transfer = TransferFactory()
    assert certainty_of(shown(transfer, visitor)) == "von einer Seite gemeldet"

    ConfirmationFactory(transfer=transfer, side=Side.SOURCE)
    assert certainty_of(shown(transfer, visitor)) == "von einer Seite gemeldet"

    transfer.sources.add(SourceFactory())
    assert certainty_of(shown(transfer, visitor)) == "mit Quelle belegt"

    ConfirmationFactory(transfer=transfer, side=Side.TARGET)
    assert certainty_of(shown(transfer, visitor)) == "von beiden bestätigt"


def test_adaptations_stand_together_by_kind(visitor):
    transfer = TransferFactory()
    for kind, element in [("new", "Wettbewerb"), ("kept", "Schokolade"), ("new", "Heft")]:
        AdaptationFactory(transfer=transfer, kind=kind, element=element)

    kinds = [
        (kind.label, [row.element for row in kind.adaptations])
        for kind in adaptations_of(shown(transfer, visitor))
    ]

    assert kinds == [("übernommen", ["Schokolade"]), ("neu", ["Wettbewerb", "Heft"])]
    assert len(AdaptationKind) == 4


def test_adaptations_of_a_masked_transfer_are_not_told(visitor, curator):
    transfer = TransferFactory(source=ProjectFactory(archived=True))
    AdaptationFactory(transfer=transfer)

    assert adaptations_of(shown(transfer, visitor)) == []
    assert len(adaptations_of(shown(transfer, curator))) == 1
