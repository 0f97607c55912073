"""Where every story begins: people, and an entry in each state that they have brought there."""

from people.actions import Role, account_of, grant_role
from projects import actions
from projects.content.reading import content_of
from projects.models import Project
from projects.versions import version_now
from tests import factories as make

MEMBERS = ["cleo@example.org", "dora@example.org", "emil@example.org"]
PEOPLE = ["visitor", "ada@example.org", "ben@example.org", *MEMBERS, "admin@example.org"]


def set_the_stage():
    """Returns what an entry may say, but for its title."""
    for address in MEMBERS:
        grant_role(email=address, role=Role.CURATOR)
    grant_role(email=PEOPLE[-1], role=Role.ADMIN)
    pattern = make.ProjectFactory()
    content = content_of(Project.objects.get(pk=pattern.pk))
    pattern.delete()
    hand_in_one_for_each_state(content)
    return content


def hand_in_one_for_each_state(content):
    """With a change that somebody proposes, one that was made meanwhile, and a removal that is asked for."""
    ada, ben, cleo, dora = map(account_of, PEOPLE[1:5])
    _waiting, _of_a_member, asked, rejected, *good = [
        actions.submit(content=content | {"title": f"Eintrag {number}"}, by=by)
        for number, by in enumerate([ada, dora, ada, ben, ada, ben, cleo])
    ]
    actions.ask_back(project=asked, by=cleo, words="Wann?")
    actions.reject(project=rejected, by=cleo, words="Werbung.")
    for project in good:
        actions.publish(project=project, by=dora)
    actions.request_removal(project=good[-1], by=ben, words="Bitte.")
    base = version_now(good[0])
    for by in (ben, dora):
        wanted = base.content | {"core": f"So sagt es {by}."[:12]}
        actions.revise(project=good[0], content=wanted, base=base, by=by)
