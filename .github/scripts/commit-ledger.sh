#!/usr/bin/env bash
# Commits what `sharedcare history` wrote under protocols/, if anything, and pushes it to main.
# That commit is also the activity without which GitHub switches schedules off.
set -euo pipefail
git add --all protocols
if git diff --cached --quiet; then
  echo "Nothing to write down."
  exit 0
fi
git -c user.name=register -c user.email=register@users.noreply.github.com commit --quiet --message "Write down what changed"
gh auth setup-git
git push --quiet origin HEAD:main
echo "Wrote it down on main."
