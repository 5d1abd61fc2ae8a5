/** A Dockerfile with two findings at one place. */
export const dockerfile = 'FROM node:22-slim\nWORKDIR /app\nCOPY . .\nRUN npm ci\nRUN npm run build\nCMD ["node", "dist/server.js"]\n';

/** What its quick fix makes of it. */
export const fixed = dockerfile.replace("COPY . .\nRUN npm ci\n", "COPY package.json package-lock.json ./\nRUN npm ci\nCOPY . .\n");

export const codes: readonly string[] = ["no-broad-copy-before-install", "require-dockerignore"];
