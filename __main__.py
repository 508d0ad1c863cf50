"""Run the command line as `python -m weft`."""

from .compiler.cli import main

if __name__ == "__main__":
    main()
