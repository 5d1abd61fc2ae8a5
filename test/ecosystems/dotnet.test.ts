import assert from "node:assert/strict";
import { dotnet } from "../../ecosystems/dotnet.ts";
import { checkIncludes, checkTraps, checkVersions } from "./check-files.ts";
import { checkCommands, checkPinning, invocationsOf } from "./check.ts";

checkCommands("dotnet restores", [
  ["dotnet restore", "dotnet install"],
  ["dotnet restore --locked-mode", "dotnet install frozen"],
  ["dotnet restore -a $TARGETARCH", "dotnet install"],
  ["dotnet restore src/Web/Web.csproj -r linux-musl-x64", "dotnet install"],
  ["dotnet restore Shop.sln /p:Configuration=Release", "dotnet install"],
  ["/usr/share/dotnet/dotnet restore", "dotnet install"],
  ["dotnet tool restore", "dotnet install frozen"],
  ["dotnet restore --help", "-"],
  ["dotnet help restore", "-"],
  ["nuget restore", "-"],
]);

checkCommands("dotnet builds", [
  ["dotnet publish -c Release -o /app", "dotnet build"],
  ["dotnet publish -c Release -o /app --no-restore", "dotnet build"],
  ["dotnet build Web.csproj -c $CONFIGURATION", "dotnet build"],
  ["dotnet pack", "dotnet build"],
  ["dotnet test --no-build --logger trx", "dotnet build"],
  ["dotnet Web.dll", "-"],
  ["dotnet clean", "-"],
  ["dotnet new console", "-"],
  ["dotnet --info", "-"],
  ["dotnet dev-certs https", "-"],
]);

checkCommands("dotnet adds what the command names", [
  ["dotnet tool install --global dotnet-ef --version 8.0.1", "dotnet add global"],
  ["dotnet tool install --tool-path /tools dotnet-trace", "dotnet add global"],
  ["dotnet tool install dotnet-ef", "dotnet add project"],
  ["dotnet tool update -g dotnet-ef", "dotnet add global"],
  ["dotnet add package Serilog --version 3.1.1", "dotnet add project"],
  ["dotnet add Web.csproj package Serilog", "dotnet add project"],
  ["dotnet workload install wasm-tools", "dotnet add global"],
  ["dotnet add Web.csproj reference Core.csproj", "-"],
  ["dotnet tool list -g", "-"],
  ["dotnet nuget locals all --clear", "dotnet clean-cache"],
  ["dotnet nuget locals all --list", "-"],
]);

checkPinning("tools and packages are pinned by an exact version", [
  ["dotnet tool install -g dotnet-ef --version 8.0.1", "pinned"],
  ["dotnet tool install -g dotnet-ef --version=8.0.1-rc.1", "pinned"],
  ["dotnet tool install -g dotnet-ef@8.0.1", "pinned"],
  ["dotnet add Web.csproj package Serilog --version [3.1.1]", "pinned"],
  ["dotnet tool install -g dotnet-ef", "unpinned"],
  ["dotnet tool install -g dotnet-ef --version '8.*'", "unpinned"],
  ["dotnet tool install -g dotnet-ef --version $EF_VERSION", "unknown"],
]);

describe("dotnet's operands and flags", () => {
  const manifestsOf = (line: string): unknown => invocationsOf(line)[0]?.manifestOperands.map(({ value }) => value);

  it("name projects, solutions and directories", () => {
    assert.deepEqual(manifestsOf("dotnet restore src/Web/Web.csproj -r linux-x64"), ["src/Web/Web.csproj"]);
    assert.deepEqual(manifestsOf("dotnet restore /src"), ["/src"]);
    assert.deepEqual(manifestsOf("dotnet restore $PROJECT"), ["$PROJECT"]);
    assert.deepEqual(manifestsOf("dotnet restore -c Release"), []);
  });

  it("do not name switches of MSBuild", () => {
    assert.deepEqual(manifestsOf("dotnet publish Web.csproj /p:UseAppHost=false /m -p:X=y"), ["Web.csproj"]);
  });

  it("tell that nothing is downloaded", () => {
    assert.deepEqual(invocationsOf("dotnet publish --no-restore")[0]?.effect, { kind: "build", downloads: false });
    assert.deepEqual(invocationsOf("dotnet publish")[0]?.effect, { kind: "build" });
  });

  it("make the lockfiles necessary", () => {
    assert.deepEqual(invocationsOf("dotnet restore --locked-mode")[0]?.form.files?.lockfiles, ["**/packages.lock.json"]);
    assert.equal(invocationsOf("dotnet restore")[0]?.form.files, undefined);
  });
});

const solution = 'Project("{FAE04EC0}") = "Web", "src\\Web\\Web.csproj", "{1}"\nEndProject\nProject("{2150E333}") = "docs", "docs", "{2}"\n';

checkIncludes(dotnet, [
  ["Shop.sln", solution, ["src/Web/Web.csproj"]],
  ["Shop.slnx", '<Solution><Folder Name="/src/"><Project Path="src/Web/Web.csproj" /></Folder></Solution>', ["src/Web/Web.csproj"]],
  ["Shop.slnf", '{"solution":{"path":"Shop.sln","projects":["src\\\\Web\\\\Web.csproj"]}}', ["src/Web/Web.csproj"]],
  ["src/Web/Web.csproj", '<ProjectReference Include="..\\Core\\Core.csproj" />\n<PackageReference Include="Serilog" />', ["../Core/Core.csproj"]],
  ["Web.csproj", '<ProjectReference\n  Include="../A/A.csproj;../B/B.fsproj"><Private>false</Private></ProjectReference>', ["../A/A.csproj", "../B/B.fsproj"]],
  ["Web.csproj", '<Import Project="$(MSBuildThisFileDirectory)..\\build.props" /><Import Project="$(Tools)/x.props" />', ["../build.props"]],
  ["Web.csproj", '<!-- <ProjectReference Include="../Old/Old.csproj" /> --><Project Sdk="Microsoft.NET.Sdk">', []],
]);

checkTraps(dotnet, [
  { name: "a plain project", files: { "Web.csproj": '<Project Sdk="Microsoft.NET.Sdk"><PackageReference Include="Serilog" Version="3.1.1" /></Project>' }, reasons: [] },
  { name: "an import", files: { "Directory.Build.props": '<Project><Import Project="eng/versions.props" /></Project>' }, reasons: ["Directory.Build.props imports eng/versions.props"] },
  { name: "references by pattern", files: { "All.proj": '<ProjectReference Include="**/*.csproj" />' }, reasons: ["All.proj refers to the projects **/*.csproj"] },
]);

checkVersions(dotnet, "mcr.microsoft.com/dotnet/sdk", [
  ["global.json", '{"sdk":{"version":"8.0.100"}}', "8.0"],
  ["global.json", '{"sdk":{"version":"8.0.100","rollForward":"latestFeature"}}', "8.0"],
  ["global.json", '{"sdk":{"version":"8.0.100","rollForward":"latestMajor"}}', undefined],
  ["global.json", '{"sdk":{"version":"8.0.100","rollForward":"minor"}}', undefined],
  ["global.json", '{"msbuild-sdks":{"x":"1.0.0"}}', undefined],
]);
