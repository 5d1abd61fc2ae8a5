import { check } from "../support/check.ts";

check("no-query-cache-bust", {
  invalid: [
    {
      name: "a query",
      dockerfile: "\nFROM alpine:3.22\nADD https://example.com/list.txt?cachebust=3 /\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ query\n",
      message: /^`\?cachebust=3` busts no cache: /,
      suggestions: { remove: "\nFROM alpine:3.22\nADD https://example.com/list.txt /\n" },
    },
    { name: "among others", dockerfile: "\nFROM alpine:3.22\nADD https://example.com/list?a=1&ts=3&b=2 /l\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ query\n", suggestions: { remove: "\nFROM alpine:3.22\nADD https://example.com/list?a=1&b=2 /l\n" } },
    { name: "before others", dockerfile: "\nFROM alpine:3.22\nADD https://example.com/list?nocache=3&b=2 /l\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ query\n", suggestions: { remove: "\nFROM alpine:3.22\nADD https://example.com/list?b=2 /l\n" } },
    { name: "a name without a value", dockerfile: "\nFROM alpine:3.22\nADD https://example.com/l?nocache /l\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ query\n", suggestions: { remove: "\nFROM alpine:3.22\nADD https://example.com/l /l\n" } },
    { name: "a timestamp with a name", dockerfile: "\nFROM alpine:3.22\nADD https://example.com/l?t=1717171717 /l\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ query\n" },
    { name: "a timestamp", dockerfile: "\nFROM alpine:3.22\nADD https://example.com/l?1717171717 /l\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ query\n", suggestions: { remove: "\nFROM alpine:3.22\nADD https://example.com/l /l\n" } },
    {
      name: "an argument that serves nothing else",
      dockerfile: "\nFROM alpine:3.22\nARG CACHE_BUST\nADD https://example.com/list.txt?${CACHE_BUST} /\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ query\n",
      suggestions: { removeBoth: "\nFROM alpine:3.22\nADD https://example.com/list.txt /\n" },
    },
    {
      name: "an argument that something else uses",
      dockerfile: "\nFROM alpine:3.22\nARG BUILD_DATE\nADD https://example.com/list.txt?t=$BUILD_DATE /\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ query\nLABEL created=$BUILD_DATE\n",
      suggestions: { remove: "\nFROM alpine:3.22\nARG BUILD_DATE\nADD https://example.com/list.txt /\nLABEL created=$BUILD_DATE\n" },
    },
    { name: "the time of the build", dockerfile: "\nFROM alpine:3.22\nARG BUILD_DATE\nADD https://example.com/l?date=$BUILD_DATE /\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ query\nLABEL date=$BUILD_DATE\n" },
    {
      name: "an argument that re-runs what stands below",
      dockerfile: "\nFROM alpine:3.22\nARG CACHE_BUST\nADD https://example.com/l?$CACHE_BUST /l\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ query\nRUN ./fetch\n",
      suggestions: { remove: "\nFROM alpine:3.22\nARG CACHE_BUST\nADD https://example.com/l /l\nRUN ./fetch\n" },
    },
    { name: "a quoted address", dockerfile: '\nFROM alpine:3.22\nADD ["https://example.com/l?_=1", "/l"]\n     ^^^^^^^^^^^^^^^^^^^^^^^^^^^ query\n', suggestions: { remove: '\nFROM alpine:3.22\nADD ["https://example.com/l", "/l"]\n' } },
  ],
  valid: [
    { name: "a query that selects content", dockerfile: "FROM alpine:3.22\nADD https://example.com/x?version=3&ref=main&date=2024-05-01 /x\n" },
    { name: "a build's artifact", dockerfile: "FROM alpine:3.22\nARG BUILD_NUMBER\nARG GIT_SHA\nADD https://example.com/x?build=$BUILD_NUMBER&ref=$GIT_SHA /x\n" },
    { name: "no query", dockerfile: "FROM alpine:3.22\nADD https://example.com/cachebust /x\n" },
    { name: "a checksum fixes the content", dockerfile: `FROM alpine:3.22\nADD --checksum=sha256:${"a".repeat(64)} https://example.com/x?ts=3 /x\n` },
    { name: "a repository", dockerfile: "FROM alpine:3.22\nADD https://example.com/r.git?ref=v1 /x\n" },
    { name: "the address of a RUN is in its key", dockerfile: "FROM alpine:3.22\nRUN wget https://example.com/x?ts=3\n" },
    { name: "a stage that nobody needs", dockerfile: "FROM alpine:3.22 AS a\nADD https://example.com/x?ts=3 /x\nFROM alpine:3.22\n" },
  ],
});
