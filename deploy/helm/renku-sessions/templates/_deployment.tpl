{{/* One process: dict root, part, port (of its probes), ports (name → number). */}}
{{- define "renku-sessions.deployment" -}}
{{- $values := index .root.Values .part -}}
{{- $codeHosts := ne .part "gateway" | ternary .root.Values.secrets.codeHosts "" -}}
{{- $signing := ne .part "gateway" | ternary .root.Values.secrets.signing "" -}}
{{- $grace := int .root.Values.terminationGracePeriodSeconds -}}
{{- if ge (int .root.Values.shutdownDelay) $grace -}}
{{- fail (printf "shutdownDelay (%d s) has to be below terminationGracePeriodSeconds (%d s)" (int .root.Values.shutdownDelay) $grace) -}}
{{- end -}}
{{- $storages := ne .part "gateway" | ternary .root.Values.sessions.storages list -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "renku-sessions.name" . }}
  labels: {{- include "renku-sessions.labels" . | nindent 4 }}
spec:
  replicas: {{ $values.replicas }}
  selector:
    matchLabels: {{- include "renku-sessions.selector" . | nindent 6 }}
  strategy:
    rollingUpdate: { maxUnavailable: 0, maxSurge: 1 }
  template:
    metadata:
      labels: {{- include "renku-sessions.labels" . | nindent 8 }}
      {{- with $storages }}
      # read at the start alone
      annotations: { renku-sessions/storages: {{ toJson . | sha256sum | quote }} }
      {{- end }}
    spec:
      serviceAccountName: {{ include "renku-sessions.name" . }}
      enableServiceLinks: false
      terminationGracePeriodSeconds: {{ $grace }}
      securityContext: {{- include "renku-sessions.podSecurity" .root | nindent 8 }}
      {{- with .root.Values.imagePullSecrets }}
      imagePullSecrets: {{- toYaml . | nindent 8 }}
      {{- end }}
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels: {{- include "renku-sessions.selector" . | nindent 14 }}
      {{- include "renku-sessions.placement" $values | nindent 6 }}
      containers:
        - name: {{ .part }}
          image: {{ include "renku-sessions.image" .root | quote }}
          imagePullPolicy: {{ .root.Values.image.pullPolicy }}
          args: [dist/programs/{{ .part }}.js]
          env: {{- include "renku-sessions.environment" .root | nindent 12 }}
            {{- if $codeHosts }}
            - { name: CODE_HOSTS_FILE, value: /etc/renku-sessions/code-hosts/code-hosts.json }
            {{- end }}
            {{- if and .root.Values.secrets.connections (ne .part "gateway") }}
            - name: CONNECTIONS_KEYS
              valueFrom: { secretKeyRef: { name: {{ .root.Values.secrets.connections | quote }}, key: CONNECTIONS_KEYS } }
            {{- end }}
            {{- if and .root.Values.secrets.delivery (eq .part "worker") }}
            {{- range $name := list "SMTP_URL" "NOTIFICATION_WEBHOOK_URL" "NOTIFICATION_WEBHOOK_SECRET" }}
            - name: {{ $name }}
              valueFrom: { secretKeyRef: { name: {{ $.root.Values.secrets.delivery | quote }}, key: {{ $name }}, optional: true } }
            {{- end }}
            {{- end }}
            {{- if $signing }}
            - { name: SIGNING_KEY_FILE, value: /etc/renku-sessions/signing/signing.pem }
            {{- end }}
            {{- if $storages }}
            - { name: STORAGES_FILE, value: /etc/renku-sessions/storages/storages.json }
            {{- end }}
          ports:
            {{- range $name, $number := .ports }}
            - { name: {{ $name }}, containerPort: {{ $number }} }
            {{- end }}
          startupProbe:
            httpGet: { path: /healthz, port: {{ .port }} }
            periodSeconds: 2
            failureThreshold: 60
          livenessProbe:
            httpGet: { path: /healthz, port: {{ .port }} }
            periodSeconds: 10
            timeoutSeconds: 5
            failureThreshold: 6
          readinessProbe:
            httpGet: { path: /readyz, port: {{ .port }} }
            periodSeconds: 5
            timeoutSeconds: 5
            failureThreshold: 1
          resources: {{- toYaml $values.resources | nindent 12 }}
          securityContext: {{- include "renku-sessions.containerSecurity" .root | nindent 12 }}
          volumeMounts: {{- include "renku-sessions.mounts" .root | nindent 12 }}
            {{- if $codeHosts }}
            - { name: code-hosts, mountPath: /etc/renku-sessions/code-hosts, readOnly: true }
            {{- end }}
            {{- if $signing }}
            - { name: signing, mountPath: /etc/renku-sessions/signing, readOnly: true }
            {{- end }}
            {{- if $storages }}
            - { name: storages, mountPath: /etc/renku-sessions/storages, readOnly: true }
            {{- end }}
      volumes: {{- include "renku-sessions.volumes" .root | nindent 8 }}
        {{- with $codeHosts }}
        - name: code-hosts
          secret: { secretName: {{ . | quote }} }
        {{- end }}
        {{- with $signing }}
        - name: signing
          secret: { secretName: {{ . | quote }} }
        {{- end }}
        {{- if $storages }}
        - name: storages
          configMap: { name: {{ include "renku-sessions.name" (dict "root" .root "part" "storages") }} }
        {{- end }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ include "renku-sessions.name" . }}
  labels: {{- include "renku-sessions.labels" . | nindent 4 }}
spec:
  {{- /* the one that is not the default counts */}}
  {{- hasKey $values.podDisruptionBudget "minAvailable" | ternary (omit $values.podDisruptionBudget "maxUnavailable") $values.podDisruptionBudget | toYaml | nindent 2 }}
  selector:
    matchLabels: {{- include "renku-sessions.selector" . | nindent 6 }}
---
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ include "renku-sessions.name" . }}
  labels: {{- include "renku-sessions.labels" . | nindent 4 }}
{{- end -}}

{{- define "renku-sessions.service" -}}
apiVersion: v1
kind: Service
metadata:
  name: {{ include "renku-sessions.name" . }}
  labels: {{- include "renku-sessions.labels" . | nindent 4 }}
spec:
  selector: {{- include "renku-sessions.selector" . | nindent 4 }}
  ports:
    {{- range $name, $number := .ports }}
    - { name: {{ $name }}, port: {{ $number }}, targetPort: {{ $name }} }
    {{- end }}
{{- end -}}
