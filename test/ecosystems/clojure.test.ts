import { clojure, lein } from "../../ecosystems/clojure.ts";
import { checkTraps } from "./check-files.ts";
import { checkCommands } from "./check.ts";

checkCommands("Clojure", [
  ["lein deps", "lein install frozen"],
  ["lein with-profile production deps", "lein install frozen"],
  ["lein uberjar", "lein build"],
  ["lein -o uberjar", "lein build"],
  ["lein repl", "-"],
  ["clojure -P", "clojure install frozen"],
  ["clj -A:dev -P", "clojure install frozen"],
  ["clojure -T:build uber", "clojure build"],
  ["clojure -M -m shop.main", "-"],
]);

checkTraps(lein, [
  { name: "a plain project", files: { "project.clj": '(defproject a "1")' }, reasons: [] },
  { name: "other files", files: { "project.clj": '(defproject a (slurp "VERSION"))' }, reasons: ["project.clj reads other files"] },
]);

checkTraps(clojure, [{ name: "a local project", files: { "deps.edn": '{:deps {a/a {:local/root "../a"}}}' }, reasons: ["deps.edn uses the project in ../a"] }]);
