"""Who may do what with needs."""

from typing import Any

import rules

from people.permissions import allow, is_curator, let_curators_edit

let_curators_edit("needs", "need", delete=True)
rules.add_perm("needs.view_reply", is_curator)


@rules.predicate
def has_posted(user: Any, need: Any) -> bool:
    return bool(need and user.pk and need.by_id == user.pk)


allow("needs.settle_need", is_curator | has_posted)
