"""GitHub's side of the clock: one rolling issue, one comment on a pull request. Nothing here judges the register."""
