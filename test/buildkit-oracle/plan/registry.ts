import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { rmSync } from "node:fs";
import { temporaryFolder } from "./folder.ts";
import { serveGit } from "./git-server.ts";
import type { TarEntry } from "./tar.ts";
import { createImage, type Blob, type Image, type ImageVersion } from "./base-image.ts";

/** A document of the web server. */
export interface Page {
  readonly body: string;
  readonly etag?: string;
}

/**
 * A registry that has every image that is asked for, and a web and git server for ADD, on one loopback port. Which version of an
 * image a tag stands for, and what a page holds, is decided by the test.
 */
export interface Registry {
  readonly port: number;
  /** Where its git repositories lie, each at the path of its URL. */
  readonly repositories: string;
  /** Lets a tag stand for another version from now on; `name` is `node:22`. */
  publish(name: string, version: Partial<ImageVersion>): void;
  /** The digest of what a tag stands for now. */
  digest(name: string): string;
  /** Sets a page; `path` begins with a slash. */
  setPage(path: string, page: Page): void;
  hasPage(path: string): boolean;
  /** How often a page was asked for, with any method. */
  requests(path: string): number;
  close(): Promise<void>;
}

/** @param files In every image, besides busybox and the shims. */
export async function startRegistry(files: readonly TarEntry[] = []): Promise<Registry> {
  const repositories = temporaryFolder("git");
  const versions = new Map<string, ImageVersion>();
  const manifests = new Map<string, Blob>();
  const blobs = new Map<string, Blob>();
  const pages = new Map<string, Page>();
  const requests = new Map<string, number>();

  function imageOf(name: string): Image {
    const image = createImage(name, versions.get(name) ?? { generation: 1, config: {}, files });
    manifests.set(image.manifest.digest, image.manifest);
    for (const each of image.blobs) blobs.set(each.digest, each);
    return image;
  }

  function find(path: string): Blob | undefined {
    const [, name = "", what, reference = ""] = /^\/v2\/(?:library\/)?(.+)\/(manifests|blobs)\/([^/]+)$/.exec(path) ?? [];
    if (what === "blobs") return blobs.get(reference);
    if (what === undefined) return undefined;
    return reference.startsWith("sha256:") ? manifests.get(reference) : imageOf(`${name}:${reference}`).manifest;
  }

  function answer(request: IncomingMessage, response: ServerResponse) {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    const page = pages.get(path);
    if (page !== undefined) {
      requests.set(path, (requests.get(path) ?? 0) + 1);
      return sendPage(request, response, page);
    }
    if (/\.git\//.test(path)) return serveGit(repositories, request, response);
    const found = find(path);
    if (path !== "/v2/" && found === undefined) return response.writeHead(404).end();
    const { digest = "", mediaType = "text/plain", content = Buffer.alloc(0) } = found ?? {};
    response.writeHead(200, { "content-type": mediaType, "content-length": content.length, "docker-content-digest": digest });
    return response.end(request.method === "HEAD" ? undefined : content);
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    repositories,
    publish: (name, version) => void versions.set(name, { generation: 1, config: {}, files, ...versions.get(name), ...version }),
    digest: (name) => imageOf(name).manifest.digest,
    setPage: (path, page) => void pages.set(path, page),
    hasPage: (path) => pages.has(path),
    requests: (path) => requests.get(path) ?? 0,
    close: () => new Promise((resolve) => {
      rmSync(repositories, { recursive: true, force: true });
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  };
}

function sendPage(request: IncomingMessage, response: ServerResponse, { body, etag }: Page) {
  const headers = etag === undefined ? {} : { etag };
  if (etag !== undefined && request.headers["if-none-match"] === etag) return response.writeHead(304, headers).end();
  response.writeHead(200, { ...headers, "content-type": "text/plain", "content-length": Buffer.byteLength(body) });
  return response.end(request.method === "HEAD" ? undefined : body);
}
