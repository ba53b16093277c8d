"""MkDocs events -> styles and scripts at addresses that name their bytes, and the worker that keeps pages.

It runs after the register's own hook, and reads SHAREDCARE_DAY, as that does.
"""

from __future__ import annotations

import os
import re
from datetime import date

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from sharedcare.exports.offline import needed, shell_folder, worker

_FOLDER = "assets"
_OWN = re.compile(rf"{_FOLDER}/((?:css|js|vendor)/.+\.(?:css|js))")
_LINKED = re.compile(rf'( (?:href|src)="(?:[^"]*/)?){_FOLDER}/((?:css|js|vendor)/[^"]+\.(?:css|js)")')
_THEMES = re.compile(rf"{_FOLDER}/(stylesheets|javascripts)/[\w-]+\.[0-9a-f]{{8}}\.min\.(css|js)")
_WORKER = "sw.js"
_STYLES = f"{_FOLDER}/css/register.css"
_shell: list[str] = [_FOLDER]
"""The folder of this build."""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Name the shell's folder after its bytes, and write the worker that knows it."""
    _join_styles(files, config)
    own = {file.src_uri: file for file in files if _OWN.fullmatch(file.src_uri)}
    contents = {path: file.content_bytes for path, file in own.items()}
    _shell[0] = shell_folder(contents)
    for file in own.values():
        file.dest_uri = file.url = _OWN.sub(rf"{_shell[0]}/\1", file.src_uri)
    always = needed(contents, [*config.extra_css, *(str(script) for script in config.extra_javascript)])
    themes = [file.dest_uri for file in files if _THEMES.fullmatch(file.src_uri)]
    _write_worker(files, config, [*(own[path].dest_uri for path in always), *themes])
    return files


def _join_styles(files: Files, config: MkDocsConfig) -> None:
    """Send one file of styles: a page waits for each before it shows anything."""
    parts = []
    for name in config.extra_css:
        part = files.get_file_from_path(name)
        if part is None:
            raise PluginError(f"mkdocs.yml names the styles {name}, and docs/ has none.")
        files.remove(part)
        parts.append(part)
    files.append(File.generated(config, _STYLES, content="\n".join(part.content_string for part in parts)))
    config.extra_css[:] = [_STYLES]


def on_post_page(output: str, **_: object) -> str:
    """Lead a page to the shell's folder."""
    return _LINKED.sub(rf"\1{_shell[0]}/\2", output)


def on_post_template(output_content: str, template_name: str, **_: object) -> str:
    """The same for the page that is shown where there is none."""
    return on_post_page(output_content) if template_name.endswith(".html") else output_content


def _write_worker(files: Files, config: MkDocsConfig, assets: list[str]) -> None:
    source = files.get_file_from_path(_WORKER)
    assert source is not None, f"docs/{_WORKER} is missing"
    text = worker(source.content_string, date.fromisoformat(os.environ["SHAREDCARE_DAY"]), _shell[0], assets)
    files.remove(source)
    files.append(File.generated(config, _WORKER, content=text))
