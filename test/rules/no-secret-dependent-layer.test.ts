import { check } from "../support/check.ts";

const secret = "--mount=type=secret,id=token";

check("no-secret-dependent-layer", {
  invalid: [
    {
      name: "a download that a token opens",
      dockerfile: '\nFROM alpine:3.22\nRUN --mount=type=secret,id=token curl -H "Authorization: Bearer $(cat /run/secrets/token)" -o /m.bin https://models.example.com/private/model.bin\n                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ frozen\n',
      message: /^`https:\/\/models\.example\.com\/private\/model\.bin` is fetched once: neither the value of the secret `token` nor the content behind it is in the cache key of this step, and nothing else/,
    },
    { name: "by a variable of the script", dockerfile: '\nFROM alpine:3.22\nRUN --mount=type=secret,id=token TOKEN=$(cat /run/secrets/token) && wget --header "X: $TOKEN" https://example.com/tool\n                                                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ frozen\n' },
    { name: "by a variable of the mount", dockerfile: '\nFROM alpine:3.22\nRUN --mount=type=secret,id=t,env=TOKEN curl -u "me:$TOKEN" -O https://example.com/tool\n                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ frozen\n' },
    { name: "an object store with its credentials", dockerfile: "\nFROM alpine:3.22\nRUN --mount=type=secret,id=aws,target=/root/.aws/credentials aws s3 cp s3://bucket/weights.bin /w\n                                                             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ frozen\n", message: /the value of the secret `aws`/ },
    { name: "what is newest in there", dockerfile: "\nFROM alpine:3.22\nRUN --mount=type=secret,id=aws,env=AWS_SECRET_ACCESS_KEY aws s3 sync --delete s3://bucket/latest /w\n                                                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ frozen\n" },
    { name: "a model", dockerfile: "\nFROM python:3.13\nRUN --mount=type=secret,id=hf,env=HF_TOKEN hf download org/private-model\n                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ frozen\n" },
    { name: "a model whose name has a number", dockerfile: '\nFROM python:3.13\nRUN --mount=type=secret,id=hf huggingface-cli download org/Model-3.1-8B --token "$(cat /run/secrets/hf)"\n                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ frozen\n' },
    { name: "over SSH", dockerfile: "\nFROM alpine:3.22\nRUN --mount=type=ssh scp deploy@host.example.com:/srv/data.tar /data.tar\n                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ frozen\n", message: /neither the SSH key nor/ },
    { name: "below files that never change", dockerfile: "\nFROM alpine:3.22\nARG REGION=eu\nRUN apk add --no-cache rsync\nRUN --mount=type=ssh rsync -a host.example.com:/srv/data /data\n                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ frozen\n" },
    { name: "with one that it reads unasked", dockerfile: "\nFROM alpine:3.22\nRUN --mount=type=secret,id=n,target=/root/.netrc wget https://example.com/tool\n                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ frozen\n" },
    { name: "with a login file for the downloader", dockerfile: "\nFROM alpine:3.22\nRUN --mount=type=secret,id=n,target=/root/.netrc curl -fsSLn -o /x https://example.com/tool\n                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ frozen\n" },
  ],
  valid: [
    { name: "a login file that the downloader is not told of", dockerfile: "FROM alpine:3.22\nRUN --mount=type=secret,id=n,target=/root/.netrc curl -fsSL -o /x https://example.com/tool\n" },
    { name: "a lockfile above varies the key", dockerfile: "FROM node:22\nCOPY package.json package-lock.json ./\nRUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci\n" },
    { name: "so does a list of requirements", dockerfile: "FROM python:3.13\nCOPY requirements.txt .\nRUN --mount=type=secret,id=pip,target=/etc/pip.conf pip install -r requirements.txt\n" },
    { name: "mounted ones as well", dockerfile: "FROM alpine:3.22\nRUN --mount=source=fetch.sh,target=/fetch.sh --mount=type=secret,id=aws,target=/root/.aws/credentials aws s3 cp s3://bucket/w /w\n" },
    { name: "an argument that the build passes", dockerfile: "FROM alpine:3.22\nARG DATA_REVISION\nRUN --mount=type=secret,id=aws,target=/root/.aws/credentials aws s3 cp s3://bucket/w /w\n" },
    { name: "an argument against the cache", dockerfile: "FROM alpine:3.22\nARG CACHEBUST=1\nRUN --mount=type=secret,id=aws,target=/root/.aws/credentials aws s3 cp s3://bucket/w /w\n" },
    { name: "a version", dockerfile: `FROM alpine:3.22\nRUN ${secret} curl -H "A: $(cat /run/secrets/token)" -o /t https://example.com/tool-1.4.2\n` },
    { name: "a version in a variable", dockerfile: `FROM alpine:3.22\nENV VERSION=1.4\nRUN ${secret} curl -H "A: $(cat /run/secrets/token)" -o /t https://example.com/$VERSION/tool\n` },
    { name: "a version in a store", dockerfile: "FROM alpine:3.22\nRUN --mount=type=secret,id=aws,target=/root/.aws/credentials aws s3 cp s3://bucket/v1.2.3/w /w\n" },
    { name: "a version of one number", dockerfile: "FROM alpine:3.22\nRUN --mount=type=secret,id=aws,target=/root/.aws/credentials aws s3 cp s3://bucket/model-v12/w /w\n" },
    { name: "a revision of a model", dockerfile: "FROM alpine:3.22\nRUN --mount=type=secret,id=hf,env=HF_TOKEN hf download org/model --revision 1a2b3c4\n" },
    { name: "a checksum", dockerfile: `FROM alpine:3.22\nRUN ${secret} curl -H "A: $(cat /run/secrets/token)" -o /t https://example.com/tool && echo "${"a".repeat(64)}  /t" | sha256sum -c\n` },
    { name: "a branch has its own rule", dockerfile: "FROM alpine:3.22\nRUN --mount=type=ssh git clone git@example.com:o/r.git\n" },
    { name: "so has the newest release", dockerfile: `FROM alpine:3.22\nRUN ${secret} curl -H "A: $(cat /run/secrets/token)" -O https://example.com/latest/tool\n` },
    { name: "so has a package without a version", dockerfile: "FROM node:22\nRUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm install -g @private/tool\n" },
    { name: "the secret is for something else", dockerfile: 'FROM alpine:3.22\nRUN --mount=type=secret,id=pw curl -O https://example.com/tool && echo "me:$(cat /run/secrets/pw)" | chpasswd\n' },
    { name: "no secret", dockerfile: "FROM alpine:3.22\nRUN aws s3 cp s3://bucket/w /w\n" },
    { name: "an upload", dockerfile: "FROM alpine:3.22\nRUN --mount=type=ssh rsync -a /data host.example.com:/srv/data\n" },
    { name: "a public download beside it", dockerfile: `FROM alpine:3.22\nRUN ${secret} curl -O https://example.com/tool && ./tool --token-file /run/secrets/token\n` },
    { name: "a stage that nobody needs", dockerfile: "FROM alpine:3.22 AS a\nRUN --mount=type=ssh scp host:/a /a\nFROM alpine:3.22\n" },
  ],
});
