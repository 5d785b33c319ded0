"""The page on 127.0.0.1, served by FastAPI and readable without JavaScript."""

from trucewatch.show.web.app import make_app
from trucewatch.show.web.server import serve

__all__ = ["make_app", "serve"]
