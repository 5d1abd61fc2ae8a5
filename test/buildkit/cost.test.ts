import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { costOf, type Cost } from "../../buildkit/cost.ts";
import { model } from "../support/model.ts";

const cases: readonly [instruction: string, cost: Cost][] = [
  ["RUN npm ci", "install"],
  ["RUN pip install flask==3.0.2", "install"],
  ["RUN apt-get update && apt-get install -y curl && npm ci", "install"],
  ["RUN npm run build", "build"],
  ["RUN go build ./...", "build"],
  ["RUN make -j4", "build"],
  ["RUN apt-get update && apt-get install -y gcc", "system"],
  ["RUN apt-get update", "system"],
  ["RUN apk add --no-cache curl", "system"],
  ["RUN curl -O https://e.com/x", "download"],
  ["RUN git clone https://e.com/x", "download"],
  ["RUN git config --global user.name x", "light"],
  ["ADD https://e.com/x /x", "download"],
  ["ADD x.tar /x", "light"],
  ["COPY . .", "light"],
  ["WORKDIR /app", "light"],
  ["RUN chmod +x /x", "light"],
  ["RUN", "light"],
];

describe("costOf", () => {
  for (const [instruction, cost] of cases) {
    it(`${instruction} is ${cost}`, () => {
      const [step] = model(`FROM a\n${instruction}\n`).steps;
      assert.ok(step);
      assert.equal(costOf(step), cost);
    });
  }
});
