import { presets, severities } from "./read-configuration.ts";

/** The JSON schema (draft 7) of `.layerwise.jsonc` and of `layerwise` in `package.json`, for the given rules. */
export function configurationSchema(ruleIds: readonly string[]) {
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Layerwise",
    description: "Which cache hazards Layerwise reports, and where builds take place.",
    type: "object",
    additionalProperties: false,
    properties: {
      $schema: { type: "string" },
      extends: {
        description: "The preset whose rules are on. `strict` holds everything that `recommended` holds.",
        enum: [...presets],
        default: "recommended",
      },
      rules: {
        description: "Severities by rule, over those of the preset.",
        type: "object",
        additionalProperties: false,
        properties: Object.fromEntries(ruleIds.map((id) => [id, { $ref: "#/definitions/rule" }])),
      },
      ignorePatterns: {
        description: "Dockerfiles to leave out: patterns as in a .gitignore beside this file.",
        type: "array",
        items: { type: "string" },
      },
      contexts: {
        description: "Build contexts: the path of a Dockerfile, or a pattern as in a .dockerignore, and the directory; both relative to this file.",
        type: "object",
        additionalProperties: { type: "string" },
      },
    },
    definitions: {
      severity: { description: "`off`, or how loud a finding is.", enum: [...severities] },
      rule: {
        anyOf: [
          { $ref: "#/definitions/severity" },
          { type: "array", items: [{ $ref: "#/definitions/severity" }], minItems: 1, description: "The severity and the options of the rule." },
        ],
      },
    },
  };
}
