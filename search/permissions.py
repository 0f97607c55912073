"""Who may do what with the search."""

from people.permissions import let_curators_edit

let_curators_edit("search", "synonymgroup")
let_curators_edit("search", "missedsearch", delete=False)
