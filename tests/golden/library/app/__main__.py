"""Serve the system: `python -m app`."""

import uvicorn

from app.logs import configure_logs
from app.main import create_app
from app.settings import Settings


def main() -> None:
    """Read the settings from the environment and serve until stopped."""
    settings = Settings.from_environment()
    configure_logs(settings.log_level)
    app = create_app(settings)
    uvicorn.run(app, host=settings.host, port=settings.port, log_config=None, access_log=False)


if __name__ == "__main__":
    main()
