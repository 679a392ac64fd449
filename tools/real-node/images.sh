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

# Static programs of our own: the container that holds a pod's network, and a session's server for tests that start many.
programs() {
  local root=$work/programs program
  mkdir -p "$root/bin" "$root/tmp" "$root/work"
  chmod 1777 "$root/tmp"
  CGO_ENABLED=0 go build -C programs -trimpath -buildvcs=false -ldflags '-s -w' -o "$root/bin/programs" .
  for program in pause jupyter crash allocate fill; do ln -s programs "$root/bin/$program"; done
  ../image/pack.sh "$root" registry.local/programs:1 "$1" pause
}

# Git, Node and the program of SESSION_CLONE_IMAGE, where the Dockerfile has them: it needs no package of anybody else.
clone() {
  local root=$work/clone base
  base=$(../image/base.sh "$cache")
  mkdir -p "$root/app/dist"
  tar -C "$root" --exclude='./usr/local/lib/node_modules' -xf "$base"
  cp -r ../../package.json ../../bin "$root/app/"
  cp -r ../../dist/programs "$root/app/dist/"
  ln -s /app/bin/renku-sessions-clone.js "$root/usr/local/bin/renku-sessions-clone"
  ../image/pack.sh "$root" registry.local/clone:1 "$1" /usr/bin/env
}

mkdir -p "$cache"
jupyterlab=$(../jupyter/image.sh "$cache")
tar=$cache/real-node-programs-$(cat images.sh ../image/pack.sh programs/* | sha256sum | cut -c1-16).tar
[ -e "$tar" ] || programs "$tar" >&2
echo "programs=$tar"
echo "jupyterlab=$jupyterlab"
clone "$place/clone.tar" >&2
echo "clone=$place/clone.tar"
