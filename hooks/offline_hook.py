"""MkDocs events -> styles and scripts at addresses that name their bytes, and the worker that keeps pages.

It runs after the register's own hook, and reads SHAREDCARE_DAY, as that does.
"""

from __future__ import annotations

import os
import re
from datetime import date

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from sharedcare.exports.offline import shell_folder, worker

_OWN = re.compile(r"assets/((?:css|js|vendor)/.+\.(?:css|js))")
_THEMES = re.compile(r"assets/(stylesheets|javascripts)/[\w-]+\.[0-9a-f]{8}\.min\.(css|js)")
_ON_DEMAND = "/vendor/"
"""What is loaded on the first use of a search box: kept from then on, not before."""
_WORKER = "sw.js"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Name the shell's folder after its bytes, and write the worker that knows it."""
    own = {file.src_uri: file for file in files if _OWN.fullmatch(file.src_uri)}
    folder = shell_folder({path: file.content_bytes for path, file in own.items()})
    for file in own.values():
        file.dest_uri = file.url = _moved(file.src_uri, folder)
    config.extra_css = [_moved(path, folder) for path in config.extra_css]
    for script in config.extra_javascript:
        script.path = _moved(script.path, folder)  # type: ignore[union-attr]
    kept = [file.dest_uri for file in own.values() if _ON_DEMAND not in file.dest_uri]
    kept += [file.dest_uri for file in files if _THEMES.fullmatch(file.src_uri)]
    _write_worker(files, config, folder, kept)
    return files


def _moved(path: str, folder: str) -> str:
    return _OWN.sub(rf"{folder}/\1", path)


def _write_worker(files: Files, config: MkDocsConfig, folder: str, assets: list[str]) -> None:
    source = files.get_file_from_path(_WORKER)
    assert source is not None, f"docs/{_WORKER} is missing"
    text = worker(source.content_string, date.fromisoformat(os.environ["SHAREDCARE_DAY"]), folder, assets)
    files.remove(source)
    files.append(File.generated(config, _WORKER, content=text))
