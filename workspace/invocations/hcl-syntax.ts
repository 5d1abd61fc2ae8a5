/** HCL as far as bake files need it. Places are offsets in the file, end exclusive. */
export type HclRange = readonly [start: number, end: number];

export interface HclBody {
  readonly attributes: readonly HclAttribute[];
  readonly blocks: readonly HclBlock[];
}

export interface HclAttribute {
  readonly name: string;
  readonly value: HclExpression;
  readonly range: HclRange;
}

export interface HclBlock {
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: HclBody;
  /** Of its head. */
  readonly range: HclRange;
}

export type HclExpression = HclNode & { readonly range: HclRange };

export type HclNode =
  | { readonly kind: "literal"; readonly value: string | number | boolean | null }
  /** A string with `${…}` in it; of a single part, which is no string, it is that part. */
  | { readonly kind: "template"; readonly parts: readonly HclExpression[] }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "index"; readonly of: HclExpression; readonly key: HclExpression }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly HclExpression[]; /** The last one is a list of arguments: `f(a...)`. */ readonly isSpread: boolean }
  | { readonly kind: "unary"; readonly operator: string; readonly operand: HclExpression }
  | { readonly kind: "binary"; readonly operator: string; readonly left: HclExpression; readonly right: HclExpression }
  | { readonly kind: "condition"; readonly test: HclExpression; readonly yes: HclExpression; readonly no: HclExpression }
  | { readonly kind: "list"; readonly items: readonly HclExpression[] }
  | { readonly kind: "object"; readonly items: readonly HclItem[] }
  | {
      readonly kind: "for";
      readonly key: string | undefined;
      readonly value: string;
      readonly collection: HclExpression;
      /** Only of an object. */
      readonly resultKey: HclExpression | undefined;
      readonly result: HclExpression;
      readonly condition: HclExpression | undefined;
    }
  /** Splats and `%{if}` in strings: read past, not evaluated. */
  | { readonly kind: "unsupported" };

export interface HclItem {
  readonly key: HclExpression;
  readonly value: HclExpression;
}

/** Where a text is no HCL; what stands before it is read. */
export interface HclError {
  readonly offset: number;
  /** Without a full stop. */
  readonly message: string;
}
