import { check } from "../support/check.ts";

check("no-frozen-value", {
  invalid: [
    { name: "a key for each algorithm", dockerfile: "\nFROM debian:13\nRUN ssh-keygen -t rsa -f /etc/ssh/ssh_host_rsa_key -N x && ssh-keygen -t ecdsa -f /etc/ssh/ssh_host_ecdsa_key -N x\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ key\n" },
    { name: "a time written by a redirect", dockerfile: "\nFROM alpine:3.22\nRUN date -u > /build-date\n    ^^^^^^^^^^^^^^^^^^^^^ time\n" },
    { name: "a time in a substitution", dockerfile: '\nFROM alpine:3.22\nRUN apk add --no-cache jq && echo "built $(date +%F)" > /version\n                                           ^^^^^^^^ time\n' },
    { name: "a time in a variable", dockerfile: "\nFROM alpine:3.22\nRUN NOW=$(date +%s) && echo $NOW > /version\n          ^^^^^^^^ time\n" },
    { name: "a random value, sources or not", dockerfile: "\nFROM alpine:3.22\nCOPY . .\nRUN echo SECRET=$(openssl rand -hex 32) >> .env\n                  ^^^^^^^^^^^^^^^^^^^^ random\n" },
    { name: "a random value through a pipe", dockerfile: "\nFROM alpine:3.22\nRUN head -c 32 /dev/urandom | base64 > /etc/secret\n    ^^^^^^^^^^^^^^^^^^^^^^^ random\n" },
    { name: "a uuid, and one of the shell's", dockerfile: "\nFROM alpine:3.22\nRUN uuidgen | tee /etc/id\n    ^^^^^^^ random\nRUN echo $RANDOM > /etc/id\n    ^^^^^^^^^^^^^^^^^^^^^^ random\n" },
    { name: "host keys", dockerfile: "\nFROM alpine:3.22\nRUN apk add --no-cache openssh && ssh-keygen -A\n                                  ^^^^^^^^^^^^^ key\n" },
    { name: "a certificate with its key", dockerfile: "\nFROM nginx:1.27\nRUN openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=x -keyout /etc/k.pem -out /etc/c.pem\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ key\n" },
    { name: "in a stage that the image is built on", dockerfile: "\nFROM alpine:3.22 AS base\nRUN openssl genrsa -out /etc/k.pem 2048\n    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ key\nFROM base\nCMD x\n" },
  ],
  valid: [
    { name: "a time that is only printed", dockerfile: "FROM alpine:3.22\nRUN date && date > /dev/null && echo $(date)\n" },
    { name: "below the sources it is the time of their build", dockerfile: "FROM alpine:3.22\nCOPY . .\nRUN date > /build-date\n" },
    { name: "refreshed by an argument", dockerfile: "FROM alpine:3.22\nARG REVISION\nRUN date > /build-date\n" },
    { name: "busted on purpose", dockerfile: "FROM alpine:3.22\nARG CACHEBUST=1\nRUN date > /build-date\n" },
    { name: "the time of something else", dockerfile: "FROM alpine:3.22\nRUN date -r /etc/os-release > /d && date --date=@0 > /e\n" },
    { name: "a secret for one command", dockerfile: "FROM ruby:3.4\nCOPY . .\nRUN SECRET_KEY_BASE=$(openssl rand -hex 64) bin/rails assets:precompile\n" },
    { name: "a password that nobody has to know", dockerfile: "FROM alpine:3.22\nRUN useradd --password $(head -c32 /dev/urandom | base64) app\n" },
    { name: "a key that is removed again", dockerfile: "FROM alpine:3.22\nRUN ssh-keygen -A && rm -f /etc/ssh/ssh_host_*\n" },
    { name: "a key for the containers of this image among themselves", dockerfile: "FROM alpine:3.22\nRUN ssh-keygen -q -N '' -f /root/.ssh/id_rsa && cp /root/.ssh/id_rsa.pub /root/.ssh/authorized_keys\n" },
    { name: "a key that is read", dockerfile: "FROM alpine:3.22\nRUN ssh-keygen -y -f /k > /k.pub && ssh-keygen -lf /k && openssl x509 -in /c -out /d && openssl dhparam -out /dh 2048\n" },
    { name: "a builder's key", dockerfile: "FROM alpine:3.22 AS sign\nRUN openssl genrsa -out /k.pem 2048\nFROM alpine:3.22\nCOPY --from=sign /signed /signed\n" },
    { name: "made when the container starts", dockerfile: "FROM alpine:3.22\nCMD ssh-keygen -A && exec sshd -D\n" },
    { name: "a commit is in the key with the repository it is read from", dockerfile: "FROM alpine:3.22\nCOPY .git .git\nRUN git rev-parse HEAD > /version\n" },
    { name: "a throw-away file", dockerfile: "FROM alpine:3.22\nRUN date > /tmp/start\n" },
  ],
});
