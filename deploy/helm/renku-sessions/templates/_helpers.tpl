{{- define "renku-sessions.name" -}}
{{- printf "%s-%s" .root.Release.Name .part | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "renku-sessions.selector" -}}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name | quote }}
app.kubernetes.io/component: {{ .part }}
{{- end -}}

{{- define "renku-sessions.labels" -}}
{{ include "renku-sessions.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end -}}

{{- define "renku-sessions.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}
{{- end -}}

{{- define "renku-sessions.sessionsNamespace" -}}
{{ .Values.sessions.namespace | default .Release.Namespace }}
{{- end -}}

{{/* What the chart itself says to every process. */}}
{{- define "renku-sessions.ownEnvironment" -}}
- { name: SESSION_RUNTIME, value: kubernetes }
- { name: KUBERNETES_NAMESPACE, value: {{ include "renku-sessions.sessionsNamespace" . | quote }} }
{{- with .Values.sessions.storageClass }}
- { name: KUBERNETES_STORAGE_CLASS, value: {{ . | quote }} }
{{- end }}
- { name: SESSION_CLONE_IMAGE, value: {{ include "renku-sessions.image" . | quote }} }
- { name: PUBLIC_URL, value: {{ .Values.publicUrl | quote }} }
- { name: SESSIONS_PUBLIC_URL, value: {{ .Values.sessionsPublicUrl | quote }} }
- { name: SESSIONS_DOMAIN, value: {{ (urlParse .Values.sessionsPublicUrl).hostname | quote }} }
- { name: GATEWAY_URL, value: "http://{{ include "renku-sessions.name" (dict "root" . "part" "gateway") }}:3001" }
- { name: OIDC_ISSUER, value: {{ .Values.oidc.issuer | quote }} }
- { name: OIDC_AUDIENCE, value: {{ .Values.oidc.audience | quote }} }
- { name: OIDC_ROLES_CLAIM, value: {{ .Values.oidc.rolesClaim | quote }} }
- { name: OIDC_CLIENT_ID, value: {{ .Values.oidc.clientId | quote }} }
{{- with .Values.certificateAuthorities }}
- { name: NODE_EXTRA_CA_CERTS, value: /etc/renku-sessions/authorities/ca.crt }
- { name: SESSION_AUTHORITIES, value: {{ . | quote }} }
{{- end }}
{{- with .Values.trustedProxies }}
- { name: TRUSTED_PROXIES, value: {{ . | quote }} }
{{- end }}
- { name: OUTBOUND_ALLOWED, value: {{ .Values.outboundAllowed | quote }} }
- { name: SHUTDOWN_DELAY, value: {{ .Values.shutdownDelay | quote }} }
- name: SESSION_ACCESS_SECRET
  valueFrom: { secretKeyRef: { name: {{ .Values.secrets.sessionAccess | quote }}, key: SESSION_ACCESS_SECRET } }
- name: EVENTSTORE_URL
  valueFrom: { secretKeyRef: { name: {{ .Values.secrets.stores | quote }}, key: EVENTSTORE_URL } }
- name: MONGODB_URL
  valueFrom: { secretKeyRef: { name: {{ .Values.secrets.stores | quote }}, key: MONGODB_URL } }
{{- end -}}

{{/* A setting as it was written. YAML takes on and off for true and false, which no setting is; and Helm a number for one with an exponent. */}}
{{- define "renku-sessions.setting" -}}
{{- if kindIs "bool" . -}}
{{- ternary "on" "off" . -}}
{{- else if and (kindIs "float64" .) (eq (floor .) .) -}}
{{- printf "%.0f" . -}}
{{- else -}}
{{- . -}}
{{- end -}}
{{- end -}}

{{/* What every process is told. */}}
{{- define "renku-sessions.environment" -}}
{{- $own := include "renku-sessions.ownEnvironment" . -}}
{{- $own }}
{{- range fromYamlArray $own }}
{{- if hasKey $.Values.settings .name }}
{{- fail (printf "settings.%s: the chart sets it, by its other values" .name) }}
{{- end }}
{{- end }}
{{- range $name, $value := .Values.settings }}
- { name: {{ $name }}, value: {{ include "renku-sessions.setting" $value | quote }} }
{{- end }}
{{- end -}}

{{/* Written by all: below /tmp, and nowhere else. */}}
{{- define "renku-sessions.mounts" -}}
- { name: tmp, mountPath: /tmp }
{{- if .Values.certificateAuthorities }}
- { name: authorities, mountPath: /etc/renku-sessions/authorities, readOnly: true }
{{- end }}
{{- end -}}

{{- define "renku-sessions.volumes" -}}
- name: tmp
  emptyDir: { sizeLimit: 256Mi }
{{- with .Values.certificateAuthorities }}
- name: authorities
  configMap: { name: {{ . | quote }} }
{{- end }}
{{- end -}}

{{/* Where the pods of a part may be: its values. */}}
{{- define "renku-sessions.placement" -}}
{{- with pick . "nodeSelector" "tolerations" "affinity" -}}
{{- toYaml . -}}
{{- end -}}
{{- end -}}

{{/* Passes the pod security standard "restricted". */}}
{{- define "renku-sessions.podSecurity" -}}
runAsNonRoot: true
runAsUser: 1000
runAsGroup: 1000
seccompProfile: { type: RuntimeDefault }
{{- end -}}

{{- define "renku-sessions.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end -}}
