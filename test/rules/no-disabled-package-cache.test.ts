import { check } from "../support/check.ts";

check("no-disabled-package-cache", {
  invalid: [
    {
      name: "a flag that switches the cache off",
      dockerfile: `
FROM python:3.13
RUN --mount=type=cache,target=/root/.cache/pip pip install --no-cache-dir -r requirements.txt
                                                           ^^^^^^^^^^^^^^ switchedOff
`,
      message: /`--no-cache-dir` keeps pip from using the cache mounted at `\/root\/\.cache\/pip`/,
      suggestions: { dropFlag: "\nFROM python:3.13\nRUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt\n" },
    },
    {
      name: "a mount above the cache, in the home of a user",
      dockerfile: `
FROM python:3.13
USER app
RUN --mount=type=cache,target=/home/app/.cache,uid=1000 pip install \\
    --no-cache-dir \\
    ^^^^^^^^^^^^^^ switchedOff
    flask==3.1.0
`,
      suggestions: { dropFlag: "\nFROM python:3.13\nUSER app\nRUN --mount=type=cache,target=/home/app/.cache,uid=1000 pip install \\\n    flask==3.1.0\n" },
    },
    {
      name: "a variable of the stage, once for all its commands",
      dockerfile: `
FROM python:3.13 AS base
ENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1
                       ^^^^^^^^^^^^^^^^^^ switchedOff
FROM base
RUN --mount=type=cache,target=/root/.cache/pip pip install -r a.txt
RUN --mount=type=cache,target=/root/.cache/pip pip install -r b.txt
`,
    },
    {
      name: "a variable of the command",
      dockerfile: `
FROM python:3.13
RUN --mount=type=cache,target=/root/.cache/uv UV_NO_CACHE=true uv sync
                                              ^^^^^^^^^^^^^^^^ switchedOff
`,
    },
    {
      name: "operands inside the mount, the others stay",
      dockerfile: `
FROM example/debian:12
RUN --mount=type=cache,target=/var/lib/apt,sharing=locked apt-get update && apt-get install -y jq && rm -rf /var/lib/apt/lists/* /tmp/*
                                                                                                            ^^^^^^^^^^^^^^^^^^^^ emptied
`,
      output: `
FROM example/debian:12
RUN --mount=type=cache,target=/var/lib/apt,sharing=locked apt-get update && apt-get install -y jq && rm -rf /tmp/*
`,
    },
    {
      name: "nothing but operands inside the mounts, and the tool's own command",
      dockerfile: `
FROM example/debian:12
RUN --mount=type=cache,target=/var/lib/apt --mount=type=cache,target=/var/cache/apt \\
    apt-get update \\
 && apt-get install -y jq \\
 && apt-get clean \\
    ^^^^^^^^^^^^^ emptied
 && rm -rf /var/lib/apt/lists/* /var/cache/apt/archives
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ emptied
`,
      output: `
FROM example/debian:12
RUN --mount=type=cache,target=/var/lib/apt --mount=type=cache,target=/var/cache/apt \\
    apt-get update \\
 && apt-get install -y jq
`,
    },
    {
      name: "at the beginning",
      dockerfile: `
FROM example/debian:12
RUN --mount=type=cache,target=/var/lib/apt rm -rf /var/lib/apt/lists && apt-get update && apt-get install -y jq
                                           ^^^^^^^^^^^^^^^^^^^^^^^^^ emptied
`,
      output: `
FROM example/debian:12
RUN --mount=type=cache,target=/var/lib/apt apt-get update && apt-get install -y jq
`,
    },
    {
      name: "a clean-up behind a semicolon hides what fails before it",
      dockerfile: `
FROM example/debian:12
RUN --mount=type=cache,target=/var/cache/apt apt-get install -y jq; apt-get clean
                                                                    ^^^^^^^^^^^^^ emptied
`,
      suggestions: { drop: "\nFROM example/debian:12\nRUN --mount=type=cache,target=/var/cache/apt apt-get install -y jq\n" },
    },
    {
      name: "a language's clean-up may empty more than the mount",
      dockerfile: `
FROM node:22
RUN --mount=type=cache,target=/root/.npm npm ci && npm cache clean --force && npm run build
                                                   ^^^^^^^^^^^^^^^^^^^^^^^ emptied
`,
      suggestions: { drop: "\nFROM node:22\nRUN --mount=type=cache,target=/root/.npm npm ci && npm run build\n" },
    },
    {
      name: "a comment between is kept, without a fix",
      dockerfile: `
FROM example/debian:12
RUN --mount=type=cache,target=/var/cache/apt apt-get install -y jq \\
    # tidy up
    && apt-get clean
       ^^^^^^^^^^^^^ emptied
`,
    },
    {
      name: "in a here-document no fix is made",
      dockerfile: `
FROM example/debian:12
RUN --mount=type=cache,target=/var/cache/apt <<EOF
apt-get install -y jq
apt-get clean
^^^^^^^^^^^^^ emptied
EOF
`,
    },
    {
      name: "the mount point cannot be removed, nor its parent emptied",
      dockerfile: `
FROM python:3.13
RUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt && rm -rf /root/.cache/* /tmp/x
                                                                                         ^^^^^^^^^^^^^^ busy
RUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt && rm -rf /root/.cache/pip
                                                                                  ^^^^^^^^^^^^^^^^^^^^^^^ busy
`,
      message: /Device or resource busy/,
      suggestions: {
        drop: [
          "\nFROM python:3.13\nRUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt && rm -rf /tmp/x\nRUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt && rm -rf /root/.cache/pip\n",
          "\nFROM python:3.13\nRUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt && rm -rf /root/.cache/* /tmp/x\nRUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt\n",
        ],
      },
    },
    {
      name: "the base image empties the directory",
      dockerfile: `
FROM debian:12
# tools
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked apt-get update && apt-get install -y jq
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hook
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked apt-get update && apt-get install -y curl
`,
      suggestions: {
        keep: `
FROM debian:12
# tools
RUN rm -f /etc/apt/apt.conf.d/docker-clean; echo 'Binary::apt::APT::Keep-Downloaded-Packages "true";' > /etc/apt/apt.conf.d/keep-cache
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked apt-get update && apt-get install -y jq
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked apt-get update && apt-get install -y curl
`,
      },
    },
  ],
  valid: [
    { name: "a trim that keeps what was built", dockerfile: "FROM python:3.13\nRUN --mount=type=cache,target=/root/.cache/uv uv pip install flask==3.1.0 && uv cache prune --ci\n" },
    { name: "no mount: the flag keeps the image small", dockerfile: "FROM python:3.13\nRUN pip install --no-cache-dir -r requirements.txt\n" },
    { name: "a mount of another tool", dockerfile: "FROM python:3.13\nRUN --mount=type=cache,target=/root/.npm pip install --no-cache-dir -r requirements.txt\n" },
    { name: "a variable that is off", dockerfile: "FROM python:3.13\nENV PIP_NO_CACHE_DIR=0\nRUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt\n" },
    { name: "the command switches it on again", dockerfile: "FROM python:3.13\nENV PIP_NO_CACHE_DIR=1\nRUN --mount=type=cache,target=/root/.cache/pip PIP_NO_CACHE_DIR=0 pip install -r requirements.txt\n" },
    { name: "a variable that nobody knows", dockerfile: "FROM python:3.13\nARG PIP_NO_CACHE_DIR\nRUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt\n" },
    { name: "lists that are not mounted go into the image", dockerfile: "FROM example/debian:12\nRUN --mount=type=cache,target=/var/cache/apt apt-get update && apt-get install -y jq && rm -rf /var/lib/apt/lists/*\n" },
    { name: "packages that are not mounted go into the image", dockerfile: "FROM example/debian:12\nRUN --mount=type=cache,target=/var/lib/apt apt-get update && apt-get install -y jq && apt-get clean && rm -rf /var/cache/apt/*\n" },
    { name: "one file of the cache", dockerfile: "FROM example/debian:12\nRUN --mount=type=cache,target=/var/cache/apt rm -f /var/cache/apt/archives/lock /var/cache/apt/*.bin && apt-get install -y jq\n" },
    { name: "another directory with the same beginning", dockerfile: "FROM node:22\nRUN --mount=type=cache,target=/root/.npm npm ci && rm -rf /root/.npmrc /root/.npm-global\n" },
    { name: "a failure that nobody heeds", dockerfile: "FROM python:3.13\nRUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt; rm -rf /root/.cache/pip || true\n" },
    { name: "what only drops what no version can use", dockerfile: "FROM python:3.13\nRUN --mount=type=cache,target=/root/.cache/uv uv sync && uv cache prune\n" },
    { name: "a RUN that is there to empty the cache", dockerfile: "FROM node:22\nRUN --mount=type=cache,target=/root/.npm npm cache clean --force\n" },
    { name: "the hook is removed before", dockerfile: "FROM debian:12\nRUN rm -f /etc/apt/apt.conf.d/docker-clean\nRUN --mount=type=cache,target=/var/cache/apt apt-get install -y jq\n" },
    { name: "the hook is removed in the same RUN", dockerfile: "FROM debian:12\nRUN --mount=type=cache,target=/var/cache/apt <<EOF\nrm -f /etc/apt/apt.conf.d/docker-clean\napt-get install -y jq\nEOF\n" },
    { name: "a configuration is copied over it", dockerfile: "FROM debian:12\nCOPY apt.conf.d /etc/apt/apt.conf.d/\nRUN --mount=type=cache,target=/var/cache/apt apt-get install -y jq\n" },
    { name: "a script may have removed the hook", dockerfile: "FROM debian:12\nCOPY prepare.sh /\nRUN /prepare.sh\nRUN --mount=type=cache,target=/var/cache/apt apt-get install -y jq\n" },
    { name: "an image that nobody knows", dockerfile: "FROM example/debian:12\nRUN --mount=type=cache,target=/var/cache/apt apt-get install -y jq\n" },
    { name: "only the lists are mounted, and nothing empties them", dockerfile: "FROM debian:12\nRUN --mount=type=cache,target=/var/lib/apt apt-get update && apt-get install -y jq\n" },
  ],
});
