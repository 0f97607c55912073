"""Who may do what with transfers and lessons."""

from people.permissions import let_curators_edit

let_curators_edit("knowledge", "transfer", delete=False)  # retracted ones stay in the history
let_curators_edit("knowledge", "adaptation", "confirmation", "originnote", "lesson")
