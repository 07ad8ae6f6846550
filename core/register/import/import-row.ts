/** The rows of an import as they are sent to the register: what an older system says of one person. */

/** The three that prove a purpose. */
export const PROOF_PARTS = ['wording', 'time', 'evidence'] as const;
export type ProofPart = (typeof PROOF_PARTS)[number];

/** A purpose that somebody gave. An empty part is missing. */
export interface GivenPurpose {
  /** `service`, a consent, or `transfer:RECIPIENT`. */
  readonly purpose: string;
  /** All the words that were shown. */
  readonly wording: string;
  /** A day or a time. */
  readonly time: string;
  /** Bytes as base64. */
  readonly evidence: string;
}

export interface ImportRow {
  /** As a spreadsheet counts: the header is row 1. */
  readonly row: number;
  readonly form: string;
  readonly language: string;
  /** By name, without the cells that are empty. */
  readonly fields: Readonly<Record<string, string>>;
  readonly topics: readonly string[];
  readonly given: readonly GivenPurpose[];
}

/** A row that is left out. The reason holds nothing of what the row holds. */
export interface RefusedRow {
  readonly row: number;
  readonly reason: string;
}

/** What became of rows; the three add up to their number. */
export interface Imported {
  /** Rows of which the register now holds each declaration, those that it held before included. */
  readonly accepted: number;
  readonly refused: readonly RefusedRow[];
  /** Rows whose address was given up, or is not to be written to. */
  readonly suppressed: number;
}
