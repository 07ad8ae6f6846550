/** What `doctor` finds. */

/** A problem as `doctor` prints it; it names no person. */
export interface Problem {
  readonly code: string;
  readonly text: string;
}
