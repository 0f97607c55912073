"""Who may do what with hand-outs."""

import rules

from people.permissions import is_curator

for _model in ("handout", "chapter", "chapteritem", "handoutversion", "use"):
    rules.add_perm(f"handouts.view_{_model}", is_curator)
rules.add_perm("handouts.write_handout", is_curator)
rules.set_perm("handouts", is_curator)
