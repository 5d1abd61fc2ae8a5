import { check } from "../support/check.ts";

check("no-frozen-upgrade", {
  invalid: [
    { name: "in the image itself", dockerfile: "\nFROM debian:12\nRUN apt-get update && apt-get -y upgrade\n                      ^^^^^^^^^^^^^^^^^^ upgrade\n", message: /Renew the base image instead\.$/ },
    { name: "of the distribution", dockerfile: "\nFROM debian:12 AS run\nRUN apt-get update && apt-get dist-upgrade -y\n                      ^^^^^^^^^^^^^^^^^^^^^^^ upgrade\n", message: /--no-cache-filter=run/ },
    { name: "of another distribution", dockerfile: "\nFROM alpine:3.22\nRUN apk upgrade --no-cache\n    ^^^^^^^^^^^^^^^^^^^^^^ upgrade\n" },
    { name: "in a stage that the image is built on", dockerfile: "\nFROM fedora:42 AS base\nRUN dnf -y upgrade\n    ^^^^^^^^^^^^^^ upgrade\nFROM base\nCMD x\n" },
  ],
  valid: [
    { name: "an install", dockerfile: "FROM debian:12\nRUN apt-get update && apt-get install -y jq\n" },
    { name: "some packages are renewed by name", dockerfile: "FROM alpine:3.22\nRUN apk upgrade openssl\n" },
    { name: "one package is renewed", dockerfile: "FROM debian:12\nRUN apt-get update && apt-get install -y --only-upgrade openssl\n" },
    { name: "a stale builder stage has a rule of its own", dockerfile: "FROM debian:12 AS base\nRUN apt-get update && apt-get -y upgrade\nFROM scratch\nCOPY --from=base / /\n" },
    { name: "every change of the project runs it again", dockerfile: "FROM debian:12\nCOPY . .\nRUN apt-get update && apt-get -y upgrade\n" },
    { name: "every new value of an argument runs it again", dockerfile: "FROM debian:12\nARG REVISION\nRUN apt-get update && apt-get -y upgrade\n" },
    { name: "refreshed on purpose", dockerfile: "FROM debian:12\nARG CACHE_DATE\nRUN apt-get update && apt-get -y upgrade\n" },
    { name: "a stage that nobody needs", dockerfile: "FROM debian:12 AS a\nRUN apt-get update && apt-get -y upgrade\nFROM debian:12\n" },
  ],
});
