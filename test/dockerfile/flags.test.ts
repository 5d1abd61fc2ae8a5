import assert from "node:assert/strict";
import { parseDockerfile } from "../../dockerfile/parse.ts";
import { outline } from "./outline.ts";

describe("flags", () => {
  check("have values or none", "COPY --link --from=a b c", ["COPY --link --from=a [b] to [c]"]);
  check("may be unknown, and stand before any instruction", "USER --foo=bar x", ["USER --foo=bar [x]"]);
  check("end before the first other word", "RUN --network=none a --network=host", ["RUN --network=none shell a --network=host"]);
  check("end at --", "RUN -- --network=host", ["RUN shell --network=host"]);
  check("lose quotes and escapes", `COPY --chown="a b" --from='x'y\\ z c d`, ["COPY --chown=a b --from=xy z [c] to [d]"]);
  check("may stand on several lines", "RUN --mount=type=cache,\\\ntarget=/x \\\n  --network=host a", ["RUN --mount={type=cache}{target=/x} --network=host shell a"]);

  describe("options", () => {
    check("are separated by commas", "RUN --mount=type=bind,source=a=b,rw,target= x", ["RUN --mount={type=bind}{source=a=b}{rw}{target=} shell x"]);
    check("may be quoted as in CSV", `RUN --mount='type=bind,"source=a,b","target=""c"""' x`, ['RUN --mount={type=bind}{source=a,b}{target="c"} shell x']);
    check("are not held together by quotes of the flag", 'RUN --mount=type=bind,"source=a,b" x', ["RUN --mount={type=bind}{source=a}{b} shell x"]);
    check("are of --device too, and of no other flag", "RUN --device=a,required --security=a,b x", ["RUN --device={a}{required} --security=a,b shell x"]);
    check("are none if the list is broken", `RUN --mount='type=bind,"source' x`, [`RUN --mount=type=bind,"source shell x`]);

    it("have the places of their keys and values", () => {
      const text = `RUN --mount='type=bind,"source=a,b"',t\\\narget=/x y`;
      const [source, target] = parseDockerfile(text).instructions[0]?.flags[0]?.options.slice(1) ?? [];
      assert(source?.value && target?.value);
      assert.deepEqual([source, source.key, source.value, target.key, target.value].map(({ range }) => text.slice(...range)), [
        "source=a,b",
        "source",
        "a,b",
        "t\\\narget",
        "/x",
      ]);
    });
  });

  it("have the place of their value, quotes included", () => {
    const text = 'COPY --chown="a b" c d';
    const [flag] = parseDockerfile(text).instructions[0]?.flags ?? [];
    assert.equal(text.slice(...(flag?.range ?? [])), '--chown="a b"');
    assert.equal(text.slice(...(flag?.value?.range ?? [])), '"a b"');
  });
});

function check(name: string, text: string, expected: readonly string[]): void {
  it(name, () => assert.deepEqual(outline(text), expected));
}
