#!/usr/bin/env bash
# Builds the control plane that tests run against, once for each version of its sources, and prints where it is:
# tools/kubeplane/build.sh CACHE_DIRECTORY
set -eu -o pipefail
cd "$(dirname "$0")"
key=$(cat go.mod go.sum main.go | sha256sum | cut -c1-16)
program=$1/kubeplane-$key
if [ ! -x "$program" ]; then
  version=$(go list -m -f '{{.Version}}' k8s.io/kubernetes)
  stamp=k8s.io/component-base/version
  mkdir -p "$1"
  CGO_ENABLED=0 GOFLAGS=-buildvcs=false nice -n 10 go build -p 2 -trimpath -gcflags=all=-dwarf=false -o "$program.new" -ldflags "-s -w \
    -X $stamp.gitVersion=$version -X $stamp.gitMajor=1 -X $stamp.gitMinor=$(echo "$version" | cut -d. -f2)" . >&2
  mv "$program.new" "$program"
fi
echo "$program"
