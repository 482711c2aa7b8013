# Two stages: the first makes an environment from locked, hashed packages; the second runs it, with no tool to build anything.
ARG BASE=docker.io/library/python:3.11-slim-bookworm

FROM ${BASE} AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /src
RUN apt-get update && apt-get install --yes --no-install-recommends binutils
COPY requirements.lock requirements-build.lock ./
RUN python -m venv /opt/build && /opt/build/bin/pip install --require-hashes -r requirements-build.lock \
 && python -m venv --without-pip /opt/plainsight && /opt/build/bin/pip --python /opt/plainsight install --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY knowledge knowledge
COPY bot bot
COPY commands commands
RUN /opt/build/bin/pip --python /opt/build wheel --no-deps --no-build-isolation --wheel-dir /tmp/wheel . \
 && /opt/build/bin/pip --python /opt/plainsight install --no-deps --no-index /tmp/wheel/*.whl \
 && cd /opt/plainsight/lib/python3.*/site-packages \
 && find babel/locale-data -name "*.dat" ! -name "root.dat" ! -name "e[ns]*" ! -name "pt*" ! -name "ht*" -delete \
 && find . \( -name "*.pyi" -o -name "*.pyx" -o -name "*.pxd" -o -name "*.[ch]" -o -name "*.hpp" \) -delete \
 && find pygments/lexers -name "*.py" ! -name "__init__.py" ! -name "_mapping.py" -delete \
 && find . -name "*.so" ! -path "./PIL/*" -exec strip --strip-unneeded {} + \
 && rm -r discord/bin greenlet/tests sqlalchemy/testing alembic/testing pillow.libs/libavif-* PIL/_avif.* \
 && /opt/plainsight/bin/python -m compileall -q /opt/plainsight/lib

FROM ${BASE}
LABEL org.opencontainers.image.title="Plainsight" org.opencontainers.image.licenses="MIT"
ENV PATH="/opt/plainsight/bin:$PATH" PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PLAINSIGHT_HEALTH=127.0.0.1:8080
RUN useradd --system --uid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin plainsight \
 && install --directory --owner=10001 --mode=0700 /data
COPY --from=build /opt/plainsight /opt/plainsight
USER 10001:10001
WORKDIR /
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=60s --timeout=10s --start-period=20s CMD ["plainsight", "health"]
ENTRYPOINT ["plainsight"]
CMD ["run"]
