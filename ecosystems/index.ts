import { apk } from "./apk.ts";
import { apt } from "./apt.ts";
import { bun } from "./bun.ts";
import { bundler } from "./bundler.ts";
import { cargo } from "./cargo.ts";
import { composer } from "./composer.ts";
import { conda } from "./conda.ts";
import { dnf, dnf5, microdnf, tdnf, yum } from "./dnf.ts";
import { dotnet } from "./dotnet.ts";
import type { Ecosystem } from "./ecosystem.ts";
import { go } from "./go.ts";
import { gradle } from "./gradle.ts";
import { maven } from "./maven.ts";
import { mix } from "./mix.ts";
import { npm } from "./npm.ts";
import { pacman } from "./pacman.ts";
import { pip } from "./pip.ts";
import { pipenv } from "./pipenv.ts";
import { pnpm } from "./pnpm.ts";
import { poetry } from "./poetry.ts";
import { uv } from "./uv.ts";
import { yarn } from "./yarn.ts";
import { yarn1 } from "./yarn1.ts";
import { zypper } from "./zypper.ts";

/** Every record, in alphabetical order of the ids. Add a new one here and to nothing else. */
export const ecosystems: readonly Ecosystem[] = [
  apk,
  apt,
  bun,
  bundler,
  cargo,
  composer,
  conda,
  dnf,
  dnf5,
  dotnet,
  go,
  gradle,
  maven,
  microdnf,
  mix,
  npm,
  pacman,
  pip,
  pipenv,
  pnpm,
  poetry,
  tdnf,
  uv,
  yarn,
  yarn1,
  yum,
  zypper,
];
