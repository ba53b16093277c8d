"""The door: checks the register, then publishes it to site/."""

import sys

try:
    from sharedcare.cli import main
except ModuleNotFoundError as error:
    sys.exit(f"{error}. Run `make site` instead: it installs what the build needs, then builds.")

if __name__ == "__main__":
    main(["build", *sys.argv[1:]])
