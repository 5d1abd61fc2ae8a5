import { apk } from "./apk.ts";
import { apt } from "./apt.ts";
import { bun } from "./bun.ts";
import { bundler } from "./bundler.ts";
import { cabal } from "./cabal.ts";
import { cargo } from "./cargo.ts";
import { ccache } from "./ccache.ts";
import { clojure, lein } from "./clojure.ts";
import { composer } from "./composer.ts";
import { conan } from "./conan.ts";
import { conda } from "./conda.ts";
import { cpanm } from "./cpanm.ts";
import { dart } from "./dart.ts";
import { deno } from "./deno.ts";
import { dnf, dnf5, microdnf, tdnf, yum } from "./dnf.ts";
import { dotnet } from "./dotnet.ts";
import type { Ecosystem } from "./ecosystem.ts";
import { gem } from "./gem.ts";
import { go } from "./go.ts";
import { gradle } from "./gradle.ts";
import { julia } from "./julia.ts";
import { maven } from "./maven.ts";
import { mix } from "./mix.ts";
import { nimble } from "./nimble.ts";
import { npm } from "./npm.ts";
import { opam } from "./opam.ts";
import { pacman } from "./pacman.ts";
import { pdm } from "./pdm.ts";
import { pecl } from "./pecl.ts";
import { pip } from "./pip.ts";
import { pipenv } from "./pipenv.ts";
import { pnpm } from "./pnpm.ts";
import { poetry } from "./poetry.ts";
import { rebar3 } from "./rebar3.ts";
import { renv } from "./renv.ts";
import { sbt } from "./sbt.ts";
import { stack } from "./stack.ts";
import { swift } from "./swift.ts";
import { uv } from "./uv.ts";
import { vcpkg } from "./vcpkg.ts";
import { yarn } from "./yarn.ts";
import { yarn1 } from "./yarn1.ts";
import { zypper } from "./zypper.ts";

/** Every record, in alphabetical order of the ids. Add a new one here and to nothing else. */
export const ecosystems: readonly Ecosystem[] = [
  apk,
  apt,
  bun,
  bundler,
  cabal,
  cargo,
  ccache,
  clojure,
  composer,
  conan,
  conda,
  cpanm,
  dart,
  deno,
  dnf,
  dnf5,
  dotnet,
  gem,
  go,
  gradle,
  julia,
  lein,
  maven,
  microdnf,
  mix,
  nimble,
  npm,
  opam,
  pacman,
  pdm,
  pecl,
  pip,
  pipenv,
  pnpm,
  poetry,
  rebar3,
  renv,
  sbt,
  stack,
  swift,
  tdnf,
  uv,
  vcpkg,
  yarn,
  yarn1,
  yum,
  zypper,
];
