"""Who may edit the site's own words."""

from people.permissions import let_curators_edit

let_curators_edit("pages", "provider", "page", "story", "highlight")
