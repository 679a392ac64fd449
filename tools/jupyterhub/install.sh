#!/usr/bin/env bash
# JupyterHub with KubeSpawner and its proxy from the registries, once for each version of their list, to be measured beside
# this program; prints where it is: tools/jupyterhub/install.sh CACHE_DIRECTORY
set -eu -o pipefail
cd "$(dirname "$0")"
proxy=5.3.0
key=$( (cat requirements.txt && echo $proxy) | sha256sum | cut -c1-16)
directory=$1/jupyterhub-$key
if [ ! -e "$directory/ready" ]; then
  rm -rf "$directory"
  python3 -m venv "$directory" >&2
  "$directory/bin/pip" install -q --no-deps -r requirements.txt >&2
  npm install --silent --no-audit --no-fund --prefix "$directory" "configurable-http-proxy@$proxy" >&2
  touch "$directory/ready"
fi
echo "$directory"
