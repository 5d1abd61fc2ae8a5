import { toInvocation } from "./compose-build.ts";
import { createComposeFiles, type Complain, type ComposeFile } from "./compose-files.ts";
import { resolveService } from "./compose-services.ts";
import { dockerfilesOf, type BuildInvocation, type InvocationFiles, type InvocationProblem, type InvocationReading } from "./invocation.ts";
import { yamlAt, yamlEntries, yamlEntry, yamlTexts, type YamlEntry, type YamlValue } from "./yaml.ts";

/**
 * The builds of a compose file and of those that it includes: one for each service with `build:`, its own, extended or
 * laid over the file that compose reads first. A file that is laid over another (`compose.prod.yaml`) is read alone where
 * it names a context, since it may as well be used alone. Source: compose-spec.
 */
export function readCompose(file: string, text: string, files: InvocationFiles): InvocationReading {
  const reader = createReader(files);
  reader.readFile(file, text);
  return { invocations: reader.invocations, problems: reader.problems };
}

/** The names of compose files, the ones that compose looks for itself among them. */
export function isComposeName(name: string): boolean {
  return /compose/i.test(name) && /\.ya?ml$/i.test(name);
}

function createReader(files: InvocationFiles) {
  const invocations: BuildInvocation[] = [];
  const problems: InvocationProblem[] = [];
  const composeFiles = createComposeFiles(files, (problem) => problems.push(problem));
  const visited = new Set<string>();
  return { invocations, problems, readFile };

  function readFile(file: string, text: string | undefined): void {
    if (visited.has(file)) return;
    visited.add(file);
    const compose = composeFiles.load(file, text);
    if (compose === undefined) return;
    for (const document of compose.documents) {
      const built = yamlEntries(yamlAt(document, "services")).flatMap(([name, entry]) => readService(compose, name, entry));
      invocations.push(...built);
      const { complain, tell } = createComplaints();
      const included = includesOf(document).flatMap((item) => filesOf(compose, item, complain));
      tell(built);
      for (const each of included) readFile(each.file, undefined);
    }
  }

  function readService(compose: ComposeFile, name: string, { value }: YamlEntry): readonly BuildInvocation[] {
    const place = yamlEntry(value, "build") ?? yamlEntry(value, "extends");
    if (place === undefined) return [];
    const { complain, tell } = createComplaints();
    const build = (from: ComposeFile): readonly BuildInvocation[] => {
      const service = resolveService(composeFiles, from, name, value, complain);
      if (service.build === undefined) return [];
      const built = toInvocation(service.build, from.directory);
      return [
        {
          origin: { kind: "compose", file: compose.file, line: place.line, name },
          ...built,
          platforms: built.platforms.length > 0 || service.platform === undefined ? built.platforms : [service.platform],
          tags: service.image === undefined ? [] : [service.image],
        },
      ];
    };
    const own = build(compose);
    // `docker compose --project-directory . -f deploy/compose.yaml`: paths start at the root, and there only the Dockerfile is.
    const ofRoot = own.every(isThere) ? own : build({ ...compose, directory: files.repository });
    const built = ofRoot.every(isThere) ? ofRoot : own;
    tell(built);
    return built;
  }

  function isThere({ dockerfile }: BuildInvocation): boolean {
    return dockerfile.kind !== "file" || files.kind(dockerfile.path) === "file";
  }

  function filesOf(compose: ComposeFile, item: YamlValue, complain: Complain): readonly ComposeFile[] {
    const named = item.kind === "map" ? yamlAt(item, "path") : item;
    return yamlTexts(named).flatMap((written) => composeFiles.loadNamed(compose, written, named ?? item, complain) ?? []);
  }

  /** What is wrong is told if something that is built hangs on it. */
  function createComplaints(): { readonly complain: Complain; tell(built: readonly BuildInvocation[]): void } {
    const found = new Map<string, InvocationProblem>();
    return {
      complain: (file, { line, column }, message) => found.set(`${file}\0${line}\0${message}`, { file, line, column, message }),
      tell(built) {
        if (built.length > 0) problems.push(...[...found.values()].map((problem) => ({ ...problem, dockerfiles: dockerfilesOf(built) })));
      },
    };
  }
}

function includesOf(document: YamlValue): readonly YamlValue[] {
  const value = yamlAt(document, "include");
  return value?.kind === "list" ? value.items : [];
}
