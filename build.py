"""The door: `python build.py --help` lists the commands."""

from site_src.cli.app import main

if __name__ == "__main__":
    main()
