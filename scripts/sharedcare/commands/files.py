"""Writing a file of the register so that nobody ever meets half of it."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from sharedcare.commands.outcome import Refused


def write_whole(path: Path, content: bytes) -> None:
    """Put a file's new content in place by one rename; its permissions stay. Raises Refused where that fails."""
    try:
        mode = path.stat().st_mode if path.exists() else 0o644
        descriptor, made = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(content)
            Path(made).chmod(mode & 0o777)
            Path(made).replace(path)
        except OSError:
            with suppress(OSError):
                Path(made).unlink()
            raise
    except OSError as failure:
        raise Refused(f"{path} cannot be written: {failure.strerror}. Look at its permissions") from None
