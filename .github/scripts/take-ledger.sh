#!/usr/bin/env bash
# Lays the ledger's last state over that of main, if the nightly workflow has written one down.
# It stands alone on a branch of its own, `ledger`: a workflow's own token may not push to a protected main.
set -euo pipefail
gh auth setup-git
found=0
git ls-remote --exit-code origin refs/heads/ledger > /dev/null || found=$?
if [ "$found" -eq 2 ]; then # git's number for "there is none"
  echo "There is no branch ledger yet."
  exit 0
fi
git fetch --quiet origin refs/heads/ledger:refs/ledger
if ! git cat-file -e refs/ledger:protocols/reference/history 2> /dev/null; then
  echo "The branch ledger holds no ledger."
  exit 0
fi
git checkout --quiet refs/ledger -- protocols/reference/history
echo "Took the ledger from its branch."
