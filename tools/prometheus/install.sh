#!/usr/bin/env bash
# Usage: install.sh <directory>. Unpacks promtool of Debian's Prometheus there, without installing or starting a server.
set -euo pipefail

directory=$1
[ -x "$directory/promtool" ] && exit 0
command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || { echo 'no apt-get on this machine' >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
cd "$work"
apt-get update -qq
apt-get download -qq prometheus
dpkg-deb -x prometheus_*.deb unpacked
mkdir -p "$directory"
mv unpacked/usr/bin/promtool "$directory/promtool"
