#!/usr/bin/env bash
# Runs a command in namespaces of its own (processes, mounts, network): the bridges, addresses and firewall rules that a container
# engine makes there, and whatever it runs, end with the command, also where that is killed. As root; else, or where namespaces cannot
# be made, the command runs as it is.
# Usage: alone.sh COMMAND…
set -u -o pipefail
{ [ "$(id -u)" = 0 ] && unshare --mount --net --pid --fork true 2>/dev/null; } || exec "$@"
# shellcheck disable=SC2016
exec unshare --mount --net --pid --fork --kill-child --mount-proc bash -c '
  ip link set lo up
  # where the plugins of networks note addresses
  mkdir -p /var/lib/cni && mount -t tmpfs tmpfs /var/lib/cni
  # where podman keeps its locks, 2,048 of them: those of a run that was killed are not given back
  mount -t tmpfs tmpfs /dev/shm
  "$@"' alone "$@"
