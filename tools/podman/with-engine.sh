#!/usr/bin/env bash
# Runs a command beside a container engine of its own, with DOCKER_HOST naming it, and leaves nothing of it. The images that come
# first, each a tar as `docker save` writes it, are there under the names that they are given. Needs podman, runc, and root.
# Usage: with-engine.sh [TAR=REFERENCE …] -- COMMAND…
set -u -o pipefail
place=$(mktemp -d /tmp/renku-sessions-engine-XXXXXX)
mkdir "$place/networks"
cat >"$place/containers.conf" <<EOF
[containers]
default_ulimits=["nofile=1024:1024","nproc=1000:1000"]
log_driver="k8s-file"
[engine]
runtime="runc"
cgroup_manager="cgroupfs"
events_logger="file"
[network]
network_config_dir="$place/networks"
EOF
# a registry that the command may start, asked without TLS as Docker asks those of its machine
export STORY_REGISTRY=127.0.0.1:5900
printf '[[registry]]\nlocation="%s"\ninsecure=true\n' "$STORY_REGISTRY" >"$place/registries.conf"
export CONTAINERS_CONF="$place/containers.conf" CONTAINERS_REGISTRIES_CONF="$place/registries.conf"
podman=(podman --root "$place/root" --runroot "$place/run" --tmpdir "$place/tmp")

finish() {
  "${podman[@]}" rm --all --force --time 0 >/dev/null
  "${podman[@]}" network prune --force >/dev/null
  [ -z "${service:-}" ] || { kill "$service" && wait "$service"; } 2>/dev/null
  umount "$place/root/overlay" 2>/dev/null
  rm -rf "$place"
}
trap finish EXIT

while [ "$1" != -- ]; do
  loaded=$("${podman[@]}" load --quiet --input "${1%%=*}") && "${podman[@]}" tag "${loaded##* }" "${1#*=}" || exit 1
  shift
done
shift
# there: its monitor of containers leaves a file where it was started for each that used up its memory
(cd "$place" && exec "${podman[@]}" system service --time=0 "unix://$place/podman.sock") &
service=$!
for _ in $(seq 100); do
  [ -S "$place/podman.sock" ] && break
  sleep 0.1
done
DOCKER_HOST="unix://$place/podman.sock" "$@"
