"""Who may do what with transfers and lessons."""

import rules

from people.permissions import is_curator, let_curators_edit
from projects.permissions import is_involved

let_curators_edit("knowledge", "transfer", delete=False)  # retracted ones stay in the history
let_curators_edit("knowledge", "adaptation", "confirmation", "originnote", "lesson")

rules.add_perm("knowledge.settle_origin", is_curator & ~is_involved)
