#!/usr/bin/env bash
# build.sh CACHE STORAGE [TAR]: builds the Dockerfile into a storage of its own (STORAGE/root) as renku-sessions:built, over the base that
# base.sh makes; and writes it to TAR as registry.local/renku-sessions:1. The containers' tools have to be there: buildah.
set -eu
cd "$(dirname "$0")/../.."
cache=$1 storage=$2 tar=${3:-}
base=$(tools/image/base.sh "$cache")
in_storage() { buildah --root "$storage/root" --runroot "$storage/run" "$@"; }

container=$(in_storage from scratch)
in_storage add -q "$container" "$base" / >/dev/null
in_storage config --env PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$container"
in_storage commit -q --rm "$container" base >/dev/null
npmrc=$(npm config get userconfig)
secret=()
[ -e "$npmrc" ] && secret=(--secret "id=npmrc,src=$npmrc")
[ -e "${NODE_EXTRA_CA_CERTS:-}" ] && secret+=(--secret "id=ca,src=$NODE_EXTRA_CA_CERTS")
in_storage bud --quiet --format docker --isolation chroot --network host --build-arg BASE_IMAGE=localhost/base "${secret[@]}" -t renku-sessions:built . >/dev/null
[ -z "$tar" ] || in_storage push --quiet renku-sessions:built "docker-archive:$tar:registry.local/renku-sessions:1" >/dev/null
in_storage inspect --type image --format '{{.FromImageDigest}}' renku-sessions:built
