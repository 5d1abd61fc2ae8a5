import type { CommandForm, Ecosystem } from "./ecosystem.ts";
import { proxyVariables } from "./proxy-variables.ts";

const cpanmTool = {
  tools: ["cpanm"],
  valueFlags: ["-l", "-L", "--local-lib", "--local-lib-contained", "--mirror", "--mirror-index", "-M", "--from", "--cpanfile", "--with-feature", "--save-dists", "--configure-timeout", "--build-timeout", "--test-timeout"],
} satisfies Partial<CommandForm>;

const files = { manifests: ["cpanfile"], lockfiles: [], config: ["Makefile.PL", "Build.PL", "META.json", "dist.ini"] };

/** Its directory holds logs and build trees by time, and downloads nothing twice from there: there is no cache to mount (1.7046). */
export const cpanm: Ecosystem = {
  id: "cpanm",
  name: "cpanm",
  kind: "language",
  commands: [
    { ...cpanmTool, anyFlag: ["--installdeps"], anyOperand: /^\.\/?$/, files, effect: { kind: "install", frozen: "always", lockOptional: true } },
    { ...cpanmTool, anyOperand: /^\.{0,2}\/|^\.$/, files, effect: { kind: "install-project" } },
    { ...cpanmTool, operands: "some", effect: { kind: "add", scope: "global" } },
    { tools: ["cpm"], subcommands: [["install"]], valueFlags: ["-L", "--local-lib-contained", "-w", "--workers", "--cpanfile", "--snapshot"], operands: "none", files: { ...files, lockfiles: ["cpanfile.snapshot"] }, effect: { kind: "install", frozen: "always", lockOptional: true } },
    { tools: ["carton"], subcommands: [["install"]], anyFlag: ["--deployment"], files: { ...files, lockfiles: ["cpanfile.snapshot"] }, effect: { kind: "install", frozen: "always" } },
    { tools: ["carton"], subcommands: [["install"]], files: { ...files, lockfiles: ["cpanfile.snapshot"] }, effect: { kind: "install", frozen: "never" } },
  ],
  files,
  isPinned: (operand) => /[@~]v?\d[\d._]*$|-v?\d[\d._]*\.tar\.gz$/.test(operand),
  caches: [],
  hostArtifacts: ["local/lib/perl5"],
  installsInto: ["local/lib/perl5"],
  environment: [/^PERL/, proxyVariables],
  sources: [
    "https://metacpan.org/dist/App-cpanminus/view/bin/cpanm",
    "https://metacpan.org/dist/Module-CPANfile/view/lib/cpanfile.pod",
    "https://metacpan.org/pod/Carton",
    "https://metacpan.org/dist/App-cpm/view/script/cpm",
  ],
};
