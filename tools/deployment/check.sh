#!/usr/bin/env bash
# check.sh CACHE: what we deploy with, looked at by the tools that will read it. Ends with `N passed, N failed`.
set -u -o pipefail
cd "$(dirname "$0")/../.."
cache=$1
tools=$cache/deployment-$(sha256sum tools/deployment/go.sum | cut -c1-16)
chart=deploy/helm/renku-sessions
passed=0 failed=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

build() {
  [ -x "$tools/compose" ] && return 0
  (cd tools/deployment &&
    CGO_ENABLED=0 go build -p 2 -trimpath -ldflags '-s -w' -o "$tools/" helm.sh/helm/v4/cmd/helm github.com/yannh/kubeconform/cmd/kubeconform &&
    CGO_ENABLED=0 go build -p 2 -trimpath -ldflags '-s -w' -o "$tools/compose" github.com/compose-spec/compose-go/v2/cmd)
}

schemas() {
  [ -e "$tools/schemas/deployment-apps-v1.json" ] && return 0
  local kubernetes
  kubernetes=$(cd tools/kubeplane && go mod download -json k8s.io/kubernetes | sed -n 's/.*"Dir": "\(.*\)".*/\1/p') &&
    node tools/deployment/schemas.mjs "$kubernetes/api/openapi-spec/swagger.json" "$tools/schemas"
}

check() {
  local name=$1 said
  shift
  if said=$("$@" 2>&1); then passed=$((passed + 1)); else
    failed=$((failed + 1))
    printf 'FAILED: %s\n%s\n' "$name" "$said"
  fi
}

refused() { ! "$@"; }

# Gateway API's kinds and the Prometheus operator's are not Kubernetes' own
conforms() {
  "$tools/helm" template release "$chart" -f "$1" >"$work/rendered.yaml" &&
    "$tools/kubeconform" -strict -summary -skip HTTPRoute,PrometheusRule -schema-location "$tools/schemas/{{.ResourceKind}}{{.KindSuffix}}.json" "$work/rendered.yaml"
}

check 'building helm, kubeconform and compose-go' build
check 'the schemas of Kubernetes' schemas
check 'the chart refuses to be installed with nothing said' refused "$tools/helm" lint "$chart"
for values in "$chart"/ci/*-values.yaml; do
  check "the chart with $values" "$tools/helm" lint --strict "$chart" -f "$values"
  check "what it makes of $values conforms to Kubernetes" conforms "$values"
done
# what kubeconform would not find is a check that cannot fail
printf 'apiVersion: v1\nkind: Service\nmetadata: {name: x}\nspec: {prots: []}\n' >"$work/wrong.yaml"
check 'a misspelt field does not conform' refused "$tools/kubeconform" -strict -schema-location "$tools/schemas/{{.ResourceKind}}{{.KindSuffix}}.json" "$work/wrong.yaml"
# parts on one network that want one port would take turns at failing
ports_differ() {
  "$tools/compose" -no-interpolation -format json docker-compose.yml >"$work/compose.json" && node -e '
    const { services } = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
    const { worker, gateway } = services;
    process.exit(worker.environment.OPERATIONS_PORT === gateway.environment.OPERATIONS_PORT ? 1 : 0);
  ' "$work/compose.json"
}
# without it the API has no exports
keys_signed() {
  "$tools/compose" -no-interpolation -format json docker-compose.yml >"$work/compose.json" && node -e '
    const { services, secrets } = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
    const has = ({ environment, secrets: own = [] }) =>
      own.some(({ source }) => source in secrets && environment.SIGNING_KEY_FILE === `/run/secrets/${source}`);
    process.exit(has(services.api) && has(services.worker) && !services.gateway.environment.SIGNING_KEY_FILE ? 0 : 1);
  ' "$work/compose.json"
}
# whoever comes back after the machine was started anew waits for what does not
all_come_back() {
  "$tools/compose" -no-interpolation -format json docker-compose.yml >"$work/compose.json" && node -e '
    const { services } = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
    process.exit(Object.values(services).every(({ restart }) => restart === "unless-stopped") ? 0 : 1);
  ' "$work/compose.json"
}
check 'its api and worker have a signing key' keys_signed
check 'each of its services comes back with the machine' all_come_back
check 'docker-compose.yml' "$tools/compose" -no-interpolation docker-compose.yml
check 'its worker and gateway want different ports' ports_differ

printf '%s passed, %s failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
