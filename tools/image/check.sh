#!/usr/bin/env bash
# check.sh CACHE [TAR]: builds the image, writes it to TAR and has it run the whole product, each part a container as the chart would have it (a number that is
# not root, a read-only root, no capabilities), and tells the story to it. Ends with `N passed, N failed`. As root, with buildah, podman, runc.
set -u -o pipefail
cd "$(dirname "$0")/../.."
place=$(mktemp -d /tmp/renku-sessions-image-XXXXXX)
passed=0 failed=0
cat >"$place/containers.conf" <<EOF
[containers]
default_ulimits=["nofile=1024:1024","nproc=1000:1000"]
netns="host"
log_driver="k8s-file"
[engine]
runtime="runc"
cgroup_manager="cgroupfs"
events_logger="file"
EOF
export CONTAINERS_CONF=$place/containers.conf
podman=(podman --root "$place/storage/root" --runroot "$place/storage/run" --tmpdir "$place/tmp")

finish() {
  local tries
  "${podman[@]}" rm --all --force --time 5 >/dev/null 2>&1
  # a container's monitor has it cleaned up by a Podman of its own, which would make the place anew
  for tries in $(seq 100); do
    pgrep --full "podman.*$place" >/dev/null || break
    sleep 0.1
  done
  umount "$place/storage/root/overlay" 2>/dev/null
  rm -rf "$place"
}
trap finish EXIT

check() {
  local name=$1 said
  shift
  if said=$("$@" 2>&1); then passed=$((passed + 1)); else
    failed=$((failed + 1))
    printf 'FAILED: %s\n%s\n' "$name" "$(tail -n 40 <<<"$said")"
  fi
}

hardened=(--read-only --tmpfs /tmp --cap-drop all --security-opt no-new-privileges --no-healthcheck)
in_image() { "${podman[@]}" run --rm "${hardened[@]}" "$@" renku-sessions:built "${arguments[@]}"; }

is_not_root() { arguments=(-e 'process.exit(process.getuid() === 1000 ? 0 : 1)') && in_image; }
says_its_commands() { arguments=(--help) && in_image --entrypoint renku-sessions | grep -q 'projections build'; }
can_clone() { arguments=(--version) && in_image --entrypoint git && arguments=(-c 'command -v renku-sessions-clone') && in_image --entrypoint sh; }

# four ports from a random place: nothing else of CI runs meanwhile
port=$((20000 + RANDOM % 5000))
settings=(-e NODE_ENV=development -e HOST=127.0.0.1 -e DATA_DIR=/data -e SESSION_RUNTIME=local -e "PORT=$port" -e "SESSIONS_PORT=$((port + 1))")
start() {
  # local sessions are processes, which all parts have to see
  "${podman[@]}" run --detach --name "$1" --pid host "${hardened[@]}" --volume "$place/data:/data" "${settings[@]}" \
    -e "OPERATIONS_PORT=$3" -e "EVENTSTORE_PORT=$((port + 5))" -e "MONGODB_PORT=$((port + 6))" renku-sessions:built "$2" >/dev/null
}
is_ready() {
  local tries
  for tries in $(seq 300); do
    curl -fs "http://127.0.0.1:$1/readyz" >/dev/null && return 0
    sleep 0.2
  done
  "${podman[@]}" ps --all
  for name in stores worker gateway api; do "${podman[@]}" logs --tail 10 "$name"; done
  return 1
}
runs_the_product() {
  mkdir "$place/data" && chown 1000:1000 "$place/data" || return 1
  start stores dist/programs/stores.js $((port + 2)) &&
    start worker dist/programs/worker.js $((port + 3)) &&
    start gateway dist/programs/gateway.js $((port + 4)) &&
    start api dist/programs/api.js $((port + 7)) &&
    is_ready "$port" && is_ready $((port + 3)) && is_ready $((port + 4))
}
tells_the_story() { API_URL=http://127.0.0.1:$port DATA_DIR=$place/data npm run -s example; }

check 'the image builds' tools/image/build.sh "$1" "$place/storage" "${2:-}"
check 'its user is a number that is not root' is_not_root
check 'it has the command line' says_its_commands
check 'it can clone' can_clone
check 'it runs stores, worker, gateway and api' runs_the_product
check 'the story, told to them' tells_the_story
printf '%s passed, %s failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
