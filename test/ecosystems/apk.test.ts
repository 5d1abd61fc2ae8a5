import { checkCommands } from "./check.ts";

checkCommands("apk installs and looks after its index", [
  ["apk add jq", "apk system-install fetched"],
  ["apk add --no-cache jq", "apk system-install fetched"],
  ["apk --no-cache --no-progress add jq", "apk system-install fetched"],
  ["apk add --update jq", "apk system-install fetched"],
  ["apk add -U --no-cache jq", "apk system-install fetched"],
  ["apk add --no-cache --virtual .build-deps gcc musl-dev", "apk system-install fetched"],
  ["apk add -t .build-deps $BUILD_DEPS", "apk system-install fetched"],
  ["apk add ./local.apk --allow-untrusted", "apk system-install fetched"],
  ["apk -X https://dl-cdn.alpinelinux.org/alpine/edge/testing add jq", "apk system-install fetched"],
  ["apk add --no-network --virtual .rundeps $runDeps", "apk system-install unused"],
  ["apk add --virtual .build-deps", "apk system-install fetched"],
  ["apk add --simulate jq", "-"],
  ["apk del .build-deps", "-"],
  ["apk info --installed jq", "-"],
  ["apk --print-arch", "-"],
  ["apk fetch jq", "-"],
]);

checkCommands("apk refreshes, upgrades and cleans", [
  ["apk update", "apk refresh-index"],
  ["apk -U update", "apk refresh-index"],
  ["apk upgrade", "apk upgrade fetched"],
  ["apk --no-cache upgrade", "apk upgrade fetched"],
  ["apk upgrade libcrypto3", "apk upgrade fetched"],
  ["apk cache purge", "apk clean-cache"],
  ["apk cache clean --purge", "apk clean-cache"],
  ["apk cache clean", "-"],
  ["apk version", "-"],
]);
