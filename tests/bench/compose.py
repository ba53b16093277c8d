"""The bare reading of a register: every file composed into YAML nodes, and nothing more. A process of its own."""

from __future__ import annotations

import sys
from pathlib import Path

import yaml

LOADER = yaml.CSafeLoader
"""The loader in C: the fastest that PyYAML has."""


def compose(register: Path) -> int:
    """Compose every file of the register; how many there are."""
    files = sorted(register.rglob("*.yml"))
    for file in files:
        yaml.compose(file.read_bytes(), Loader=LOADER)
    return len(files)


if __name__ == "__main__":
    sys.stdout.write(f"{compose(Path(sys.argv[1]))} files\n")
