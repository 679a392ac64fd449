#!/usr/bin/env bash
# Other people's clients against the embedded servers: alone through the command line program, and as the product starts them.
# usage: run.sh CACHE-DIR (for the Python packages, the Go programs and one npm package). Needs a built dist/.
# The last line is `N passed, N failed`.
set -u -o pipefail
cd "$(dirname "$0")" || exit 1
here=$PWD
root=$here/../..
cache=${1:?usage: run.sh CACHE-DIR}
mkdir -p "$cache" && cache=$(cd "$cache" && pwd) || exit 1
kurrentdb_client=@kurrent/kurrentdb-client@1.3.1
passed=0
failed=0
servers=()
work=$(mktemp -d)

finish() {
  local pid
  for pid in "${servers[@]}"; do kill "$pid" 2>/dev/null; done
  for pid in "${servers[@]}"; do wait "$pid" 2>/dev/null; done
  rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' INT TERM

fail() {
  printf 'FAIL %s\n' "$*"
  failed=$((failed + 1))
}

# give_up REASON: without servers or tools there is nothing to count
give_up() {
  fail "$*"
  printf '%s passed, %s failed\n' "$passed" "$failed"
  exit 1
}

python_packages() {
  venv=$cache/interop-python-$(sha256sum requirements.txt | cut -c1-16)
  [ -e "$venv/complete" ] && return 0
  rm -rf "$venv"
  python3 -m venv "$venv" && "$venv/bin/pip" install -q --disable-pip-version-check -r requirements.txt && touch "$venv/complete"
}

go_programs() {
  programs=$cache/interop-go
  (cd go &&
    go build -trimpath -buildvcs=false -o "$programs/eventstore" ./eventstore &&
    go build -trimpath -buildvcs=false -tags kurrentdb -o "$programs/kurrentdb" ./eventstore &&
    go build -trimpath -buildvcs=false -o "$programs/documentstore" ./documentstore)
}

npm_package() {
  export KURRENTDB_CLIENT_DIR=$cache/interop-npm-${kurrentdb_client##*@}
  [ -e "$KURRENTDB_CLIENT_DIR/complete" ] && return 0
  rm -rf "$KURRENTDB_CLIENT_DIR" && mkdir -p "$KURRENTDB_CLIENT_DIR" &&
    npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$KURRENTDB_CLIENT_DIR" "$kurrentdb_client" &&
    touch "$KURRENTDB_CLIENT_DIR/complete"
}

# start NAME COMMAND…: starts a program and sets `url` to where it says that it is
start() {
  local name=$1 tries
  shift
  "$@" >"$work/$name.out" 2>"$work/$name.log" &
  servers+=("$!")
  for tries in $(seq 200); do
    url=$(sed -n 's/^.* ready //p' "$work/$name.out")
    [ -n "$url" ] && return 0
    kill -0 "$!" 2>/dev/null || break
    sleep 0.1
  done
  cat "$work/$name.log"
  return 1
}

# start_server NAME COMMAND…: starts an embedded server alone, on a free port
start_server() {
  start "$1" node "$root/bin/renku-sessions.js" "${@:2}" --port 0 --data-dir "$work/$1"
}

# suite COMMAND…: prints what the command prints, and adds up its last line
suite() {
  local log=$work/suite.log line
  (cd "$work" && timeout 120 "$@") >"$log" 2>&1
  line=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$log" | tail -n 1)
  grep -vxF -- "$line" "$log"
  [ -n "$line" ] || { fail "$* did not come to its end" && return; }
  passed=$((passed + ${line%% *}))
  line=${line#*, }
  failed=$((failed + ${line%% *}))
}

for tool in node npm python3 go timeout; do
  command -v "$tool" >/dev/null || give_up "$tool is not installed"
done
python_packages || give_up 'the Python packages cannot be installed'
go_programs || give_up 'the Go programs cannot be built'
npm_package || give_up "$kurrentdb_client cannot be installed"

start_server events event-store || give_up 'the event store does not start'
export EVENT_STORE_URL=$url
start_server documents document-store || give_up 'the document store does not start'
export DOCUMENT_STORE_URL=$url

# Those with a password, as the product starts them and tells where they are.
export DATA_DIR=$work/secured
EVENTSTORE_PORT=0 MONGODB_PORT=0 OPERATIONS_PORT=0 start secured node "$root/dist/programs/stores.js" ||
  give_up 'the stores with a password do not start'
eval "$(node "$root/bin/renku-sessions.js" stores)"
[[ ${EVENTSTORE_URL-} =~ ^esdb://([^:]+):([^@]+)@([^?]+) ]] || give_up 'it is not told where the stores with a password are'
export EVENT_STORE_USER=${BASH_REMATCH[1]} EVENT_STORE_PASSWORD=${BASH_REMATCH[2]} EVENT_STORE_CA=$DATA_DIR/stores/ca.pem
export EVENT_STORE_TLS_URL="esdb://${BASH_REMATCH[3]}?tls=true" DOCUMENT_STORE_SECURED_URL=$MONGODB_URL

# The gRPC library of the Python clients tells each refused handshake.
export PYTHONDONTWRITEBYTECODE=1 GRPC_VERBOSITY=NONE
suite "$venv/bin/python" "$here/python/main.py" esdbclient
suite "$venv/bin/python" "$here/python/main.py" kurrentdbclient
suite "$programs/eventstore"
suite "$programs/kurrentdb"
suite node --no-deprecation "$here/node/main.mjs"
suite "$venv/bin/python" "$here/python/main.py" pymongo
suite "$programs/documentstore"

for name in events secured documents; do
  if grep '"level":"error"' "$work/$name.log"; then fail "$name logged errors"; else passed=$((passed + 1)); fi
done
printf '%s passed, %s failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
