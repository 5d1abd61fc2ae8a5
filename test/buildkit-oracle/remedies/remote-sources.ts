/** What ADD asks the network for, in a Dockerfile whose addresses all lead to `WEB`: paths there. */
export function remotePages(dockerfile: string): readonly string[] {
  return [...dockerfile.matchAll(/^ADD\s.*?WEB\/([^\s?#]+)/gm)].map(([, page = ""]) => page);
}

/** The branches and tags that ADD names there. */
export function repositoryRefs(dockerfile: string): readonly string[] {
  return [...dockerfile.matchAll(/^ADD\s.*?\.git#([^\s:]+)/gm)].map(([, ref = ""]) => ref);
}

export function isRepository(page: string): boolean {
  return page.endsWith(".git");
}
