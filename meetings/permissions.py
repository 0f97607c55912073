"""Who may do what with meetings."""

import rules

from people.permissions import is_curator, let_curators_edit

let_curators_edit("meetings", "meeting", "agendaitem", "minute", delete=True)
rules.add_perm("meetings.view_signup", is_curator)
