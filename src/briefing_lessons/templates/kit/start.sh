#!/bin/sh
# Installs the lessons from this folder, once, and opens your own copy of them. Needs no network.
# UNSIGNED
set -e
kit=$(cd "$(dirname "$0")" && pwd)
home="$HOME/briefing_lessons"
mkdir -p "$home"
cd "$home"
if [ ! -x env/bin/briefing-lessons ]; then
  python3 -m venv env
  env/bin/python -m pip install --quiet --no-index --find-links "$kit/wheels" briefing-lessons
fi
exec env/bin/briefing-lessons "${@:-lab}"
