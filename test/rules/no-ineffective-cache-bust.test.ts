import { check } from "../support/check.ts";

check("no-ineffective-cache-bust", {
  invalid: [
    { name: "before the first FROM alone", dockerfile: "\nARG CACHEBUST=1\n    ^^^^^^^^^ global\nFROM alpine:3.22\nRUN apk add --no-cache curl\n", suggestions: { remove: "\nFROM alpine:3.22\nRUN apk add --no-cache curl\n" } },
    { name: "a RUN names it, but the stage does not have it", dockerfile: "\nARG CACHEBUST=1\n    ^^^^^^^^^ global\nFROM alpine:3.22\nRUN echo $CACHEBUST && apk add --no-cache curl\n", suggestions: {} },
    { name: "only a COPY below", dockerfile: "\nFROM node:22\nRUN npm install -g serve@14.2.4\nARG CACHE_BUST\n    ^^^^^^^^^^ noRun\nCOPY . /srv\n", suggestions: { remove: "\nFROM node:22\nRUN npm install -g serve@14.2.4\nCOPY . /srv\n" } },
    { name: "only an echo below", dockerfile: "\nFROM node:22\nARG CACHEBUST=1\n    ^^^^^^^^^ trivial\nRUN echo \"$CACHEBUST\"\nCOPY . /srv\n", suggestions: { remove: "\nFROM node:22\nCOPY . /srv\n" } },
    { name: "an ENV hides it", dockerfile: "\nFROM node:22\nARG NO_CACHE\n    ^^^^^^^^ hidden\nENV NO_CACHE=1\nRUN git clone https://example.com/r.git\n", suggestions: {} },
  ],
  valid: [
    { name: "a RUN below re-runs", dockerfile: "FROM alpine:3.22\nARG CACHEBUST\nRUN git clone https://example.com/r.git\n" },
    { name: "whatever stands below the echo re-runs with it", dockerfile: "FROM alpine:3.22\nARG CACHEBUST\nRUN echo $CACHEBUST\nCOPY . .\nRUN make\n" },
    { name: "what is printed is kept", dockerfile: "FROM alpine:3.22\nARG CACHEBUST\nRUN echo $CACHEBUST > /stamp\n" },
    { name: "a RUN of a stage built on this one", dockerfile: "FROM alpine:3.22 AS a\nARG CACHEBUST\nFROM a\nRUN git clone https://example.com/r.git\n" },
    { name: "a global that decides the base", dockerfile: "ARG CACHEBUST=1\nFROM app:$CACHEBUST\nRUN x\n" },
    { name: "a global that a stage declares again", dockerfile: "ARG CACHEBUST=1\nFROM alpine:3.22\nARG CACHEBUST\nRUN x\n" },
    { name: "COPY substitutes it", dockerfile: "FROM alpine:3.22\nARG CACHEBUST\nCOPY a-$CACHEBUST /\n" },
    { name: "an argument of another kind", dockerfile: "FROM alpine:3.22\nARG CACHE_KEY_PREFIX\nARG VERSION\nCOPY . .\n" },
    { name: "a flag for the application's own cache", dockerfile: "FROM alpine:3.22\nARG CACHE_DIR\nARG CACHE_SIZE\nCOPY . .\n" },
    { name: "the ENV hands the value on", dockerfile: "FROM alpine:3.22\nARG CACHEBUST\nENV CACHEBUST=$CACHEBUST\nRUN git clone https://example.com/r.git\n" },
    { name: "a trigger uses it", dockerfile: "FROM alpine:3.22\nARG CACHEBUST\nONBUILD RUN git pull\n" },
    { name: "a query has its own rule", dockerfile: "FROM alpine:3.22\nADD https://example.com/list.txt?cachebust=3 /\n" },
    { name: "a stage that nobody needs", dockerfile: "FROM alpine:3.22 AS a\nARG CACHEBUST\nCOPY . .\nFROM alpine:3.22\n" },
  ],
});
