"""Verbs on what travels, one subject a file. Each that touches the graph holds its lock."""

from knowledge.actions.adapting import add_adaptation, add_source, change_adaptation, drop_adaptation
from knowledge.actions.confirming import confirm_transfer
from knowledge.actions.echoes import echo_lesson
from knowledge.actions.interests import (
    begin_interest,
    confirm_interest,
    express_interest,
    grant_interest,
    refuse_interest,
)
from knowledge.actions.lessons import reword_lesson, take_back_lesson, tell_lesson
from knowledge.actions.process import end_transfer, note_step, rest_transfer, resume_transfer, take_note_back
from knowledge.actions.reviewing import (
    answer_echo,
    ask_back_lesson,
    decline_lesson,
    hide_echo,
    hide_lesson,
    publish_lesson,
)
from knowledge.actions.transfers import amend_transfer, check_rules, record_transfer, retract_transfer

__all__ = [
    "add_adaptation",
    "add_source",
    "amend_transfer",
    "answer_echo",
    "ask_back_lesson",
    "begin_interest",
    "change_adaptation",
    "check_rules",
    "confirm_interest",
    "confirm_transfer",
    "decline_lesson",
    "drop_adaptation",
    "echo_lesson",
    "end_transfer",
    "express_interest",
    "grant_interest",
    "hide_echo",
    "hide_lesson",
    "note_step",
    "publish_lesson",
    "record_transfer",
    "refuse_interest",
    "rest_transfer",
    "resume_transfer",
    "retract_transfer",
    "reword_lesson",
    "take_back_lesson",
    "take_note_back",
    "tell_lesson",
]
