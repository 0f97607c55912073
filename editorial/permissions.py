"""Who may look at what the review desk keeps. What may be done there, its verbs say."""

import rules

from people.permissions import is_curator

rules.add_perm("editorial.view_topicproposal", is_curator)
rules.add_perm("editorial.view_newsletter", is_curator)
rules.set_perm("editorial", is_curator)
