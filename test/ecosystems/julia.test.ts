import { julia } from "../../ecosystems/julia.ts";
import { checkTraps } from "./check-files.ts";
import { checkCommands } from "./check.ts";

checkCommands("Julia", [
  [`julia --project=. -e 'using Pkg; Pkg.instantiate()'`, "julia install frozen"],
  [`julia --project -e "import Pkg; Pkg.instantiate(); Pkg.precompile()"`, "julia install frozen"],
  [`julia -e 'using Pkg; Pkg.activate("."); Pkg.instantiate()'`, "julia install frozen"],
  [`julia -e 'using Pkg; Pkg.activate("/opt/other"); Pkg.instantiate()'`, "-"],
  [`julia -e 'using Pkg; Pkg.add("Plots")'`, "julia add global"],
  ["julia main.jl", "-"],
  ["julia --version", "-"],
]);

checkTraps(julia, [
  { name: "an environment", files: { "Project.toml": '[deps]\nPlots = "91a5bcdd"\n' }, reasons: [] },
  { name: "a package", files: { "Project.toml": 'name = "Shop"\n' }, reasons: ["Project.toml declares the package Shop, whose sources are compiled with the others"] },
  { name: "a local package", files: { "Manifest.toml": '[[deps.A]]\npath = "lib/A"\n' }, reasons: ["Manifest.toml uses the package in lib/A"] },
]);
