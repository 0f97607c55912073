"""Floor 6: gatherings of the network, their agenda, sign-ups, minutes and calendar."""
