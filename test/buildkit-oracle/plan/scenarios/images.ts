import { edit, pass, publish, serve, type Edit } from "../edits.ts";
import type { Scenario } from "../scenario.ts";

const files = { a: "a SALT", b: "b SALT" };

function image(name: string, dockerfile: string, edits: readonly Edit[], expected: string): Scenario {
  return { name, dockerfile, files, edits, expected };
}

function page(name: string, dockerfile: string, edits: readonly Edit[], expected: string, etag?: string): Scenario {
  return { name, dockerfile, files, given: [serve("f.txt", { body: "one SALT", ...(etag === undefined ? {} : { etag }) }), serve("g.txt", { body: "other SALT" })], edits, expected };
}

const emit = (path: string) => `RUN --mount=type=secret,id=output emit ${path}`;

/** Section 15, "FROM" (91 to 99) and "Remote ADD" (100 to 107). */
export const imageScenarios: readonly Scenario[] = [
  image("91: the tag stands for other layers", "FROM b:1\nRUN true\nCOPY a /", [publish("b:1", { generation: 2 })], "RR"),
  image("91: without a tag", "FROM b\nCOPY a /\nRUN true", [publish("b", { generation: 2 })], "RR"),
  image("91: the base of a stage on a stage", "FROM b:1 AS p\nFROM p\nRUN true", [publish("b:1", { generation: 2 })], "R"),
  image("91: one of two bases", "FROM b:1 AS p\nCOPY a /o/a\nFROM c:1\nRUN true\nCOPY --from=p /o/a /a", [publish("c:1", { generation: 2 })], "CRR"),
  image("91: a base of a stage that files are taken from", `FROM b:1 AS p\n${emit("/o/x")}\nFROM c:1\nRUN true\nCOPY --from=p /o /o`, [publish("b:1", { generation: 2 })], "RC?"),
  image("91: the base of a stage that nobody needs", "FROM b:1 AS p\nRUN true\nFROM c:1\nRUN true", [publish("b:1", { generation: 2 })], "-C"),
  image("91: a linked copy does not see the base, what follows does", "FROM b:1\nCOPY --link a /a\nRUN true", [publish("b:1", { generation: 2 })], "CR"),
  image("91: another tag of the same image", "FROM b:1\nRUN true", [publish("b:2", { generation: 2 })], "C"),
  image("99: a digest does not move", "FROM b-SALT:1@DIGEST(b-SALT:1)\nRUN true", [publish("b:1", { generation: 2 })], "C"),
  image("files of an image", "FROM b:1\nRUN true\nCOPY --from=c:1 /etc/image /x\nRUN true y", [publish("c:1", { generation: 2 })], "CRR"),
  image("a mount of an image", "FROM b:1\nRUN true\nRUN --mount=from=c:1,source=/etc/image,target=/x true\nRUN true y", [publish("c:1", { generation: 2 })], "CRR"),
  image("files of an image whose other files are another's", "FROM b:1\nCOPY --from=c:1 /bin/busybox /x\nRUN true y", [publish("d:1", { generation: 2 })], "CC"),
  image("92: a base of another label and command", "FROM b:1\nRUN true\nCOPY a /", [publish("b:1", { config: { Labels: { x: "1" }, Cmd: ["x"] } }, false)], "CC"),
  page("100: a page of other content", "FROM b\nADD WEB/f.txt /x\nRUN true", [serve("f.txt", { body: "two SALT" })], "RR"),
  page("100: a page of other content, with another ETag", "FROM b\nADD WEB/f.txt /x\nRUN true", [serve("f.txt", { body: "two SALT", etag: '"2"' })], "RR", '"1"'),
  page("101: other content under the same ETag is not seen", "FROM b\nADD WEB/f.txt /x\nRUN true", [serve("f.txt", { body: "two SALT", etag: '"1"' }, true)], "CC", '"1"'),
  page("102: another ETag of the same content", "FROM b\nADD WEB/f.txt /x\nRUN true", [serve("f.txt", { body: "one SALT", etag: '"2"' }, true)], "CC", '"1"'),
  page("103: no ETag, the same content", "FROM b\nADD WEB/f.txt /x\nRUN true", [], "CC"),
  { ...page("104: nobody is asked when there is a checksum", "FROM b\nADD --checksum=sha256:7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed WEB/f.txt /x\nRUN true", [serve("f.txt", { body: "two SALT" })], "CC"), given: [serve("f.txt", { body: "one" })] },
  page("106: another query string", "FROM b\nARG FOO\nADD WEB/f.txt?a=1 /x\nRUN true", [], "CC"),
  page("a page below a file that changed", "FROM b\nCOPY a /a\nADD WEB/f.txt /x\nRUN true", [edit("a")], "RRR"),
  page("107: another query of the same page", "FROM b\nARG CACHEBUST\nADD WEB/f.txt?$CACHEBUST /x\nRUN true", [pass("CACHEBUST", "2")], "CR"),
  page("one of two pages", "FROM b\nADD WEB/g.txt /y\nADD WEB/f.txt /x", [serve("f.txt", { body: "two SALT" })], "CR"),
  page("two pages of one ADD", "FROM b\nADD WEB/g.txt WEB/f.txt /x/\nRUN true", [serve("f.txt", { body: "two SALT" })], "RR"),
  page("a page and a file of one ADD", "FROM b\nADD a WEB/f.txt /x/\nRUN true", [edit("a")], "RR"),
  page("a linked ADD of a page", "FROM b\nCOPY a /a\nADD --link WEB/f.txt /x\nRUN true", [edit("a")], "RCR"),
  { ...page("the owner of a page by an argument", "FROM b\nARG FOO\nADD --chown=$FOO WEB/f.txt /x\nRUN true", [pass("FOO", "1000")], "RR"), args: { FOO: "0" } },
];
