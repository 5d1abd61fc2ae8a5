import { check } from "../support/check.ts";

check("no-volatile-add", {
  invalid: [
    { name: "a file of a branch", dockerfile: "\nFROM alpine:3.22\nADD https://raw.githubusercontent.com/o/t/main/x.conf /etc/\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ url\nRUN one\nRUN two\n", message: /this step and 2 more below it re-run/ },
    { name: "latest", dockerfile: "\nFROM alpine:3.22\nADD https://example.com/latest/t.tar.gz /t\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ url\n", message: /this step re-runs, and/ },
    { name: "a repository's default branch", dockerfile: "\nFROM alpine:3.22\nADD https://github.com/o/t.git /t\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^ git\n", message: /default branch/ },
    { name: "a branch of a repository", dockerfile: "\nFROM alpine:3.22\nADD https://github.com/o/t.git#main:docs /t\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ git\n", message: /`main`/ },
    { name: "an address that names no version", dockerfile: "\nFROM alpine:3.22\nADD https://example.com/data/domains.txt /t\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ unversioned\n", message: /names no version/ },
    { name: "latest for some platform", dockerfile: "\nFROM alpine:3.22\nARG TARGETARCH\nADD https://example.com/latest/t-${TARGETARCH} /t\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ url\n" },
    { name: "over ssh", dockerfile: "\nFROM alpine:3.22\nADD git@github.com:o/t.git /t\n    ^^^^^^^^^^^^^^^^^^^^^^ git\n" },
  ],
  valid: [
    { name: "who builds names the address", dockerfile: "FROM a:1\nARG URL=https://e.com/releases/latest/app.tgz\nADD $URL /app/\n" },
    { name: "a query that is to bust the cache has its own rule", dockerfile: "FROM alpine:3.22\nADD https://example.com/list.txt?cachebust=1 /\n" },
    { name: "a checksum asks nobody while the content is cached", dockerfile: `FROM alpine:3.22\nADD --checksum=sha256:${"c".repeat(64)} https://example.com/latest/t /t\n` },
    { name: "a version", dockerfile: "FROM alpine:3.22\nADD https://example.com/v1.2.3/t.tar.gz /t\n" },
    { name: "a version from an ARG", dockerfile: "FROM alpine:3.22\nARG V=1.2.3\nADD https://example.com/$V/t.tar.gz /t\n" },
    { name: "a variable that nothing decides", dockerfile: "FROM alpine:3.22\nARG V\nADD https://example.com/latest/$V /t\n" },
    { name: "a tag", dockerfile: "FROM alpine:3.22\nADD https://github.com/o/t.git#v1.2.0 /t\n" },
    { name: "a commit", dockerfile: "FROM alpine:3.22\nADD https://github.com/o/t.git#4f2a9c17d0b5e6f8a1c2d3e4f5a6b7c8d9e0f1a2 /t\n" },
    { name: "a ref that is added to bust the cache", dockerfile: "FROM alpine:3.22\nADD https://api.github.com/repos/o/t/git/refs/heads/main /tmp/version\n" },
    { name: "a latest release asked of an API", dockerfile: "FROM alpine:3.22\nADD https://api.github.com/repos/o/t/releases/latest /tmp/release.json\n" },
    { name: "random bytes", dockerfile: "FROM alpine:3.22\nADD https://www.random.org/cgi-bin/randbyte?format=h /tmp/skipcache\n" },
    { name: "what lands nowhere", dockerfile: "FROM alpine:3.22\nADD https://example.com/latest/t /dev/null\n" },
    { name: "a number that may be a version", dockerfile: "FROM alpine:3.22\nADD https://example.com/tool8.tar.gz /t\n" },
    { name: "a key that is rotated", dockerfile: "FROM alpine:3.22\nADD https://example.com/keys/release.asc /etc/apt/keyrings/\n" },
    { name: "a local file", dockerfile: "FROM alpine:3.22\nADD latest.tar.gz /t\n" },
    { name: "a stage that nobody needs", dockerfile: "FROM alpine:3.22 AS old\nADD https://example.com/latest/t /t\nFROM alpine:3.22\n" },
  ],
});
