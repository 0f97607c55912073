"""How gunicorn runs: two processes of four threads fit a small VM."""

import os
from typing import Any

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
loglevel = "warning"


def when_ready(server: Any) -> None:
    """Print the address once the socket is open."""
    os.write(1, f"\n  Ready: http://{bind}/\n\n".encode())
