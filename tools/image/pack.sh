#!/usr/bin/env bash
# pack.sh ROOT REFERENCE TAR ENTRYPOINT: of a root file system an image with one layer, as `docker save` writes it.
set -eu -o pipefail
root=$1
reference=$2
tar=$3
entrypoint=$4
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tar -C "$root" --numeric-owner -cf "$work/layer.tar" .
cat >"$work/config.json" <<JSON
{"architecture":"$(dpkg --print-architecture)","os":"linux","config":{"Env":["PATH=/opt/jupyter/bin:/usr/local/bin:/usr/bin:/bin","HOME=/tmp"],"Entrypoint":["$entrypoint"]},
 "rootfs":{"type":"layers","diff_ids":["sha256:$(sha256sum "$work/layer.tar" | cut -d' ' -f1)"]}}
JSON
printf '[{"Config":"config.json","RepoTags":["%s"],"Layers":["layer.tar"]}]' "$reference" >"$work/manifest.json"
tar -C "$work" -cf "$tar.new" manifest.json config.json layer.tar
mv "$tar.new" "$tar"
