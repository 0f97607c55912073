""" "Zu diesem Eintrag" grown up: that is ours, please remove it, this is illegal."""
