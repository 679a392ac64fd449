#!/usr/bin/env bash
# build.sh CACHE: prints a directory with an image of real packages (`oci`, an OCI layout) and what they themselves say is installed in
# it (`dpkg`, `pip`, `python`, `r`, `npm`: a name and a version a line). Made once, in three minutes. Needs root, buildah, debootstrap, npm,
# python3 with venv; no registry of images.
set -eu -o pipefail
cache=${1:?usage: build.sh CACHE}
cd "$(dirname "$0")"
base=$(../image/base.sh "$cache")
built=$cache/image-contents-$(cat build.sh Dockerfile <(basename "$base") | sha256sum | cut -c1-16)
[ -d "$built" ] && { echo "$built"; exit 0; }
work=$(mktemp -d)
in_storage() { buildah --root "$work/root" --runroot "$work/run" "$@"; }
# what fails here would be this script's own failure: where nothing is mounted, nothing has to be unmounted
finish() {
  in_storage rm -a >/dev/null 2>&1 || true
  umount "$work/root/overlay" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

mkdir -p "$work/context/wheels" "$work/built"
cp Dockerfile "$work/context/"
container=$(in_storage from scratch)
in_storage add -q "$container" "$base" / >/dev/null
in_storage config --env PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$container"
in_storage commit -q --rm "$container" base >/dev/null
build() {
  in_storage bud --quiet --layers --format oci --isolation chroot --network host "$@" "$work/context" >"$work/log" 2>&1 ||
    { tail -n 20 "$work/log" >&2; return 1; }
}
said() { in_storage run --isolation chroot "$container" -- "$@"; }

build --target system -t system
container=$(in_storage from system)
version=$(said python3 -c 'import sys; print("%d.%d" % sys.version_info[:2])')
# fetched outside: nothing of this machine's settings gets into the image
python3 -m venv "$work/fetch"
for wheel in numpy==1.26.4 numpy==2.1.3 pandas==2.2.3 requests==2.31.0 requests==2.32.3; do
  "$work/fetch/bin/pip" download -q --disable-pip-version-check --only-binary=:all: --python-version "$version" -d "$work/context/wheels" "$wheel"
done
build -t contents
in_storage push -q contents "oci:$work/built/oci:contents"

container=$(in_storage from contents)
# shellcheck disable=SC2016 -- dpkg-query's own
said dpkg-query -W -f '${db:Status-Abbrev}${Package} ${Version}\n' | awk '/^.i / {print $2, $3}' >"$work/built/dpkg"
said /opt/venv/bin/pip list --format freeze | sed 's/==/ /' >"$work/built/pip"
said python3 -c 'import importlib.metadata as m; [print(d.name, d.version) for d in m.distributions()]' >"$work/built/python"
said Rscript --vanilla -e 'p <- installed.packages(); cat(paste(p[, "Package"], p[, "Version"]), sep = "\n")' >"$work/built/r"
said npm ls -g --json | node -e 'for (const [name, { version }] of Object.entries(JSON.parse(require("fs").readFileSync(0)).dependencies)) console.log(name, version)' >"$work/built/npm"
mv "$work/built" "$built"
echo "$built"
