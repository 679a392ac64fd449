#!/usr/bin/env bash
# roc-validator in a virtual environment of Python. usage: install.sh DIRECTORY
set -eu
here=$(cd "$(dirname "$0")" && pwd)
venv=${1:?usage: install.sh DIRECTORY}
[ -e "$venv/complete" ] && exit 0
rm -rf "$venv"
python3 -m venv "$venv"
"$venv/bin/pip" install -q --disable-pip-version-check -r "$here/requirements.txt"
# for the one file that it has, the context of RO-Crate 1.1: what it needs to run is not wanted
"$venv/bin/pip" install -q --disable-pip-version-check --no-deps rocrate==0.10.0
touch "$venv/complete"
