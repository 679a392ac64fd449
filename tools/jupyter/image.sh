#!/usr/bin/env bash
# image.sh CACHE: an image of Debian's Python with JupyterLab as requirements.txt pins it, `registry.local/jupyterlab:1`, for sessions on a
# real node and in containers. A tar in CACHE, named after what it is made of, and made once; prints its path. Needs root, debootstrap,
# python3 with venv; no registry of images.
set -eu -o pipefail
cache=${1:?usage: image.sh CACHE}
cd "$(dirname "$0")"
tar=$cache/image-jupyterlab-$(cat image.sh ../image/pack.sh requirements.txt /etc/os-release | sha256sum | cut -c1-16).tar
[ -e "$tar" ] && { echo "$tar"; exit 0; }
mkdir -p "$cache"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
release=$(. /etc/os-release && echo "$VERSION_CODENAME")
mirror=$(awk '/^URIs:/ {print $2; exit} /^deb / {print $2; exit}' /etc/apt/sources.list.d/*.sources /etc/apt/sources.list 2>/dev/null)
debootstrap --variant=minbase --include=python3,python3-venv "$release" "$root" "$mirror" >"$work/log" 2>&1 ||
  { tail -n 20 "$work/log" >&2; exit 1; }
version=$(chroot "$root" python3 -c 'import sys; print("%d.%d" % sys.version_info[:2])')
# packages are fetched outside: nothing of this machine's settings gets in
python3 -m venv "$work/fetch"
"$work/fetch/bin/pip" download -q --disable-pip-version-check --only-binary=:all: --python-version "$version" \
  -d "$root/wheels" -r requirements.txt
cp requirements.txt "$root/wheels/"
chroot "$root" python3 -m venv /opt/jupyter
chroot "$root" /opt/jupyter/bin/pip --isolated install -q --disable-pip-version-check --no-cache-dir --no-index --find-links /wheels \
  -r /wheels/requirements.txt >&2
rm -rf "$root"/{wheels,var/cache/apt,var/lib/apt/lists,usr/share/doc,usr/share/man,usr/share/locale} "$root"/etc/{apt,resolv.conf,hostname}
mkdir -p "$root/work"
../image/pack.sh "$root" registry.local/jupyterlab:1 "$tar" /usr/bin/env
echo "$tar"
