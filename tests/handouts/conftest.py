"""What the tests of hand-outs share: one that is ready to be decided about."""

import pytest

from handouts import actions
from tests import factories as make


@pytest.fixture
def third_curator():
    return make.CuratorFactory()


@pytest.fixture
def project():
    return make.ProjectFactory(
        title="Lesecafé",
        summary="Vorlesen bei Waffeln.",
        core="Der feste Termin.",
        home_district=make.DistrictFactory(name="Süd"),
    )


@pytest.fixture
def lesson(project):
    return make.LessonFactory(project=project, text="Wir lesen dienstags vor.", said_by="Team Lesecafé")


@pytest.fixture
def handout(commits, curator, lesson, project):
    """Written by `curator`: a lesson and a project, and a text of its own in a second chapter."""
    made = actions.begin(title="Vorlesen im Quartier", by=curator)
    actions.describe(
        handout=made, by=curator, title=made.title, introduction="Für **alle**.", topic=project.topics.first()
    )
    first = made.chapters.get()
    actions.collect(chapter=first, by=curator, lesson=lesson)
    actions.collect(chapter=first, by=curator, project=project)
    second = actions.add_chapter(handout=made, by=curator, title="Was noch fehlt")
    actions.add_text(chapter=second, by=curator, text="- Wer haftet?")
    return made


@pytest.fixture
def freeze(curator, other_curator, third_curator):
    """`freeze(handout)`: put it up and let two others agree; returns the version."""
    from tests.handouts.deciding import agree

    def freeze(handout):
        actions.propose_handout(handout=handout, by=curator)
        for member in (other_curator, third_curator):
            agree(handout, member)
        return handout.versions.first()

    return freeze
