"""What an entry says, as plain data: the one shape of drafts, versions and proposals.

A `Content` is a dictionary that JSON can hold. Plain fields stand under their names; districts, quarters,
sectors and topics are keys of rows; tags and organisations are words; sources, further districts and
offers are small dictionaries. Private things (the contact, who submitted it) are no part of it.
"""

from typing import Any

Content = dict[str, Any]

PLAIN = (
    "title",
    "summary",
    "description",
    "language",
    "licence",
    "scope",
    "place",
    "website",
    "started_year",
    "started_month",
    "ended_year",
    "ended_month",
    "activity",
    "problem",
    "core",
    "flexible",
    "prerequisites",
    "results",
    "people_needed",
    "hours_needed",
    "start_cost",
    "running_cost",
)
KEYS = ("quarters", "sectors", "topics")
WORDS = ("tags", "organisations")
ROWS = ("reaches", "offers", "sources")
FIELDS = (*PLAIN, "home_district", *KEYS, *WORDS, *ROWS)
