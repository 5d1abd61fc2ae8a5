import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { commitAll, temporaryRepository } from "../../workspace/temporary-repository.ts";

const dockerfile = `FROM node:22 AS build
WORKDIR /app
COPY package*.json ./
RUN npm ci
COPY . .
RUN npm run build

FROM nginx:1.27
COPY --from=build /app/dist /usr/share/nginx/html
`;

/** The project of docs/context.md, a directory of a repository: large pictures, and code that changes often. */
export function createShop(): string {
  const files = {
    Dockerfile: dockerfile,
    ".dockerignore": "node_modules\n**/*.log\ncoverage\n",
    "package.json": "x".repeat(900),
    "package-lock.json": "x".repeat(210_000),
    "src/cart.ts": "x".repeat(4200),
    "src/pages/checkout.ts": "x".repeat(9100),
    "src/assets/hero.jpg": "x".repeat(2_400_000),
    "locales/de.json": "x".repeat(350_000),
    "locales/fr.json": "x".repeat(360_000),
    "e2e/checkout.spec.ts": "x".repeat(5000),
  };
  const repository = temporaryRepository(Object.fromEntries(Object.entries(files).map(([name, text]) => [`shop/${name}`, text])));
  const root = path.join(repository, "shop");
  for (const letter of ["a", "b", "c"]) {
    writeFileSync(path.join(root, "src/cart.ts"), letter.repeat(4200));
    if (letter === "b") writeFileSync(path.join(root, "package-lock.json"), letter.repeat(210_000));
    commitAll(repository);
  }
  mkdirSync(path.join(root, "node_modules/react"), { recursive: true });
  writeFileSync(path.join(root, "node_modules/react/index.js"), "x".repeat(64_000));
  writeFileSync(path.join(root, "node_modules/react/package.json"), "x".repeat(1200));
  writeFileSync(path.join(root, "build.log"), "x".repeat(18_000));
  return root;
}
