"""Every way in which our own code changes what an entry says: by a verb, in the admin, by saving a row.

Each changes one scene, of which every row is in use.
"""

from types import SimpleNamespace

from districts.models import District, Quarter
from editorial.topics import approve_topic, propose_topic
from knowledge.actions import (
    amend_transfer,
    hide_lesson,
    publish_lesson,
    record_transfer,
    retract_transfer,
    reword_lesson,
    take_back_lesson,
)
from knowledge.choices import LessonState
from knowledge.linking import take_over
from knowledge.merging.joining import join_transfers
from knowledge.merging.merge import merge
from knowledge.models import Lesson, Transfer
from knowledge.seen import mark_of
from people.actions import delete_account
from projects.actions import (
    accept_proposal,
    add_synonym,
    archive,
    confirm,
    delete_tag,
    grant_removal,
    hide,
    merge_tags,
    publish,
    refuse_removal,
    remove_synonym,
    rename_tag,
    request_removal,
    restore,
    revise,
)
from projects.actions.freshness import mark_of_seen, say_ended, say_still_right
from projects.models import Organisation, Project, Reach, Sector, SupportOffer, Tag, TagSynonym, Topic
from projects.versions import version_now
from tests import factories as make


def scene():
    """A project with everything that can hang on one, its neighbours, and people who change them."""
    here, there = make.DistrictFactory(name="Altdorf"), make.DistrictFactory(name="Ferne")
    s = SimpleNamespace(
        here=here,
        there=there,
        elsewhere=make.DistrictFactory(name="Drüben"),
        quarter=make.QuarterFactory(district=here, name="Neubau", aliases=["Scherbenviertel"]),
        topic=make.TopicFactory(name="Lesen"),
        sector=make.SectorFactory(name="Gemeinsinn"),
        carrier=make.OrganisationFactory(name="Nordlicht"),
        keeper=make.UserFactory(),
        curator=make.CuratorFactory(),
        other_curator=make.CuratorFactory(),
    )
    s.project = make.ProjectFactory(
        title="Tauschregal",
        summary="Bücher und Pflanzen.",
        home_district=here,
        topics=[s.topic],
        sectors=[s.sector],
        organisations=[s.carrier],
        quarters=[s.quarter],
        tags=["Kaffee"],
        reaches=[there],
        offers=["besuch"],
    )
    s.project.owners.add(s.keeper)
    s.twin = make.ProjectFactory(title="Tauschbord", home_district=there, tags=["Torte"], offers=["auskunft"])
    s.city = make.ProjectFactory(title="Stadtlesen", city=True)
    s.waiting = make.ProjectFactory(title="Neuling", home_district=here, submitted=True)
    s.giver = make.ProjectFactory(title="Vorbild", home_district=there)
    s.tag, s.other_tag = Tag.objects.get(name="Kaffee"), Tag.objects.get(name="Torte")
    s.synonym = TagSynonym.objects.create(tag=s.tag, word="Mokka")
    s.transfer = make.TransferFactory(source=s.giver, target=s.project)
    s.double = make.TransferFactory(source=s.giver, target=s.city)
    s.lesson = make.LessonFactory(project=s.project, text="Der feste Termin hilft.", submitted_by=s.keeper)
    s.travel_lesson = make.LessonFactory(project=None, transfer=s.transfer, text="Zu zweit ging es.")
    s.topic_lesson = make.LessonFactory(project=None, topic=s.topic, text="Vorlesen zieht Kinder an.")
    s.told = make.LessonFactory(project=s.city, text="Wir warten noch.", state=LessonState.SUBMITTED)
    s.first_version = version_now(s.project)
    return s


def content(s, **changed):
    return version_now(s.project).content | changed


def save(row, **fields):
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()


# Verbs on entries


def it_is_published(s):
    publish(project=s.waiting, by=s.curator)


def it_is_archived(s):
    archive(project=s.project, by=s.curator)


def who_took_an_idea_over_is_archived(s):
    archive(project=Project.objects.get(pk=s.transfer.target_id), by=s.curator)


def it_is_published_again(s):
    archive(project=s.project, by=s.curator)
    publish(project=Project.objects.get(pk=s.project.pk), by=s.other_curator)
    save(Project.objects.get(pk=s.project.pk), title="Wieder da")


def it_is_hidden(s):
    hide(project=s.project, by=s.curator)


def its_removal_is_asked_for(s):
    request_removal(project=s.project, by=s.keeper, words="Bitte nicht mehr.")


def its_removal_is_granted(s):
    asked = request_removal(project=s.project, by=make.UserFactory(), words="Bitte nicht mehr.")
    grant_removal(request=asked, by=s.curator)


def its_removal_is_refused(s):
    asked = request_removal(project=s.project, by=make.UserFactory(), words="Bitte nicht mehr.")
    refuse_removal(request=asked, by=s.curator, reasons="Es steht in der Zeitung.")
    save(Project.objects.get(pk=s.project.pk), title="Wieder da")


def it_is_confirmed(s):
    confirm(project=s.project)


def its_keeper_says_that_it_is_still_right(s):
    say_still_right(project=s.project, by=s.keeper, seen=mark_of_seen(s.project))


def its_keeper_says_that_it_has_ended(s):
    say_ended(project=s.project, by=s.keeper, seen=mark_of_seen(s.project))


def its_words_are_revised(s):
    revise(project=s.project, content=content(s, summary="Saatgut."), base=s.first_version, by=s.curator)


def everything_that_hangs_on_it_is_revised(s):
    everything = {
        "topics": [],
        "sectors": [make.SectorFactory(name="Gewerbe").pk],
        "quarters": [],
        "tags": ["Schach"],
        "organisations": ["Südlicht"],
        "reaches": [{"district": s.elsewhere.pk, "since_year": 2020}],
        "offers": [{"kind": "unterlagen"}],
    }
    revise(project=s.project, content=content(s, **everything), base=s.first_version, by=s.curator)


def a_proposal_is_accepted(s):
    wanted = content(s, title="Tauschkiste")
    proposal = revise(project=s.project, content=wanted, base=s.first_version, by=make.UserFactory())
    accept_proposal(proposal=proposal, by=s.curator)


def an_earlier_version_is_restored(s):
    revise(project=s.project, content=content(s, title="Tauschkiste"), base=s.first_version, by=s.curator)
    save(Topic.objects.get(pk=s.topic.pk), name="Schmökern")
    restore(version=s.first_version, by=s.curator)


def two_are_merged(s):
    merge(loser=s.twin, survivor=s.project, by=s.curator)


def a_giver_is_merged(s):
    merge(loser=s.giver, survivor=s.twin, by=s.curator)


def it_is_deleted(s):
    s.twin.delete()


def several_are_deleted_in_the_admin(s):
    Project.objects.filter(pk__in=[s.waiting.pk, s.twin.pk]).delete()


def the_account_of_its_keeper_is_deleted(s):
    delete_account(person=s.keeper)
    save(Project.objects.get(pk=s.project.pk), summary="Ohne Person.")


# Tags


def a_tag_is_renamed(s):
    rename_tag(tag=s.tag, name="Espresso", by=s.curator)


def tags_are_merged(s):
    merge_tags(tag=s.tag, into=s.other_tag, by=s.curator)


def a_tag_is_merged_that_stands_beside_the_other(s):
    s.project.tags.add("Torte")
    merge_tags(tag=s.tag, into=s.other_tag, by=s.curator)


def a_tag_gets_a_synonym(s):
    add_synonym(tag=s.tag, word="Röstung", by=s.curator)


def a_tag_loses_a_synonym(s):
    remove_synonym(synonym=s.synonym, by=s.curator)


def a_synonym_is_written_otherwise(s):
    save(s.synonym, word="Mocca")


def a_tag_is_deleted(s):
    delete_tag(tag=s.tag, by=s.curator)


def tags_are_given_and_taken(s):
    s.project.tags.remove("Kaffee")
    s.twin.tags.set(["Saft"])
    s.city.tags.add("Kaffee")


# What entries are sorted under


def a_topic_is_renamed_by_two_members(s):
    wanted = {"name": "Schmökern", "description": "Bücher.", "icon": "book-open", "tags": []}
    proposal = propose_topic(topic=s.topic, by=s.curator, reason="So sagt man hier.", **wanted)
    approve_topic(proposal=proposal, by=s.other_curator)
    approve_topic(proposal=proposal, by=make.CuratorFactory())


def a_topic_gets_another_address(s):
    save(s.topic, slug="schmoekern")


def a_topic_is_deleted(s):
    s.topic_lesson.delete()
    s.topic.delete()


def topics_are_given_from_the_other_side(s):
    s.topic.projects.add(s.city, s.twin)


def topics_are_taken_from_the_other_side(s):
    s.topic.projects.remove(s.project)


def topics_are_cleared_from_the_other_side(s):
    s.topic.projects.clear()


def topics_are_cleared(s):
    s.project.topics.clear()


def a_sector_is_renamed(s):
    save(s.sector, name="Ehrenamt")


def sectors_are_set_from_the_other_side(s):
    Sector.objects.create(name="Gewerbe").projects.set([s.project, s.city])


def a_sector_is_cleared_from_the_other_side(s):
    s.sector.projects.clear()


def an_organisation_is_renamed(s):
    save(s.carrier, name="Südlicht")


def an_organisation_is_deleted(s):
    Organisation.objects.filter(pk=s.carrier.pk).delete()


def an_organisation_takes_over_another_project(s):
    s.carrier.projects.add(s.city)


def an_offer_is_made(s):
    SupportOffer.objects.create(project=s.project, kind="unterlagen")


def an_offer_is_another(s):
    save(s.project.support_offers.get(), kind="auskunft")


def an_offer_is_taken_back(s):
    s.project.support_offers.all().delete()


# Places


def a_district_is_renamed(s):
    save(s.here, name="Altenburg")


def a_district_gets_another_address(s):
    save(s.there, slug="weit-weg")


def a_new_district_stands_in_every_city_wide_entry(s):
    District.objects.create(name="Ganz neu", ring="outer", tile_column=90, tile_row=90)


def a_district_is_deleted(s):
    s.elsewhere.delete()


def it_moves_to_another_district(s):
    s.project.quarters.clear()
    save(Project.objects.get(pk=s.project.pk), home_district=s.elsewhere)


def it_reaches_another_district(s):
    Reach.objects.create(project=s.project, district=s.elsewhere)


def a_reach_leads_elsewhere(s):
    save(s.project.reaches.get(), district=s.elsewhere)


def it_reaches_a_district_no_more(s):
    s.project.reaches.all().delete()


def a_quarter_is_renamed(s):
    save(s.quarter, name="Altbau")


def a_quarter_gets_other_names(s):
    save(s.quarter, aliases=["Klinkerviertel"])


def a_quarter_is_deleted(s):
    Quarter.objects.filter(pk=s.quarter.pk).delete()


def a_quarter_is_set_from_the_other_side(s):
    make.QuarterFactory(district=s.here, name="Anger").projects.add(s.project)


# Transfers: how often an idea was passed on


def a_transfer_is_recorded(s):
    record_transfer(source=s.project, target=s.twin)


def a_transfer_leads_elsewhere(s):
    amend_transfer(transfer=s.transfer, source=s.twin)


def a_transfer_is_retracted(s):
    retract_transfer(transfer=s.transfer)


def a_group_that_was_interested_has_begun(s):
    interest = make.TransferFactory(source=s.project, interest=True)
    take_over(transfer=interest, project=s.twin, groups=interest.groups.all())


def transfers_are_joined(s):
    join_transfers(kept=s.transfer, joined=s.double)


def a_transfer_is_deleted(s):
    Transfer.objects.filter(pk=s.transfer.pk).delete()


# Lessons


def a_lesson_is_published(s):
    publish_lesson(lesson=s.told, by=s.curator)


def a_lesson_is_reworded(s):
    reword_lesson(lesson=s.lesson, by=s.curator, seen=mark_of(s.lesson), text="Ein Schild hilft.")


def a_lesson_is_taken_back(s):
    take_back_lesson(lesson=s.lesson, by=s.keeper)


def a_lesson_is_hidden(s):
    hide_lesson(lesson=s.travel_lesson, by=s.curator)


def lessons_are_deleted_in_the_admin(s):
    Lesson.objects.filter(pk__in=[s.lesson.pk, s.topic_lesson.pk]).delete()


def what_a_lesson_is_about_is_renamed(s):
    save(Project.objects.get(pk=s.giver.pk), title="Ursprung")


CHANGES = [
    value
    for value in list(globals().values())
    if getattr(value, "__module__", "") == __name__ and value not in (scene, content, save)
]
