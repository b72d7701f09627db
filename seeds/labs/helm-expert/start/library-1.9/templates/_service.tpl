{{- define "mlservice.selector" -}}
app: {{ .Release.Name }}
{{- end }}

{{- define "mlservice.env" -}}
{{- range $name, $value := .Values.env }}
- {name: {{ $name }}, value: {{ $value | quote }}}
{{- end }}
{{- end }}

{{- define "mlservice.deployment" -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}
spec:
  replicas: {{ .Values.replicas | default 1 }}
  selector:
    matchLabels: {{- include "mlservice.selector" . | nindent 6 }}
  template:
    metadata:
      labels: {{- include "mlservice.selector" . | nindent 8 }}
      {{- with .Values.annotations }}
      annotations: {{- toYaml . | nindent 8 }}
      {{- end }}
    spec:
      containers:
        - name: main
          image: {{ .Values.image }}
          env: {{- include "mlservice.env" . | nindent 12 }}
          {{- with .Values.readinessPath }}
          readinessProbe: {httpGet: {path: {{ . }}, port: 8080}}
          {{- end }}
{{- end }}
