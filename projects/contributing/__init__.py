"""What somebody contributes: the form, its draft on the server, the preview, handing it in."""
