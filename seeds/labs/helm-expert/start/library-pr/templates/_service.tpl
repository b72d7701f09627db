{{- define "mlservice.selector" -}}
app: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
{{- end }}

{{- define "mlservice.envvars" -}}
{{- range $name, $value := .Values.env }}
- {name: {{ $name }}, value: {{ $value | quote }}}
{{- end }}
- {name: TEAM, value: {{ required "set team, so that costs can be shared out" .Values.team }}}
{{- end }}

{{- define "mlservice.deployment" -}}
{{- $old := lookup "apps/v1" "Deployment" .Release.Namespace .Release.Name -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}
  annotations:
    mlservice/rendered: {{ randAlphaNum 8 | quote }}
spec:
  replicas: {{ .Values.replicas | default (dig "spec" "replicas" 2 ($old | default dict)) }}
  selector:
    matchLabels: {{- include "mlservice.selector" . | nindent 6 }}
  template:
    metadata:
      labels: {{- include "mlservice.selector" . | nindent 8 }}
      {{- with .Values.annotations }}
      annotations: {{- tpl (toYaml .) $ | nindent 8 }}
      {{- end }}
    spec:
      securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
      containers:
        - name: main
          image: {{ .Values.image }}
          env: {{- include "mlservice.envvars" . | nindent 12 }}
          readinessProbe: {httpGet: {path: {{ .Values.readinessPath | default "/healthz" }}, port: 8080}}
{{- end }}
