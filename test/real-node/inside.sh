#!/usr/bin/env bash
# inside.sh [VITEST-OPTION…]: what run.sh does in its namespaces.
set -eu
# What programs of a node leave in /var and /run is not the machine's.
mkdir "$TMPDIR/var" "$TMPDIR/var.work"
mount -t overlay overlay -o "lowerdir=/var,upperdir=$TMPDIR/var,workdir=$TMPDIR/var.work" /var
mount -t tmpfs tmpfs /run
# A kubelet sets what the whole kernel has; here it finds it set, and the machine keeps its own.
for setting in vm/overcommit_memory=1 vm/panic_on_oom=0 kernel/panic=10 kernel/panic_on_oops=1 \
  kernel/keys/root_maxkeys=1000000 kernel/keys/root_maxbytes=25000000; do
  as_set=$TMPDIR/$(tr / - <<<"${setting%=*}")
  printf '%s\n' "${setting#*=}" >"$as_set"
  mount --bind "$as_set" "/proc/sys/${setting%=*}"
done
# A kubelet takes no loopback address for its own.
ip link set lo up
ip link add node0 type bridge
ip address add 10.99.0.1/24 dev node0
ip link set node0 up
ip route add default via 10.99.0.1
# Nothing that a failed test leaves open keeps it from ending: these namespaces end with it.
exec node tools/test.mjs --project=int --project=e2e --project=browser real-node --no-file-parallelism "$@"
