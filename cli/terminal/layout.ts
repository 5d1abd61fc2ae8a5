import type { Paint } from "./paint.ts";

/** What a text for a terminal has to fit into. */
export interface TextOptions {
  /** Width to fit into, in cells. */
  readonly columns: number;
  readonly paint: Paint;
}
