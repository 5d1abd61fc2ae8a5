import assert from "node:assert/strict";
import type { Ecosystem } from "../../ecosystems/ecosystem.ts";

export interface TrapCase {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly flags?: readonly string[];
  /** The reasons in order; none: no trap. */
  readonly reasons: readonly string[];
}

/** What a record finds in manifests. */
export function checkTraps({ id, traps }: Ecosystem, cases: readonly TrapCase[]): void {
  describe(`traps of ${id}`, () => {
    for (const { name, files, flags = [], reasons } of cases) {
      it(name, () => {
        const found = traps?.(new Map(Object.entries(files)), flags) ?? [];
        assert.deepEqual(found.map(({ reason }) => reason), reasons);
      });
    }
  });
}

/** A manifest, its text, and the files that it includes. */
export type IncludeCase = readonly [path: string, text: string, expected: readonly string[]];

export function checkIncludes({ id, includes }: Ecosystem, cases: readonly IncludeCase[]): void {
  describe(`files that manifests of ${id} include`, () => {
    for (const [path, text, expected] of cases) {
      it(`${path}: ${JSON.stringify(text)}`, () => assert.deepEqual(includes?.(path, text), expected));
    }
  });
}

/** A file, its text, and the version it proves for the image. */
export type VersionCase = readonly [file: string, text: string, expected: string | undefined];

export function checkVersions({ versionProofs = [] }: Ecosystem, image: string, cases: readonly VersionCase[]): void {
  describe(`versions of ${image} that files prove`, () => {
    for (const [file, text, expected] of cases) {
      it(`${file}: ${JSON.stringify(text)} → ${expected ?? "-"}`, () => {
        const proofs = versionProofs.filter((proof) => proof.images.includes(image) && proof.file === file);
        assert.equal(proofs.length, 1);
        assert.equal(proofs[0]?.version(text), expected);
      });
    }
  });
}
