#!/usr/bin/env bash
# Fuzzes the API from its own OpenAPI document, in under two minutes. Usage: test/fuzz/run.sh <cache-dir>
# The document is valid; no answer is a 5xx or other than the document says; the log has no error; SIGTERM ends it in order.
# Last line: `N passed, N failed`.
set -u -o pipefail
cd "$(dirname "$0")/../.."
cache=${1:?usage: test/fuzz/run.sh <cache-dir>}
here=$PWD/test/fuzz
passed=0
failed=0
dir=$(mktemp -d)
venv=$cache/fuzz-$(sha256sum "$here/requirements.txt" | cut -c1-16)

check() {
  local name=$1
  shift
  if "$@"; then
    passed=$((passed + 1))
    printf 'passed: %s\n' "$name"
  else
    failed=$((failed + 1))
    printf 'FAILED: %s\n' "$name"
  fi
}

# Sessions outlive the backend by design: what is left of this directory's is ended, by process id.
end_sessions() {
  local environ pid
  for environ in /proc/[0-9]*/environ; do
    pid=${environ#/proc/}
    tr '\0' '\n' <"$environ" | grep -q "^RENKU_SESSIONS_RUN=$dir/" && kill -KILL "${pid%/environ}"
  done 2>/dev/null
}

finish() {
  [ -n "${server:-}" ] && kill -KILL "$server" 2>/dev/null
  end_sessions
  rm -rf "$dir"
  printf '%s passed, %s failed\n' "$passed" "$failed"
  [ "$failed" -eq 0 ]
}
trap 'finish; exit $?' EXIT

tools() {
  [ -x "$venv/bin/st" ] || { python3 -m venv "$venv" && "$venv/bin/pip" install -q -r "$here/requirements.txt"; }
}

start() {
  PORT=0 DATA_DIR=$dir/data SESSION_RUNTIME=local LOG_LEVEL=warn node dist/programs/standalone.js >"$dir/out" 2>"$dir/log" &
  server=$!
  local tries
  for tries in $(seq 300); do
    port=$(sed -n 's/^renku-sessions ready http:.*:\([0-9]*\)$/\1/p' "$dir/out")
    [ -n "$port" ] && return 0
    kill -0 "$server" 2>/dev/null || break
    read -r -t 0.1 <> <(:) || true
  done
  cat "$dir/out" "$dir/log"
  return 1
}

token() { PORT=$port DATA_DIR=$dir/data node dist/programs/token.js "$1"; }

# fuzz CONFIG USER OPTION…
fuzz() {
  local config=$1 user=$2 bearer code
  shift 2
  bearer=$(token "$user") || return 1
  (cd "$dir" && "$venv/bin/st" --no-color --config-file "$config" run "http://127.0.0.1:$port/api/v1/openapi.json" \
    -u "http://127.0.0.1:$port" -H "Authorization: Bearer $bearer" --warnings off "$@" >"$dir/st.log" 2>&1)
  code=$?
  if [ "$code" -eq 0 ]; then tail -n 12 "$dir/st.log"; else sed 's/Bearer [^'"'"']*/Bearer …/' "$dir/st.log"; fi
  return "$code"
}

# a project whose parts have known ids, so that requests get past "there is no such project"; nothing deletes it
as_owner() {
  { cat "$here/schemathesis.toml" && API=http://127.0.0.1:$port/api/v1 TOKEN=$(token grace) OTHER=$(token linus) node "$here/seed.mjs"; } >"$dir/owner.toml" || return 1
  fuzz "$dir/owner.toml" grace --phases examples,coverage,fuzzing -n 30 \
    --exclude-operation-id deleteProject --exclude-operation-id removeSession --exclude-operation-id disconnectRepository
}

# ids only from answers: whole lives of environments, projects and sessions
as_admin() {
  { cat "$here/schemathesis.toml" && printf '[parameters]\n"header.Min-Position" = "0"\n'; } >"$dir/admin.toml"
  fuzz "$dir/admin.toml" ada --phases fuzzing,stateful -n 15
}

is_valid() { curl -sf "http://127.0.0.1:$port/api/v1/openapi.json" >"$dir/openapi.json" && "$venv/bin/openapi-spec-validator" "$dir/openapi.json"; }
is_ready() { curl -sf "http://127.0.0.1:$port/readyz" >"$dir/readyz"; }
has_no_errors() { ! grep -E '"level":(50|60|"error"|"fatal")' "$dir/log"; }
erase() { API=http://127.0.0.1:$port/api/v1 TOKEN=$(token "$1") node "$here/erase.mjs"; }
ends() { kill -TERM "$server" && wait "$server"; }

check 'Schemathesis' tools
check 'the standalone starts' start || exit 1
[ "$failed" -eq 0 ] || exit 1
check 'the document is valid OpenAPI 3.1' is_valid
check 'an owner of a project' as_owner
check 'an admin, from nothing' as_admin
check 'people are erased' eval 'erase grace && erase ada'
check 'it is still ready' is_ready
check 'it logged no error' has_no_errors
check 'it ends in order' ends
server=
