import { volatilityOf } from "../../buildkit/hazards/volatile-names.ts";

/**
 * Variables that a build server or a shell sets anew for every commit, build or call. Names that say so themselves
 * (`GIT_COMMIT`, `BUILD_NUMBER`) are known without this table. Branches, tags and numbers of pull requests are left out:
 * most builds share them with the one before.
 */
const volatileVariables: ReadonlySet<string> = new Set([
  // https://docs.github.com/en/actions/reference/workflows-and-actions/variables
  "GITHUB_SHA", "GITHUB_RUN_ID", "GITHUB_RUN_NUMBER",
  // https://docs.gitlab.com/ci/variables/predefined_variables/
  "CI_COMMIT_SHA", "CI_COMMIT_SHORT_SHA", "CI_COMMIT_BEFORE_SHA", "CI_COMMIT_TIMESTAMP", "CI_COMMIT_MESSAGE", "CI_COMMIT_TITLE",
  "CI_COMMIT_DESCRIPTION", "CI_PIPELINE_ID", "CI_PIPELINE_IID", "CI_PIPELINE_CREATED_AT", "CI_PIPELINE_URL", "CI_JOB_ID",
  "CI_JOB_STARTED_AT", "CI_JOB_URL", "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA",
  // https://circleci.com/docs/reference/variables/
  "CIRCLE_SHA1", "CIRCLE_BUILD_NUM", "CIRCLE_BUILD_URL", "CIRCLE_WORKFLOW_ID", "CIRCLE_WORKFLOW_JOB_ID", "CIRCLE_PIPELINE_ID",
  // https://www.jenkins.io/doc/book/pipeline/jenkinsfile/#using-environment-variables and the Git plugin
  "BUILD_NUMBER", "BUILD_ID", "BUILD_TAG", "BUILD_URL", "BUILD_DISPLAY_NAME", "GIT_COMMIT", "GIT_PREVIOUS_COMMIT",
  // https://docs.travis-ci.com/user/environment-variables/
  "TRAVIS_COMMIT", "TRAVIS_COMMIT_MESSAGE", "TRAVIS_COMMIT_RANGE", "TRAVIS_BUILD_ID", "TRAVIS_BUILD_NUMBER", "TRAVIS_JOB_ID",
  "TRAVIS_JOB_NUMBER",
  // https://support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets/
  "BITBUCKET_COMMIT", "BITBUCKET_BUILD_NUMBER", "BITBUCKET_PIPELINE_UUID", "BITBUCKET_STEP_UUID",
  // https://learn.microsoft.com/azure/devops/pipelines/build/variables
  "BUILD_BUILDID", "BUILD_BUILDNUMBER", "BUILD_SOURCEVERSION", "BUILD_SOURCEVERSIONMESSAGE",
  "BUILD.BUILDID", "BUILD.BUILDNUMBER", "BUILD.SOURCEVERSION", "BUILD.SOURCEVERSIONMESSAGE",
  // https://buildkite.com/docs/pipelines/configure/environment-variables
  "BUILDKITE_COMMIT", "BUILDKITE_BUILD_ID", "BUILDKITE_BUILD_NUMBER", "BUILDKITE_JOB_ID", "BUILDKITE_MESSAGE",
  // https://docs.drone.io/pipeline/environment/reference/ and https://woodpecker-ci.org/docs/usage/environment
  "DRONE_COMMIT", "DRONE_COMMIT_SHA", "DRONE_COMMIT_AFTER", "DRONE_BUILD_NUMBER", "DRONE_BUILD_CREATED", "DRONE_BUILD_STARTED",
  "CI_PIPELINE_NUMBER", "CI_PIPELINE_CREATED", "CI_PIPELINE_STARTED",
  // https://www.appveyor.com/docs/environment-variables/
  "APPVEYOR_REPO_COMMIT", "APPVEYOR_BUILD_ID", "APPVEYOR_BUILD_NUMBER", "APPVEYOR_BUILD_VERSION",
  // https://cloud.google.com/build/docs/configuring-builds/substitute-variable-values
  "COMMIT_SHA", "SHORT_SHA", "REVISION_ID",
  // https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-env-vars.html
  "CODEBUILD_RESOLVED_SOURCE_VERSION", "CODEBUILD_SOURCE_VERSION", "CODEBUILD_BUILD_ID", "CODEBUILD_BUILD_NUMBER", "CODEBUILD_START_TIME",
  // https://www.jetbrains.com/help/teamcity/predefined-build-parameters.html
  "BUILD_VCS_NUMBER",
  // https://docs.semaphoreci.com/reference/env-vars
  "SEMAPHORE_GIT_SHA", "SEMAPHORE_WORKFLOW_ID", "SEMAPHORE_JOB_ID",
  // https://cirrus-ci.org/guide/writing-tasks/#environment-variables
  "CIRRUS_CHANGE_IN_REPO", "CIRRUS_BUILD_ID", "CIRRUS_TASK_ID",
  // The Bash manual, "Bash Variables"
  "RANDOM", "SRANDOM", "EPOCHSECONDS", "EPOCHREALTIME", "SECONDS", "BASHPID",
]); // prettier-ignore

/**
 * Where build servers check the repository out: its root in this clone. Sources as above; for Jenkins `WORKSPACE`.
 */
const workspaceVariables: ReadonlySet<string> = new Set([
  "GITHUB_WORKSPACE", "CI_PROJECT_DIR", "WORKSPACE", "TRAVIS_BUILD_DIR", "BITBUCKET_CLONE_DIR", "BUILD_SOURCESDIRECTORY",
  "BUILD.SOURCESDIRECTORY", "SYSTEM_DEFAULTWORKINGDIRECTORY", "SYSTEM.DEFAULTWORKINGDIRECTORY", "BUILDKITE_BUILD_CHECKOUT_PATH",
  "DRONE_WORKSPACE", "CI_WORKSPACE", "APPVEYOR_BUILD_FOLDER", "CODEBUILD_SRC_DIR", "CIRRUS_WORKING_DIR",
]); // prettier-ignore

/** Whether a variable that nothing in the file sets holds another value at nearly every build or commit. */
export function isVolatileVariable(name: string): boolean {
  const volatility = volatilityOf(name);
  return volatileVariables.has(name.toUpperCase()) || volatility === "time" || volatility === "build" || volatility === "commit";
}

/** Whether a variable names the directory that a build server checks the repository out into. */
export function isWorkspaceVariable(name: string): boolean {
  return workspaceVariables.has(name.toUpperCase());
}
