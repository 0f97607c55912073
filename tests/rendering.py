"""Each type of page as the program answers it, on a throw-away site with the seed and what tests add to it.

`python -m tests.rendering` prints the status of each as JSON; `TEST_DATABASE_URL` says on which database.
"""

import json
import logging
import os

import tests.environment  # noqa: F401  first: it is the environment that Django reads
from tests.page_types import MACHINES, PAGE_TYPES, PageType

# What asks the database in other words than the page without a choice.
CHOSEN = "thema={topic}&phase=interesse&sicher=quelle&jahr=2020&von={district}"
ASKED = (f"/transfers/?{CHOSEN}", f"/transfers/?ansicht=tabelle&{CHOSEN}", f"/transfers.csv?{CHOSEN}")
ALL = PAGE_TYPES | {address: PageType(address) for address in (*MACHINES, *ASKED)}


def prepare_site():
    """Seed the site of this process; returns the names of what `tests.enrichment` added."""
    import django

    os.environ["EMAIL_URL"] = "dummy:"  # what the enrichment sends would fill the console
    django.setup()
    logging.disable(logging.WARNING)  # pages that are not there or not allowed are asked for, too
    from django.core.management import call_command

    from tests.enrichment import enrich

    call_command("prepare", verbosity=0)
    return enrich()


def answers(page_types, added, prefix=""):
    """The name of each with the answer to who reads it."""
    from django.test import Client

    for name, page_type in page_types.items():
        browser = Client(headers={"host": "127.0.0.1"}, raise_request_exception=False)
        if cookie := added["cookies"].get(page_type.reader):
            browser.cookies["sessionid"] = cookie
        yield name, browser.get(prefix + page_type.address.format(**added))


if __name__ == "__main__":
    print(json.dumps({name: answer.status_code for name, answer in answers(ALL, prepare_site())}))
