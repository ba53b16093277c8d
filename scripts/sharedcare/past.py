"""A protocol's page as it stood on a past day, for somebody who has to show which protocol was followed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sharedcare.history.commits import (
    FETCH_ALL,
    Commit,
    commits,
    first_after,
    is_shallow,
    last_change,
    left_from,
    named,
    standing_on,
)
from sharedcare.history.git import NoHistory
from sharedcare.history.tree import laid_out, place_in_repository
from sharedcare.pages.book import Book
from sharedcare.pages.stood import Stood, stood_page
from sharedcare.register.entries import Register
from sharedcare.register.folder import first_bytes
from sharedcare.register.ids import missing_ids, retired_ids
from sharedcare.register.likeness import did_you_mean
from sharedcare.register.load import load
from sharedcare.register.model.base import NONE, Unknown, is_id
from sharedcare.register.model.ids import Retired
from sharedcare.register.reading.text import MAX_BYTES
from sharedcare.register.values.dates import in_words
from sharedcare.safe import one_line


def page_on(folder: Path, protocol: str, day: date, *, today: date, site: str) -> str:
    """One HTML file that shows a protocol as it stood at the end of a day, judged on that day by today's program.

    `folder` is the register's, in a clone of its repository. Raises NoHistory where nothing can be shown.
    """
    if not is_id(protocol):
        raise NoHistory(f"`{one_line(protocol)}` is not an id: small letters, digits and single hyphens")
    if day > today:
        raise NoHistory(f"{in_words(day)} has not come yet, so nothing has stood on it")
    made = commits(folder)
    standing = standing_on(folder, made, day)
    with laid_out(folder, standing.commit.hash) as past:
        register = load(past)
        file = _file_of(register, protocol)
        if file is None:
            raise NoHistory(_why_not(folder, made, standing.commit, register, protocol, day))
        text = first_bytes(past / file, MAX_BYTES).decode("utf-8-sig", "replace")
    commit, odd = standing.commit, standing.out_of_order
    about = Stood(
        id=protocol,
        file=f"{place_in_repository(folder)}{file}",
        text=text,
        commit=commit.hash,
        committed=commit.at,
        later_beneath=(odd.hash, odd.day) if odd else None,
        written=today,
    )
    return stood_page(Book.of(register, day, site=site), about)


def register_at(folder: Path, place: str, *, since: bool) -> Register:
    """The register of another folder, or as a commit, branch or tag of the repository that holds `folder` has it.

    `since` says that what stands here is compared with it: of a revision that has gone on, it is then the commit at
    which what stands here left it. Raises NoHistory, in words, where nothing is called so, or two things are.
    """
    commit, failure = _named_or_not(folder, place)
    is_folder = bool(place) and Path(place).is_dir()
    if commit is not None and is_folder:
        name = one_line(place)
        raise NoHistory(f"`{name}` is a folder, and a revision too. For the folder, write `./{name}`")
    if is_folder:
        return load(Path(place))
    if commit is None:
        raise failure
    with laid_out(folder, left_from(folder, commit) if since else commit) as past:
        return load(past)


def register_before(folder: Path, place: str) -> Register:
    """The register that a change is checked against. Raises NoHistory, in words, where there is none."""
    register = register_at(folder, place, since=True)
    if not register.files:
        raise NoHistory(f"there was no file of a register in `{one_line(place)}`, so nothing can be compared with it")
    return register


def _named_or_not(folder: Path, place: str) -> tuple[str | None, NoHistory]:
    """The commit that is called so; else why there is none."""
    try:
        return named(folder, place), NoHistory()
    except NoHistory as failure:
        cut_off = f". {FETCH_ALL}" if _is_cut_off(folder) else ""
        return None, NoHistory(f"{failure}{cut_off}")


def _is_cut_off(folder: Path) -> bool:
    try:
        return is_shallow(folder)
    except NoHistory:  # without git, nothing is known of the clone
        return False


def _file_of(register: Register, protocol: str) -> str | None:
    """The file of an id, readable or not."""
    if protocol in register.protocols:
        return register.protocols[protocol].file
    return next((broken.file for broken in register.unreadable if broken.id == protocol), None)


def _why_not(
    folder: Path, made: tuple[Commit, ...], standing: Commit, register: Register, protocol: str, day: date
) -> str:
    """Why an id had no file on a day, and which day to ask for."""
    start = f"the register had no protocol `{protocol}` on {in_words(day)}"
    became = _what_became(load(folder), protocol)
    if (gone := last_change(folder, standing, made, protocol)) is not None:
        out = f"{start}: its file was taken out on {in_words(gone.day)}"
        return ". ".join(filter(None, (out, became, "Ask for an earlier day")))
    if (first := first_after(folder, standing, made, protocol)) is not None:
        return f"{start}: its file came on {in_words(first.day)}. Ask for that day or a later one"
    if became:
        return f"{start}, and the repository's history does not hold its file. {became}"
    hints = did_you_mean(protocol, sorted(register.protocols))
    return " ".join((f"{start}, nor on any other day.", *hints))


def _what_became(register: Register, protocol: str) -> str:
    """What today's list of ids says of an id that has no file: nothing where it does not name it."""
    if protocol in missing_ids(register):
        return "It was once published; nobody has said why it was taken out"
    if protocol not in retired_ids(register):
        return ""
    _, retired = retired_ids(register)[protocol]
    on = "on a day that is not known" if isinstance(retired.retired_on, Unknown) else retired.retired_on.when()
    why = "; why is not recorded." if isinstance(retired.why, Unknown) else f": “{one_line(retired.why)}”"
    return f"It was retired {on}{why} {_now(retired)}"


def _now(retired: Retired) -> str:
    if isinstance(retired.now, str):
        return f"Read `{retired.now}` now"
    return "Nothing in the register takes its place" if retired.now is NONE else "What to read now is not recorded"
