import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";

/** Makes a repository of one commit, with a branch `main` and whatever other refs are asked of it, or adds a commit to it. */
export function commit(repository: string, text: string, refs: readonly string[] = []): void {
  if (!existsSync(repository)) {
    mkdirSync(repository, { recursive: true });
    git(repository, "", "init", "--quiet", "--bare", "--initial-branch=main");
  }
  const blob = git(repository, text, "hash-object", "-w", "--stdin");
  const tree = git(repository, `100644 blob ${blob}\tfile.txt\n100755 blob ${blob}\tinstall.sh\n`, "mktree");
  const made = git(repository, "", "commit-tree", tree, "-m", "a commit");
  for (const ref of ["main", ...refs]) git(repository, "", "update-ref", `refs/heads/${ref}`, made);
}

function git(repository: string, input: string, ...words: readonly string[]): string {
  const identity = { GIT_AUTHOR_NAME: "a", GIT_AUTHOR_EMAIL: "a@example.com", GIT_COMMITTER_NAME: "a", GIT_COMMITTER_EMAIL: "a@example.com" };
  const { status, stdout, stderr } = spawnSync("git", words, { cwd: repository, input, encoding: "utf8", env: { ...process.env, ...identity } });
  if (status !== 0) throw new Error(`git ${words.join(" ")}: ${stderr}`);
  return stdout.trim();
}

/** Answers a request for a repository below `root` as git's own server does. */
export function serveGit(root: string, request: IncomingMessage, response: ServerResponse): void {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  const environment = {
    GIT_PROJECT_ROOT: root, GIT_HTTP_EXPORT_ALL: "1", PATH_INFO: pathname, QUERY_STRING: searchParams.toString(), REQUEST_METHOD: request.method ?? "GET",
    CONTENT_TYPE: request.headers["content-type"] ?? "", HTTP_CONTENT_ENCODING: request.headers["content-encoding"] ?? "", GIT_PROTOCOL: String(request.headers["git-protocol"] ?? ""),
    REMOTE_ADDR: "127.0.0.1",
  };
  const server = spawn("git", ["http-backend"], { env: { ...process.env, ...environment } });
  const chunks: Buffer[] = [];
  request.pipe(server.stdin);
  server.stdin.on("error", () => undefined);
  server.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  server.once("close", () => {
    const output = Buffer.concat(chunks);
    const end = output.indexOf("\r\n\r\n");
    const headers = Object.fromEntries(output.toString("latin1", 0, Math.max(end, 0)).split("\r\n").map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()] as const).filter(([name]) => name !== ""));
    response.writeHead(Number.parseInt(headers["Status"] ?? "200", 10), headers);
    response.end(output.subarray(end + 4));
  });
}
