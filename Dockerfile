# Two stages: the first resolves exact, hashed packages; the second holds only what runs.
FROM python:3.12-slim AS build
WORKDIR /app
COPY requirements.txt ./
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt

FROM python:3.12-slim
LABEL org.opencontainers.image.title="Rung" org.opencontainers.image.licenses="MIT"
RUN useradd --create-home --uid 10001 rung && mkdir /data && chown rung:rung /data
COPY --from=build /venv /venv
WORKDIR /app
COPY bot bot
COPY jobs jobs
COPY sandbox sandbox
COPY seeds seeds
COPY skills skills
COPY storage storage
COPY manifest.yml pyproject.toml ./
# Compiled here: without .pyc files the first answer takes four times as long.
RUN /venv/bin/python -m compileall -q /app /venv/lib
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    HOST=0.0.0.0 \
    PORT=3000 \
    DATABASE_URL=sqlite:////data/rung.db \
    LOG_FORMAT=json
USER rung
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=3s --start-period=10s \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/healthz', timeout=2)"]
CMD ["python", "-m", "bot", "serve"]
