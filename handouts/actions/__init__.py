"""Verbs on hand-outs: write one, decide about it together, freeze it."""

from handouts.actions.deciding import approve_handout, propose_handout, take_back_proposal
from handouts.actions.freezing import freeze
from handouts.actions.writing import (
    add_chapter,
    add_text,
    begin,
    collect,
    describe,
    move_chapter,
    move_item,
    remove_chapter,
    remove_item,
    rename_chapter,
    rewrite,
)

__all__ = [
    "add_chapter",
    "add_text",
    "approve_handout",
    "begin",
    "collect",
    "describe",
    "freeze",
    "move_chapter",
    "move_item",
    "propose_handout",
    "remove_chapter",
    "remove_item",
    "rename_chapter",
    "rewrite",
    "take_back_proposal",
]
