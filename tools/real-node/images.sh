#!/usr/bin/env bash
# images.sh CACHE PLACE: the images that pods on a real node run, each a tar. Those of sessions are in CACHE, named after what they are
# made of, and made once; what clones for them has the program as it is built now, and is made in PLACE. Prints `programs=TAR`,
# `jupyterlab=TAR` and `clone=TAR`. Needs root, debootstrap, go, npm, python3 with venv; no registry of images.
set -eu -o pipefail
cache=${1:?usage: images.sh CACHE PLACE}
place=${2:?usage: images.sh CACHE PLACE}
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

key_of() { cat "$@" | sha256sum | cut -c1-16; }

# image ROOT REFERENCE TAR ENTRYPOINT: one layer, as `docker save` writes it
image() {
  local root=$1 reference=$2 tar=$3 entrypoint=$4 into=$work/image
  mkdir -p "$into"
  tar -C "$root" --numeric-owner -cf "$into/layer.tar" .
  cat >"$into/config.json" <<JSON
{"architecture":"$(go env GOARCH)","os":"linux","config":{"Env":["PATH=/opt/jupyter/bin:/usr/local/bin:/usr/bin:/bin","HOME=/tmp"],"Entrypoint":["$entrypoint"]},
 "rootfs":{"type":"layers","diff_ids":["sha256:$(sha256sum "$into/layer.tar" | cut -d' ' -f1)"]}}
JSON
  printf '[{"Config":"config.json","RepoTags":["%s"],"Layers":["layer.tar"]}]' "$reference" >"$into/manifest.json"
  tar -C "$into" -cf "$tar.new" manifest.json config.json layer.tar
  rm -rf "$into"
  mv "$tar.new" "$tar"
}

# Static programs of our own: the container that holds a pod's network, and a session's server for tests that start many.
programs() {
  local root=$work/programs program
  mkdir -p "$root/bin" "$root/tmp" "$root/work"
  chmod 1777 "$root/tmp"
  CGO_ENABLED=0 go build -C programs -trimpath -buildvcs=false -ldflags '-s -w' -o "$root/bin/programs" .
  for program in pause jupyter crash allocate fill; do ln -s programs "$root/bin/$program"; done
  image "$root" registry.local/programs:1 "$1" pause
}

# Debian's Python with JupyterLab as tools/jupyter pins it. Its packages are fetched outside: nothing of this machine's settings gets in.
jupyterlab() {
  local root=$work/jupyterlab release mirror version
  release=$(. /etc/os-release && echo "$VERSION_CODENAME")
  mirror=$(awk '/^URIs:/ {print $2; exit} /^deb / {print $2; exit}' /etc/apt/sources.list.d/*.sources /etc/apt/sources.list 2>/dev/null)
  debootstrap --variant=minbase --include=python3,python3-venv "$release" "$root" "$mirror" >"$work/log" 2>&1 ||
    { tail -n 20 "$work/log" >&2; return 1; }
  version=$(chroot "$root" python3 -c 'import sys; print("%d.%d" % sys.version_info[:2])')
  python3 -m venv "$work/fetch"
  "$work/fetch/bin/pip" download -q --disable-pip-version-check --only-binary=:all: --python-version "$version" \
    -d "$root/wheels" -r ../jupyter/requirements.txt
  cp ../jupyter/requirements.txt "$root/wheels/"
  chroot "$root" python3 -m venv /opt/jupyter
  chroot "$root" /opt/jupyter/bin/pip --isolated install -q --disable-pip-version-check --no-cache-dir --no-index --find-links /wheels \
    -r /wheels/requirements.txt
  rm -rf "$root"/{wheels,var/cache/apt,var/lib/apt/lists,usr/share/doc,usr/share/man,usr/share/locale} "$root"/etc/{apt,resolv.conf,hostname}
  mkdir -p "$root/work"
  image "$root" registry.local/jupyterlab:1 "$1" /usr/bin/env
}

# Git, Node and the program of SESSION_CLONE_IMAGE, where the Dockerfile has them: it needs no package of anybody else. It believes a code
# host at the node's address, whose certificate and key are left in PLACE.
clone() {
  local root=$work/clone base
  base=$(../image/base.sh "$cache")
  mkdir -p "$root/app/dist"
  tar -C "$root" --exclude='./usr/local/lib/node_modules' -xf "$base"
  cp -r ../../package.json ../../bin "$root/app/"
  cp -r ../../dist/programs "$root/app/dist/"
  ln -s /app/bin/renku-sessions-clone.js "$root/usr/local/bin/renku-sessions-clone"
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=git.test -addext subjectAltName=IP:10.99.0.1 \
    -keyout "$place/git-key.pem" -out "$place/git-certificate.pem" 2>/dev/null
  mkdir -p "$root/etc/ssl/certs"
  cat "$place/git-certificate.pem" >>"$root/etc/ssl/certs/ca-certificates.crt"
  image "$root" registry.local/clone:1 "$1" /usr/bin/env
}

mkdir -p "$cache"
for name in programs jupyterlab; do
  if [ "$name" = programs ]; then key=$(key_of images.sh programs/*); else key=$(key_of images.sh ../jupyter/requirements.txt /etc/os-release); fi
  tar=$cache/real-node-$name-$key.tar
  [ -e "$tar" ] || "$name" "$tar" >&2
  echo "$name=$tar"
done
clone "$place/clone.tar" >&2
echo "clone=$place/clone.tar"
