import { check } from "../support/check.ts";

check("no-unpinned-git-clone", {
  invalid: [
    {
      name: "the default branch: ADD looks at the remote in every build",
      dockerfile: "\nFROM alpine:3.22\nRUN git clone https://github.com/o/tool.git /opt/tool\n              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ clone\n",
      message: /clone of the default branch/,
      suggestions: { add: "\nFROM alpine:3.22\nADD https://github.com/o/tool.git /opt/tool\n" },
    },
    {
      name: "a branch",
      dockerfile: "\nFROM alpine:3.22\nRUN git clone --depth 1 -b main https://github.com/o/tool /opt/tool\n                                ^^^^^^^^^^^^^^^^^^^^^^^^^ clone\n",
      message: /clone of `main`/,
      suggestions: { add: "\nFROM alpine:3.22\nADD https://github.com/o/tool.git#main /opt/tool\n" },
    },
    { name: "the RUN does more", dockerfile: "\nFROM alpine:3.22\nRUN apk add git && git clone https://github.com/o/tool && cd tool && make\n                             ^^^^^^^^^^^^^^^^^^^^^^^^^ clone\n", suggestions: {} },
    { name: "checking out a branch pins nothing", dockerfile: "\nFROM alpine:3.22\nRUN git clone https://github.com/o/tool && cd tool && git checkout develop\n              ^^^^^^^^^^^^^^^^^^^^^^^^^ clone\n" },
    { name: "over ssh", dockerfile: "\nFROM alpine:3.22\nRUN --mount=type=ssh git clone git@github.com:o/tool.git\n                               ^^^^^^^^^^^^^^^^^^^^^^^^^ clone\n" },
    { name: "installed from a repository", dockerfile: "\nFROM python:3.13\nRUN pip install git+https://github.com/o/tool.git@main\n                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ clone\n" },
    { name: "installed from a repository's default branch", dockerfile: "\nFROM python:3.13\nRUN pip install 'tool @ git+https://github.com/o/tool'\n                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ clone\n" },
    { name: "Subversion", dockerfile: "\nFROM alpine:3.22\nRUN svn checkout https://svn.example.com/trunk src\n                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ clone\n" },
  ],
  valid: [
    { name: "a tag", dockerfile: "FROM alpine:3.22\nRUN git clone --branch v1.2.0 https://github.com/o/tool\n" },
    { name: "a variable", dockerfile: "FROM alpine:3.22\nARG REF\nRUN git clone -b \"$REF\" https://github.com/o/tool\n" },
    { name: "a commit is checked out", dockerfile: "FROM alpine:3.22\nRUN git clone https://github.com/o/tool && cd tool && git checkout 4f2a9c1\n" },
    { name: "a variable is checked out in a later step", dockerfile: "FROM alpine:3.22\nARG REF\nRUN git clone https://github.com/o/tool /t\nRUN git -C /t checkout $REF\n" },
    { name: "reset to a tag", dockerfile: "FROM alpine:3.22\nRUN git clone https://github.com/o/tool /t && git -C /t reset --hard v2.1\n" },
    { name: "flags in a variable can pin", dockerfile: "FROM alpine:3.22\nRUN git clone $CLONE_FLAGS https://github.com/o/tool\n" },
    { name: "an ARG is there to bust the cache", dockerfile: "FROM alpine:3.22\nARG CACHEBUST\nRUN git clone https://github.com/o/tool\n" },
    { name: "a directory of this machine", dockerfile: "FROM alpine:3.22\nRUN git clone /src /opt/tool\n" },
    { name: "plugins of a shell", dockerfile: "FROM alpine:3.22\nRUN git clone https://github.com/zsh-users/zsh-autosuggestions ~/.oh-my-zsh/custom/plugins/zsh-autosuggestions\n" },
    { name: "a package from a tag of a repository", dockerfile: "FROM python:3.13\nRUN pip install git+https://github.com/o/tool.git@v1.4.0\n" },
    { name: "ADD asks the remote itself", dockerfile: "FROM alpine:3.22\nADD https://github.com/o/tool.git#v1.2.0 /t\n" },
    { name: "Subversion at a revision", dockerfile: "FROM alpine:3.22\nRUN svn co -r 4711 https://svn.example.com/trunk src\n" },
  ],
});
