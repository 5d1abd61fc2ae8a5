import consistentCacheMounts from "./consistent-cache-mounts.ts";
import noBroadCopyBeforeInstall from "./no-broad-copy-before-install.ts";
import noBroadCopyBeforeSystemPackages from "./no-broad-copy-before-system-packages.ts";
import noBroadCopyFromStage from "./no-broad-copy-from-stage.ts";
import noBuildOutputInCacheMount from "./no-build-output-in-cache-mount.ts";
import noCredentialCopy from "./no-credential-copy.ts";
import noDeadIgnoreNegation from "./no-dead-ignore-negation.ts";
import noDisabledPackageCache from "./no-disabled-package-cache.ts";
import noEarlyTargetArg from "./no-early-target-arg.ts";
import noEarlyVolatileArg from "./no-early-volatile-arg.ts";
import noFloatingBaseImage from "./no-floating-base-image.ts";
import noFloatingCopyFrom from "./no-floating-copy-from.ts";
import noFloatingToolInstall from "./no-floating-tool-install.ts";
import noFrozenUpgrade from "./no-frozen-upgrade.ts";
import noFrozenValue from "./no-frozen-value.ts";
import noGitDirInLayer from "./no-git-dir-in-layer.ts";
import noGitignoreSyntax from "./no-gitignore-syntax.ts";
import noHostArtifactsOverwrite from "./no-host-artifacts-overwrite.ts";
import noIgnoreFileWithRemoteContext from "./no-ignore-file-with-remote-context.ts";
import noIgnoredCopySource from "./no-ignored-copy-source.ts";
import noIneffectiveCacheBust from "./no-ineffective-cache-bust.ts";
import noInstallAndBuildInOneRun from "./no-install-and-build-in-one-run.ts";
import noManifestWithoutLockfile from "./no-manifest-without-lockfile.ts";
import noMismatchedCacheMount from "./no-mismatched-cache-mount.ts";
import noMisplacedDockerignore from "./no-misplaced-dockerignore.ts";
import noMissingIgnore from "./no-missing-ignore.ts";
import noQueryCacheBust from "./no-query-cache-bust.ts";
import noRedundantManifestCopy from "./no-redundant-manifest-copy.ts";
import noRuntimePathInCacheMount from "./no-runtime-path-in-cache-mount.ts";
import noSecretDependentLayer from "./no-secret-dependent-layer.ts";
import noShadowingDockerfileIgnore from "./no-shadowing-dockerfile-ignore.ts";
import noSplitIndexUpdate from "./no-split-index-update.ts";
import noStaleBuilderStage from "./no-stale-builder-stage.ts";
import noStaleStubArtifacts from "./no-stale-stub-artifacts.ts";
import noUndeclaredBuildArg from "./no-undeclared-build-arg.ts";
import noUnpinnedDownload from "./no-unpinned-download.ts";
import noUnpinnedGitClone from "./no-unpinned-git-clone.ts";
import noVolatileAdd from "./no-volatile-add.ts";
import noVolatileContextPath from "./no-volatile-context-path.ts";
import noVolatileStageOutput from "./no-volatile-stage-output.ts";
import noWholeStageBind from "./no-whole-stage-bind.ts";
import preferCacheMount from "./prefer-cache-mount.ts";
import preferDependencyLayer from "./prefer-dependency-layer.ts";
import preferRecursiveIgnore from "./prefer-recursive-ignore.ts";
import requireCacheMountSharing from "./require-cache-mount-sharing.ts";
import requireDockerignore from "./require-dockerignore.ts";
import type { Rule } from "./rule.ts";

/** Every rule by its id, which is the name of its file. A test compares this list with the folder. */
export const rules = {
  "consistent-cache-mounts": consistentCacheMounts,
  "no-broad-copy-before-install": noBroadCopyBeforeInstall,
  "no-broad-copy-before-system-packages": noBroadCopyBeforeSystemPackages,
  "no-broad-copy-from-stage": noBroadCopyFromStage,
  "no-build-output-in-cache-mount": noBuildOutputInCacheMount,
  "no-credential-copy": noCredentialCopy,
  "no-dead-ignore-negation": noDeadIgnoreNegation,
  "no-disabled-package-cache": noDisabledPackageCache,
  "no-early-target-arg": noEarlyTargetArg,
  "no-early-volatile-arg": noEarlyVolatileArg,
  "no-floating-base-image": noFloatingBaseImage,
  "no-floating-copy-from": noFloatingCopyFrom,
  "no-floating-tool-install": noFloatingToolInstall,
  "no-frozen-upgrade": noFrozenUpgrade,
  "no-frozen-value": noFrozenValue,
  "no-git-dir-in-layer": noGitDirInLayer,
  "no-gitignore-syntax": noGitignoreSyntax,
  "no-host-artifacts-overwrite": noHostArtifactsOverwrite,
  "no-ignore-file-with-remote-context": noIgnoreFileWithRemoteContext,
  "no-ignored-copy-source": noIgnoredCopySource,
  "no-ineffective-cache-bust": noIneffectiveCacheBust,
  "no-install-and-build-in-one-run": noInstallAndBuildInOneRun,
  "no-manifest-without-lockfile": noManifestWithoutLockfile,
  "no-mismatched-cache-mount": noMismatchedCacheMount,
  "no-misplaced-dockerignore": noMisplacedDockerignore,
  "no-missing-ignore": noMissingIgnore,
  "no-query-cache-bust": noQueryCacheBust,
  "no-redundant-manifest-copy": noRedundantManifestCopy,
  "no-runtime-path-in-cache-mount": noRuntimePathInCacheMount,
  "no-secret-dependent-layer": noSecretDependentLayer,
  "no-shadowing-dockerfile-ignore": noShadowingDockerfileIgnore,
  "no-split-index-update": noSplitIndexUpdate,
  "no-stale-builder-stage": noStaleBuilderStage,
  "no-stale-stub-artifacts": noStaleStubArtifacts,
  "no-undeclared-build-arg": noUndeclaredBuildArg,
  "no-unpinned-download": noUnpinnedDownload,
  "no-unpinned-git-clone": noUnpinnedGitClone,
  "no-volatile-add": noVolatileAdd,
  "no-volatile-context-path": noVolatileContextPath,
  "no-volatile-stage-output": noVolatileStageOutput,
  "no-whole-stage-bind": noWholeStageBind,
  "prefer-cache-mount": preferCacheMount,
  "prefer-dependency-layer": preferDependencyLayer,
  "prefer-recursive-ignore": preferRecursiveIgnore,
  "require-cache-mount-sharing": requireCacheMountSharing,
  "require-dockerignore": requireDockerignore,
} satisfies Record<string, Rule>;
