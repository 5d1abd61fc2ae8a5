import { check } from "../support/check.ts";

check("no-unpinned-download", {
  invalid: [
    { name: "a release called latest", dockerfile: "\nFROM alpine:3.22\nRUN curl -fsSL https://github.com/o/t/releases/latest/download/t-linux -o /bin/t\n               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ download\n" },
    { name: "a branch of a repository", dockerfile: "\nFROM alpine:3.22\nRUN wget -qO- https://raw.githubusercontent.com/o/t/main/install.sh | sh\n              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ download\n" },
    { name: "an archive of a branch", dockerfile: "\nFROM alpine:3.22\nRUN wget https://github.com/o/t/archive/refs/heads/master.tar.gz\n         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ download\n" },
    { name: "latest in the name of a file", dockerfile: "\nFROM debian:12\nRUN wget https://repo.anaconda.com/miniconda/Miniconda3-latest-Linux-x86_64.sh\n         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ download\n" },
    { name: "the newest version is asked for", dockerfile: "\nFROM alpine:3.22\nRUN V=$(curl -s https://api.github.com/repos/o/t/releases/latest | jq -r .tag_name) && echo $V\n                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ download\n" },
    { name: "a variable that names the platform is no version", dockerfile: "\nFROM alpine:3.22\nARG TARGETARCH\nRUN curl -fsSLO https://example.com/latest/t-${TARGETARCH}-$(uname -s)\n                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ download\n" },
    { name: "an installer without a version", dockerfile: "\nFROM debian:12\nRUN curl -LsSf https://astral.sh/uv/install.sh | sh\n               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ installer\n" },
    { name: "an installer run by Python", dockerfile: "\nFROM debian:12\nRUN curl -sSL https://install.python-poetry.org | python3 -\n              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ installer\n" },
  ],
  valid: [
    { name: "a version", dockerfile: "FROM alpine:3.22\nRUN curl -fsSL https://github.com/o/t/releases/download/v1.2.3/t-linux -o /bin/t\n" },
    { name: "a variable can be the version", dockerfile: "FROM alpine:3.22\nARG V\nRUN curl -fsSL https://example.com/latest/$V/t -o /bin/t\n" },
    { name: "a commit", dockerfile: "FROM alpine:3.22\nRUN curl -O https://raw.githubusercontent.com/o/t/4f2a9c17d0b5e6f8a1c2d3e4f5a6b7c8d9e0f1a2/main/x.sh\n" },
    { name: "an address that says nothing", dockerfile: "FROM alpine:3.22\nRUN curl -O https://example.com/tool.tar.gz\n" },
    { name: "a checksum decides", dockerfile: "FROM alpine:3.22\nRUN curl -o t https://example.com/latest/t && echo '1234  t' | sha256sum -c -\n" },
    { name: "a signing key follows its rotation", dockerfile: "FROM debian:12\nRUN curl -fsSL https://example.com/latest/key.gpg -o /etc/apt/keyrings/x.gpg\n" },
    { name: "a key piped into gpg", dockerfile: "FROM debian:12\nRUN curl -fsSL https://example.com/stable/key | gpg --dearmor -o /etc/apt/keyrings/x.gpg\n" },
    { name: "an installer that is told the version", dockerfile: "FROM debian:12\nRUN curl -fsSL https://example.com/install | sh -s -- --version 1.2.3\n" },
    { name: "an installer with a version in its environment", dockerfile: "FROM debian:12\nENV POETRY_VERSION=2.1.0\nRUN curl -sSL https://install.python-poetry.org | python3 -\n" },
    { name: "an installer of a major version", dockerfile: "FROM debian:12\nRUN curl -fsSL https://deb.nodesource.com/setup_22.x | bash -\n" },
    { name: "an installer from a branch that is told the version", dockerfile: "FROM golang:1.25\nARG LINT_VERSION=v2.1.0\nRUN curl -sSfL https://raw.githubusercontent.com/o/lint/master/install.sh | sh -s -- -b /bin $LINT_VERSION\n" },
    { name: "a probe of this machine", dockerfile: "FROM debian:12\nRUN curl http://localhost:8080/latest\n" },
    { name: "an ARG is there to bust the cache", dockerfile: "FROM alpine:3.22\nARG CACHE_BUST\nRUN curl -O https://example.com/latest/t\n" },
  ],
});
