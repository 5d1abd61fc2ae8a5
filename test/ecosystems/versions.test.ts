import assert from "node:assert/strict";
import { ecosystems } from "../../ecosystems/index.ts";

const cases: readonly (readonly [image: string, file: string, text: string, expected: string | undefined])[] = [
  ["node", ".nvmrc", "v20.11.1\n", "20.11.1"],
  ["node", ".nvmrc", "20", "20"],
  ["node", ".nvmrc", "# ours\n22.3 # this\n", "22.3"],
  ["node", ".nvmrc", "lts/*", undefined],
  ["node", ".nvmrc", "lts/iron", undefined],
  ["node", ".nvmrc", "node", undefined],
  ["node", ".node-version", "22.3.0\r\n", "22.3.0"],
  ["node", ".tool-versions", "python 3.12.1\nnodejs 22.3.0\n", "22.3.0"],
  ["node", ".tool-versions", "nodejs lts\n", undefined],
  ["node", ".tool-versions", "nodejs 22.3.0 20.1.0\n", undefined],
  ["node", "package.json", '{"engines":{"node":"20.11.1"}}', "20.11.1"],
  ["node", "package.json", '{"engines":{"node":"^20.1.0"}}', "20"],
  ["node", "package.json", '{"engines":{"node":"20.x"}}', "20"],
  ["node", "package.json", '{"engines":{"node":"~20.11.0"}}', "20.11"],
  ["node", "package.json", '{"engines":{"node":">=18"}}', undefined],
  ["node", "package.json", '{"engines":{"node":"18 || 20"}}', undefined],
  ["node", "package.json", '{"engines":{"node":"*"}}', undefined],
  ["node", "package.json", '{"engines":{"node":">=18"},"volta":{"node":"20.11.1"}}', "20.11.1"],
  ["python", ".python-version", "3.12\n", "3.12"],
  ["python", ".python-version", "3.12.1", "3.12.1"],
  ["python", ".python-version", "cpython-3.12", "3.12"],
  ["python", ".python-version", "3.12\n3.11\n", undefined],
  ["python", ".python-version", "pypy3.10", undefined],
  ["python", ".python-version", "3", undefined],
  ["python", ".tool-versions", "python 3.12.1", "3.12.1"],
  ["python", "pyproject.toml", '[project]\nrequires-python = ">=3.10"\n', undefined],
  ["python", "pyproject.toml", '[project]\nrequires-python = "==3.12.*"\n', "3.12"],
  ["python", "pyproject.toml", '[tool.x]\nrequires-python = "==3.12.*"\n', undefined],
  ["golang", "go.mod", "module m\n\ngo 1.22\n", "1.22"],
  ["golang", "go.mod", "module m\n\ngo 1.22.0\n\ntoolchain go1.22.5\n", "1.22.5"],
  ["golang", "go.mod", "module m\n\ngo 1.23rc1\n", undefined],
  ["golang", ".tool-versions", "golang 1.22.5", "1.22.5"],
  ["rust", "rust-toolchain", "1.75.0\n", "1.75.0"],
  ["rust", "rust-toolchain", "stable\n", undefined],
  ["rust", "rust-toolchain", "nightly-2024-01-01", undefined],
  ["rust", "rust-toolchain.toml", '[toolchain]\nchannel = "1.75"\ncomponents = ["clippy"]\n', "1.75"],
  ["rust", "rust-toolchain.toml", '[toolchain]\nchannel = "stable"\n', undefined],
  ["rust", ".tool-versions", "rust 1.75.0", "1.75.0"],
  ["bun", ".bun-version", "1.1.0\n", "1.1.0"],
  ["bun", "package.json", '{"packageManager":"bun@1.1.0"}', "1.1.0"],
  ["bun", "package.json", '{"packageManager":"pnpm@9.1.0"}', undefined],
];

describe("versions that files prove", () => {
  for (const [image, file, text, expected] of cases) {
    it(`${image}, ${file}: ${JSON.stringify(text)}`, () => {
      const proofs = ecosystems.flatMap(({ versionProofs = [] }) => versionProofs);
      const versions = proofs.filter((proof) => proof.images.includes(image) && proof.file === file);
      assert.equal(versions.length, 1, "one record speaks for a file");
      assert.equal(versions[0]?.version(text), expected);
    });
  }
});
