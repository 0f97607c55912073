"""Sixty projects of all kinds, a quarter of them not public: what random questions are put to."""

import random
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.http import QueryDict

from knowledge.actions import retract_transfer
from projects.choices import Activity, SupportKind
from search.facets import PARAMETERS, Labels
from tests import factories as make

DISTRICTS = ["Nord", "Süd", "Ost", "West", "St. Pauli, Hafen"]
TITLES = ["Gemeinschaftsgarten", "Repair-Café", "Nachbarschaftshilfe", "Schokoladenseiten", "Tauschring"]
TAGS = ["Kaffee, Kuchen", "für Ältere", "draußen"]
SENTENCES = [
    "Nachbarinnen und Nachbarn helfen einander beim Einkaufen.",
    "Eine Fahrradwerkstatt, in der Studenten Fahrräder reparieren.",
    "Im Gemeinschaftsgarten wachsen Gemüse und Kräuter für die Küche.",
    "Kinder spielen auf der Spielstraße, Ältere trinken Kaffee im Garten.",
    "Ein offener Bücherschrank für alle, die gern lesen.",
    "Faire Bio-Schokolade und fairer Kaffee aus dem Bezirk.",
    "Die Bibliothek der Dinge verleiht Werkzeug an Nachbar:innen.",
    "Wir singen im Chor der Höfe und kochen in der offenen Küche.",
    "Schokolade für Kinder, Bücher für Studenten.",
    "Ein Straßenfest mit Musik und Kuchen im Hof.",
]
DAY = timedelta(days=1)


def make_crowd(seed=20):
    """The same crowd for the same seed; to be made in one transaction."""
    dice = random.Random(seed)
    districts = [make.DistrictFactory(name=name) for name in DISTRICTS]
    topics = make.TopicFactory.create_batch(4)
    sectors = make.SectorFactory.create_batch(3)
    projects = [_make_project(dice, number, districts, topics, sectors) for number in range(60)]
    for place, source in enumerate(projects):
        for target in dice.sample(projects[place + 1 :], min(dice.choice([0, 0, 0, 1, 3]), 59 - place)):
            transfer = make.TransferFactory(source=source, target=target)
            if dice.random() < 0.2:
                retract_transfer(transfer=transfer)


def _make_project(dice, number, districts, topics, sectors):
    return make.ProjectFactory(
        title=f"{dice.choice(TITLES)} {number}",
        summary=dice.choice(SENTENCES),
        description="\n\n".join(dice.sample(SENTENCES, dice.randint(0, 3))),
        prerequisites="\n\n".join(dice.sample(SENTENCES, dice.randint(0, 1))),
        topics=dice.sample(topics, dice.randint(1, 3)),
        sectors=dice.sample(sectors, dice.randint(1, 2)),
        tags=dice.sample(TAGS, dice.randint(0, 3)),
        offers=dice.sample(SupportKind.values, dice.randint(0, 3)),
        activity=dice.choice(Activity.values),
        last_confirmed=date(2026, 1, 1) - dice.randint(0, 900) * DAY if number % 3 else None,
        published_at=datetime(2026, 1, 1, 12, tzinfo=ZoneInfo("UTC")) - dice.randint(0, 30) * DAY,
        **_place(dice, districts),
        **({"submitted": True} if number % 4 == 0 else {}),
    )


def _place(dice, districts):
    kind = dice.random()
    if kind < 0.2:
        return {"city": True}
    if kind < 0.3:
        return {"outside": True}
    home, *further = dice.sample(districts, dice.randint(1, 3))
    return {"home_district": home, "reaches": further}


def all_labels():
    labels = Labels.load()
    labels.know_tags(["kaffee-kuchen", "fuer-aeltere", "draussen"])
    assert len(labels.of["tag"]) == 3
    return labels


def random_choices(dice, labels, share=0.45):
    """The filters of an address: each facet with the chance of `share`."""
    data = QueryDict(mutable=True)
    for parameter in PARAMETERS:
        values = list(labels.of[parameter])
        if dice.random() < share:
            data.setlist(parameter, dice.sample(values, dice.randint(1, min(3, len(values)))))
    if dice.random() < 0.3:
        data["stadtweit"] = "0"
    return data
