import { check } from "../support/check.ts";

const tools = "FROM golang:1.25 AS tools\nRUN go build -o /out/tool ./cmd/tool\nFROM debian:13\n";

check("no-whole-stage-bind", {
  invalid: [
    {
      name: "one file of the stage",
      dockerfile: `\n${tools}RUN --mount=type=bind,from=tools,target=/tools cp /tools/out/tool /usr/local/bin/\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ whole\nRUN tool setup\n`,
      message: /^This mounts all of stage "tools": .* re-runs this step and the RUN below it, though it names only `\/out\/tool`\. Mount that with `source=\/out\/tool`\.$/,
      suggestions: { narrow: `\n${tools}RUN --mount=type=bind,from=tools,source=/out/tool,target=/tools/out/tool cp /tools/out/tool /usr/local/bin/\nRUN tool setup\n` },
    },
    {
      name: "a source that is the root",
      dockerfile: `\n${tools}RUN --mount=from=tools,src=/,dst=/tools/ install /tools/out/tool /usr/bin\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ whole\n`,
      suggestions: { narrow: `\n${tools}RUN --mount=from=tools,src=/out/tool,dst=/tools/out/tool install /tools/out/tool /usr/bin\n` },
    },
    {
      name: "several files of one directory",
      dockerfile: `\n${tools}RUN --mount=from=tools,target=/t cp /t/out/a/x /bin && cp /t/out/b/* /bin\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ whole\n`,
      suggestions: { narrow: `\n${tools}RUN --mount=from=tools,source=/out,target=/t/out cp /t/out/a/x /bin && cp /t/out/b/* /bin\n` },
    },
    {
      name: "a program, which may need its neighbours",
      dockerfile: `\n${tools}RUN --mount=from=tools,target=/t echo && /t/opt/tool/run --fast\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ whole\n`,
      suggestions: { narrow: `\n${tools}RUN --mount=from=tools,source=/opt/tool,target=/t/opt/tool echo && /t/opt/tool/run --fast\n` },
    },
    { name: "in a flag and in a variable", dockerfile: `\n${tools}RUN --mount=from=tools,target=/t LIB=/t/out/lib make INC=-I/t/out/include\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ whole\n`, message: /only `\/out`/ },
    { name: "in a here-document", dockerfile: `\n${tools}RUN --mount=from=tools,target=/t <<EOF\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ whole\ncp /t/out/tool /bin\nEOF\n` },
    { name: "where the script goes", dockerfile: `\n${tools}RUN --mount=from=tools,target=/t cd /t/out && cp tool /bin\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ whole\n` },
    { name: "a stage on another one", dockerfile: '\nFROM golang:1.25 AS base\nCOPY . .\nFROM base AS b\nFROM debian:13\nRUN --mount=from=b,target="/t" cp /t/out/tool /bin\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^ whole\n', suggestions: { narrow: "\nFROM golang:1.25 AS base\nCOPY . .\nFROM base AS b\nFROM debian:13\nRUN --mount=from=b,source=/out/tool,target=\"/t/out/tool\" cp /t/out/tool /bin\n" } },
  ],
  valid: [
    { name: "a source", dockerfile: `${tools}RUN --mount=from=tools,source=/out,target=/t cp /t/tool /bin\n` },
    { name: "an image changes only as a whole", dockerfile: "FROM debian:13\nRUN --mount=from=golang:1.25,target=/go /go/usr/local/go/bin/go version\n" },
    { name: "so does a stage without steps", dockerfile: "FROM golang:1.25 AS go\nWORKDIR /x\nFROM debian:13\nRUN --mount=from=go,target=/t cp /t/out/tool /bin\n" },
    { name: "a stage from scratch holds what is to be taken", dockerfile: "FROM scratch AS bin\nCOPY tool /out/\nFROM debian:13\nRUN --mount=from=bin,target=/t cp /t/out/tool /bin\n" },
    { name: "all of it is read", dockerfile: `${tools}RUN --mount=from=tools,target=/rootfs scan /rootfs --report /rootfs/out/report\n` },
    { name: "all of it is read, with a slash", dockerfile: `${tools}RUN --mount=from=tools,target=/rootfs tar -C /rootfs/ -cf /all.tar .\n` },
    { name: "two roots are read", dockerfile: `${tools}RUN --mount=from=tools,target=/t cp /t/out/tool /bin && cp -r /t/etc/ssl /etc\n` },
    { name: "nobody knows what is read", dockerfile: `${tools}RUN --mount=from=tools,target=/t ./install.sh\n` },
    { name: "a wildcard at the root", dockerfile: `${tools}RUN --mount=from=tools,target=/t cp /t/*/tool /bin\n` },
    { name: "the place is kept in a variable", dockerfile: `${tools}RUN --mount=from=tools,target=/t T=/t; cp $T/out/tool /bin; cp /t/out/x /bin\n` },
    { name: "the script runs in it", dockerfile: `${tools}WORKDIR /t\nRUN --mount=from=tools,target=/t cp /t/out/tool /bin && ./configure\n` },
    { name: "another path that begins alike", dockerfile: `${tools}RUN --mount=from=tools,target=/t cp /tmp/t/x /t-1/y /t.d/z /bin\n` },
    { name: "the target is not known", dockerfile: `${tools}RUN --mount=from=tools,target=$T cp /t/out/tool /bin\n` },
    { name: "the seed of a cache", dockerfile: `${tools}RUN --mount=type=cache,from=tools,target=/t cp /t/out/tool /bin\n` },
    { name: "a stage that nobody needs", dockerfile: `${tools.replace("debian:13", "debian:13 AS x")}RUN --mount=from=tools,target=/t cp /t/out/tool /bin\nFROM debian:13\n` },
  ],
});
