import { check } from "../support/check.ts";

const git = { ".git/HEAD": "ref: x\n", "src/app.js": "", ".dockerignore": "node_modules\n" };

check("no-git-dir-in-layer", {
  invalid: [
    {
      name: "copied by name",
      dockerfile: "\nFROM a:1\nWORKDIR /src\nCOPY .git .git\n     ^^^^ named\nRUN ./install\nRUN git describe --tags > version\n",
      files: git,
      message: /^`\.git` changes with every commit, .* re-runs this step and 2 RUNs below it, .* \(`--mount=type=bind,source=\.git,target=…`\)/,
    },
    { name: "among others, with a slash", dockerfile: "\nFROM a:1\nADD src ./.git/ /src/\n        ^^^^^^^ named\n", files: git },
    { name: "whatever the context is", dockerfile: "\nFROM a:1\nCOPY .git /src/.git\n     ^^^^ named\n" },
    { name: "a repository below the context", dockerfile: "\nFROM a:1\nCOPY lib/.git /lib/.git\n     ^^^^^^^^ named\n", files: { "lib/.git/HEAD": "" } },
    {
      name: "as a part of the whole context, for a command",
      dockerfile: "\nFROM a:1\nCOPY . /src\n     ^ whole\nRUN ./install\nRUN cd /src && git rev-parse HEAD > version\n",
      files: git,
      message: /^`\.` takes in `\.git`, which `git rev-parse HEAD` reads: .* and 2 RUNs below it\./,
    },
    { name: "in a substitution", dockerfile: '\nFROM a:1\nCOPY . .\n     ^ whole\nRUN make VERSION="$(git describe)"\n', files: git },
  ],
  valid: [
    { name: "mounted where it is read", dockerfile: "FROM a:1\nCOPY src /src\nRUN --mount=type=bind,source=.git,target=.git git describe\n", files: git },
    { name: "single files of it", dockerfile: "FROM a:1\nCOPY .git/HEAD /src/\nCOPY .git/refs /src/refs\n", files: git },
    { name: "a file of that name points elsewhere", dockerfile: "FROM a:1\nCOPY .git /src/\n", files: { ".git": "gitdir: x\n" } },
    { name: "no command reads it: the ignore file's rule speaks of it", dockerfile: "FROM a:1\nCOPY . /src\nRUN make\n", files: git },
    { name: "without an ignore file its absence is the cause", dockerfile: "FROM a:1\nCOPY . /src\nRUN git describe\n", files: { ".git/HEAD": "" } },
    { name: "it is ignored", dockerfile: "FROM a:1\nCOPY . /src\nRUN git describe\n", files: { ...git, ".dockerignore": ".git\n" } },
    { name: "it is brought back by name", dockerfile: "FROM a:1\nCOPY . /src\nRUN git describe\n", files: { ...git, ".dockerignore": "*\n!src\n!.git\n" } },
    { name: "the command works on another repository", dockerfile: "FROM a:1\nCOPY . /src\nRUN git clone https://github.com/o/r /r\n", files: git },
    { name: "the command reads what was cloned", dockerfile: "FROM a:1\nCOPY . /src\nRUN git clone https://github.com/o/r /r && cd /r && git rev-parse HEAD > /rev\nRUN git -C /r describe\n", files: git },
    { name: "the command runs above the copy", dockerfile: "FROM a:1\nRUN git status || true\nCOPY . /src\n", files: git },
    { name: "other names", dockerfile: "FROM a:1\nCOPY .gitconfig .github /src/\n", files: git },
    { name: "from another stage", dockerfile: "FROM a:1 AS b\nRUN x\nFROM a:1\nCOPY --from=b /src/.git /src/.git\n", files: git },
    { name: "a stage that nobody needs", dockerfile: "FROM a:1 AS old\nCOPY .git .git\nFROM a:1\n", files: git },
  ],
});
