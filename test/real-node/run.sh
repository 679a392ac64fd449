#!/usr/bin/env bash
# run.sh CACHE [VITEST-OPTION…]: the specs that need a real node, with one: kubelet and containerd run beside the control plane of
# tools/kubeplane. Its last line is `N passed, N failed`; where it cannot be had, SKIPPED and why. Needs root, containerd, runc and CNI plugins.
#
# All of it is in namespaces of its own (processes, mounts, network). They end with their first process, and take with them whatever
# runs, is mounted or is connected there, also where something is killed.
set -u -o pipefail
cache=$(realpath -m "${1:?usage: run.sh CACHE [VITEST-OPTION…]}") || exit 1
cd "$(dirname "$0")/../.." || exit 1
shift

skip() { printf 'SKIPPED: a real node: %s\n0 passed, 0 failed\n' "$*"; exit 0; }
[ "$(uname -s)" = Linux ] || skip 'it needs Linux'
[ "$(id -u)" = 0 ] || skip 'it needs root'
for program in containerd ctr runc unshare debootstrap go ip openssl; do command -v "$program" >/dev/null || skip "there is no $program"; done
for REAL_NODE_CNI in /usr/lib/cni /opt/cni/bin none; do [ -x "$REAL_NODE_CNI/bridge" ] && break; done
[ "$REAL_NODE_CNI" = none ] && skip 'there are no CNI plugins in /usr/lib/cni or /opt/cni/bin'
unshare --mount --net --pid --fork true 2>/dev/null || skip 'namespaces cannot be made here'

tools/kubeplane/build.sh "$cache" >/dev/null || exit 1
node tools/build-if-needed.mjs || exit 1
work=$(mktemp -d /tmp/renku-sessions-node-XXXXXX)
cgroup=${work##*/}
if [ -e /sys/fs/cgroup/cgroup.controllers ]; then roots=(/sys/fs/cgroup); else roots=(/sys/fs/cgroup/*/); fi
for root in "${roots[@]}"; do mkdir "$root/$cgroup"; done

finish() {
  # The first process of the namespaces: it has ended when all others have.
  [ -z "${inside:-}" ] || { kill -KILL $(cat "/proc/$inside/task/$inside/children") && wait "$inside"; } 2>/dev/null
  for root in "${roots[@]}"; do find "$root/$cgroup" -depth -type d -exec rmdir {} +; done
  rm -rf --one-file-system "$work"
}
trap finish EXIT
trap 'exit 1' INT TERM

images=$(tools/real-node/images.sh "$cache" "$work") || exit 1
REAL_NODE_PROGRAMS=$(sed -n 's/^programs=//p' <<<"$images")
REAL_NODE_JUPYTERLAB=$(sed -n 's/^jupyterlab=//p' <<<"$images")
REAL_NODE_CLONE=$(sed -n 's/^clone=//p' <<<"$images")
# the product's own: of `PRODUCT_IMAGE`, where somebody has built it already
REAL_NODE_PRODUCT=${PRODUCT_IMAGE:-$work/product.tar}
if [ -z "${HELM:-}" ]; then
  echo 'SKIPPED: the product on a real node: no HELM (tools/deployment/check.sh)'
elif [ ! -e "$REAL_NODE_PRODUCT" ]; then
  tools/image/build.sh "$cache" "$work/storage" "$REAL_NODE_PRODUCT" >/dev/null || exit 1
  rm -rf "$work/storage"
fi
export REAL_NODE_PRODUCT REAL_NODE_PROGRAMS REAL_NODE_JUPYTERLAB REAL_NODE_CLONE REAL_NODE_CNI REAL_NODE_CGROUP=/$cgroup
export TMPDIR=$work RENKU_SESSIONS_CACHE=$cache
unshare --mount --net --pid --fork --kill-child --mount-proc test/real-node/inside.sh "$@" &
inside=$!
wait "$inside"
code=$?
inside=
exit "$code"
