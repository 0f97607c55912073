"""Verbs on what travels, one subject a file. Each that touches the graph holds its lock."""

from knowledge.actions.confirming import confirm_transfer
from knowledge.actions.transfers import amend_transfer, check_rules, record_transfer, retract_transfer

__all__ = ["amend_transfer", "check_rules", "confirm_transfer", "record_transfer", "retract_transfer"]
