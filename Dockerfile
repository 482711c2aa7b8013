# Two stages: the first makes an environment from locked, hashed packages; the second runs it, with no tool to build anything.
ARG BASE=docker.io/library/python:3.11-slim-bookworm

FROM ${BASE} AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /src
COPY requirements.lock requirements-build.lock ./
RUN python -m venv /opt/build && /opt/build/bin/pip install --require-hashes -r requirements-build.lock \
 && python -m venv --without-pip /opt/plainsight && /opt/build/bin/pip --python /opt/plainsight install --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY knowledge knowledge
COPY bot bot
COPY commands commands
RUN /opt/build/bin/pip --python /opt/build wheel --no-deps --no-build-isolation --wheel-dir /tmp/wheel . \
 && /opt/build/bin/pip --python /opt/plainsight install --no-deps --no-index /tmp/wheel/*.whl \
 && /opt/plainsight/bin/python -m compileall -q /opt/plainsight/lib

FROM ${BASE}
LABEL org.opencontainers.image.title="Plainsight" org.opencontainers.image.licenses="MIT"
ENV PATH="/opt/plainsight/bin:$PATH" PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
RUN useradd --system --uid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin plainsight \
 && install --directory --owner=10001 --mode=0700 /data
COPY --from=build /opt/plainsight /opt/plainsight
USER 10001:10001
WORKDIR /
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=60s --timeout=10s --start-period=20s CMD ["plainsight", "doctor", "--offline"]
ENTRYPOINT ["plainsight"]
CMD ["run"]
