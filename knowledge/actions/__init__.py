"""Verbs on what travels, one subject a file. Each that touches the graph holds its lock."""

from knowledge.actions.confirming import confirm_transfer
from knowledge.actions.echoes import echo_lesson
from knowledge.actions.lessons import reword_lesson, take_back_lesson, tell_lesson
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
    "amend_transfer",
    "answer_echo",
    "ask_back_lesson",
    "check_rules",
    "confirm_transfer",
    "decline_lesson",
    "echo_lesson",
    "hide_echo",
    "hide_lesson",
    "publish_lesson",
    "record_transfer",
    "retract_transfer",
    "reword_lesson",
    "take_back_lesson",
    "tell_lesson",
]
