"""Adds to a seeded site what no seed has: lessons, entries in every state, long words, people signed in.

`python -m tests.enrichment` works on the site whose `VAR_DIR` is set, and writes `added.json` there.
"""

import json

import django


def main():
    django.setup()
    from django.conf import settings
    from django.db import transaction

    with transaction.atomic():
        added = enrich()
    (settings.VAR_DIR / "added.json").write_text(json.dumps(added))


def enrich():
    """Slugs and keys of what was added, by a word for each, and session cookies by person."""
    from districts.models import District
    from projects.models import Origin, Topic
    from tests import factories as make

    home, other, third, *_rest = District.objects.order_by("name")
    topics = list(Topic.objects.all()[:2])
    contributor, curator = make.UserFactory(), make.CuratorFactory()
    sorted_here = {"home_district": home, "topics": topics}
    full = make.ProjectFactory(
        **sorted_here,
        title="Nachbarschaftswerkstatteröffnungsfeierlichkeitenvorbereitungsgruppe",
        description="## Wie es geht\n\n- gemeinsam\n- donnerstags\n\n[Mehr](https://example.org/sehr/lang/"
        + "x" * 80,
        problem="Viele kennen sich nicht.",
        core="Der feste Termin.",
        flexible="Der Ort.",
        prerequisites="Ein Raum\nZeit\nZwei Menschen mit Schlüssel",
        results="Man grüßt sich.",
        website="https://example.org/nachbarschaftswerkstatteroeffnungsfeierlichkeiten",
        contact=make.ContactPointFactory(),
        organisations=[make.OrganisationFactory()],
        sources=[make.SourceFactory()],
        tags=["Werkzeugverleih", "Donaudampfschifffahrtsgesellschaftskapitän"],
        offers=["auskunft", "besuch", "begleitung", "unterlagen"],
        reaches=[other],
        submitted_by=contributor,
    )
    lessons = [make.LessonFactory(project=full, kind=kind) for kind in ("works", "fails", "pitfall", "tip")]
    make.LessonEchoFactory.create_batch(2, lesson=lessons[0], district=other)
    make.LessonEchoFactory(
        lesson=lessons[0], district=home, kind="otherwise", sentence="Bei uns kommt abends niemand."
    )
    make.LessonFactory(project=None, topic=topics[0])
    make.OriginNoteFactory(project=full)
    pictures = make.PictureFactory.create_batch(3, project=full, credit="Ada Muster")
    reported = make.PictureFactory(project=full, hidden=True)
    make.ReportFactory(project=full, picture=reported, kind="bild", text="Ich bin zu sehen.")
    removed = make.ProjectFactory(**sorted_here, removed=True)
    targets = [make.ProjectFactory(home_district=other, topics=topics) for _ in range(11)]
    targets.append(make.ProjectFactory(city=True, topics=topics))
    transfers = [make.TransferFactory(source=full, target=target, year_from=2020) for target in targets]
    make.TransferFactory(source=targets[1], target=removed)
    make.TransferFactory(source=full, target=None, interested_district=other, phase="interest")
    make.AdaptationFactory(transfer=transfers[1])
    make.LessonFactory(project=None, transfer=transfers[1])
    meeting = make.MeetingFactory(district=other, topic=topics[0], agenda=[full])
    meeting.minutes.create(text="Donnerstags kommen mehr.", project=full)
    proposal = introduce(topics[0], full)
    handouts = hand_out(topics[0], [*lessons, full])
    submitted = make.ProjectFactory(
        **sorted_here, submitted=True, submitted_by=contributor, prerequisites="Raum\nZeit\nGeduld"
    )
    submitted.owners.add(contributor)
    Origin.objects.create(project=submitted, kind="here", source=full)
    change(full, curator, problem="Viele kannten sich nicht.")
    own = make.ProjectFactory(**sorted_here, last_confirmed="2020-05-01")
    own.owners.add(contributor)
    return {
        "project": full.slug,
        "submitted": submitted.slug,
        "transfer": transfers[1].pk,
        **take_over(full, third, contributor),
        "district": home.slug,
        "topic": topics[0].slug,
        "topic_proposal": proposal.pk,
        **handouts,
        "lesson": lessons[0].pk,
        "told": make.LessonFactory(project=full, state="submitted", submitted_by=contributor).pk,
        "echo": make.LessonEchoFactory(lesson=lessons[1], state="submitted").pk,
        "meeting": meeting.slug,
        "report": make.ReportFactory(project=full, email="leserin@example.org").pk,
        "paper": on_paper(submitted),
        "own": own.slug,
        "still_right": still_right(own, contributor),
        "draft": draft_of(contributor, topics[0], home).token,
        **ask_the_group(full, targets[0], contributor),
        "picture": pictures[0].pk,
        "reported": reported.pk,
        "cookies": {"contributor": session_of(contributor), "curator": session_of(curator)},
    }


def take_over(project, district, person):
    """A transfer that this person shares, with all that its page can hold; and a group that waits."""
    from knowledge import actions
    from tests import factories as make

    group = make.InterestFactory(project=project, district=district, by=person, granted=True)
    said = {"transfer": group.transfer, "by": person, "note": "Wir waren dort."}
    step = actions.note_step(**said, phase="meeting", is_public=True)
    actions.note_step(**said, phase="adapting")
    said = {"kind": "adapted", "part": "flexible", "element": "samstags", "reason": "Markttag", "result": ""}
    row = actions.add_adaptation(transfer=group.transfer, by=person, said=said)
    make.LessonFactory(project=project, phase="adapting")
    make.ProjectFactory(submitted=True, home_district=district, submitted_by=person)
    waiting = make.InterestFactory(project=project, district=district)
    return {"shared": group.transfer.pk, "step": step.pk, "row": row.pk, "interest": waiting.pk}


def introduce(topic, project):
    """All that the page of a topic can hold, and other words for it that somebody proposes."""
    from editorial.topics import arrange_topic, pick, propose_topic
    from tests import factories as make

    curator = make.CuratorFactory()
    arrange_topic(topic=topic, featured_until="2099-12-31", questions=["Wer haftet?"], by=curator)
    pick(topic=topic, project=project, sentence="Weil alle mitmachen.", by=curator)
    wanted = {"name": topic.name, "description": "Gemeinsam.", "icon": "sun", "tags": ["Nähcafé"]}
    return propose_topic(
        topic=topic, by=curator, reason="Kürzer.", introduction="**Hier** geht es.", **wanted
    )


def hand_out(topic, things):
    """A hand-out with two versions, one up for decision, and one whose version was withdrawn."""
    from django.utils import timezone

    from handouts.actions import freeze
    from handouts.actions.freezing import withdraw
    from tests import factories as make

    twice = make.HandoutFactory(topic=topic, introduction="Für **alle**.", things=things, version=True)
    freeze(twice, twice.versions.first().content)
    proposed = make.HandoutFactory(things=things, proposed_at=timezone.now())
    withdrawn = make.HandoutFactory(version=True)
    withdraw(withdrawn.versions.get())
    return {
        "handout": twice.slug,
        "chapter": twice.chapters.get().pk,
        "handout_text": twice.chapters.get().items.exclude(text="").get().pk,
        "proposed": proposed.slug,
        "withdrawn": withdrawn.slug,
    }


def ask_the_group(project, other, contributor):
    """One of each thing that waits for the group."""
    from editorial.models import Invitation
    from projects import actions
    from projects.versions import version_now
    from tests import factories as make

    Invitation.objects.create(email=contributor.email)
    base = version_now(project)
    wanted = base.content | {"core": "Der feste Termin und der Kaffee.", "results": ""}
    ours = actions.claim(project=project, by=contributor, words="Wir machen das seit drei Jahren.")
    gone = actions.request_removal(project=other, by=contributor, words="Es nennt unsere Namen.")
    notice = {"url": "/projekte/x/", "words": "Das Bild ist meines.", "name": "Leserin"}
    return {
        "proposal": actions.revise(project=project, content=wanted, base=base, by=contributor).pk,
        "claim": ours.pk,
        "removal": gone.pk,
        **look_for(project.home_district, contributor),
        "missed": make.MissedSearchFactory().pk,
        "question": make.QuestionFactory(project=project, to_network=True).pk,
        "notice": actions.report_content(**notice, email="leserin@example.org").pk,
    }


def look_for(district, contributor):
    """What a group looks for, what complements it, and what waits to be shown."""
    from tests import factories as make

    own = make.NeedFactory(
        district=district, by=contributor, has="Sechs Menschen, die nähen", has_kinds=["menschen"]
    )
    make.NeedFactory(district=district, lacks="Leute für unseren Saal", lacks_kinds=["menschen"])
    waiting = make.NeedFactory(district=district, lacks="Rat zur Haftung", waiting=True)
    return {"need": own.pk, "waiting_need": waiting.pk}


def change(project, curator, **fields):
    from projects import actions
    from projects.versions import version_now

    base = version_now(project)
    actions.revise(project=project, content=base.content | fields, base=base, by=curator)


def on_paper(project):
    """The word in the link with which the author confirms what a member has typed."""
    from projects.contributing.on_behalf import CONFIRM
    from projects.models import OnBehalf

    made = OnBehalf.objects.create(project=project, author="Nähtreff", email="papier@example.org")
    return CONFIRM.token(made.pk)


def still_right(project, person):
    """The word in the link with which somebody is asked once a year."""
    from datetime import date

    from projects.actions.freshness import STILL_RIGHT

    return STILL_RIGHT.token(f"{project.pk}-{person.pk}", state=date.fromisoformat(project.last_confirmed))


def draft_of(person, topic, district):
    """A draft that is ready to be handed in."""
    from projects.contributing.drafts import keep
    from projects.models import Sector
    from projects.models.draft import new_token

    typed = {
        "title": ["Nähtreff"],
        "summary": ["Gemeinsam nähen."],
        "place": [district.name],
        "sectors": [str(Sector.objects.first().pk)],
        "topics": [str(topic.pk)],
        "core": ["Der feste Termin."],
    }
    return keep(token=new_token(), typed=typed, revision=0, by=person).draft


def session_of(person):
    """The value of a session cookie with which a browser is signed in."""
    from django.conf import settings
    from django.test import Client

    browser = Client()
    browser.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return browser.cookies[settings.SESSION_COOKIE_NAME].value


if __name__ == "__main__":
    main()
