/** A kind of identifier as the scrubber sees it: a pattern, its mark, and the conditions for trying it. */
export interface IdentifierKind {
  readonly mark: string;
  readonly pattern: RegExp;
  /**
   * A character that is removed along with a match where it precedes it. It is searched backwards, since a pattern that
   * began with it would be tried from each such character.
   */
  readonly head?: RegExp;
  /**
   * Conditions under which the pattern is worth trying: minimum length, minimum number of digits, and characters that
   * must occur.
   */
  readonly needs: { readonly length?: number; readonly digits?: number; readonly contains?: RegExp };
  /** A further check, where the pattern alone is not enough. */
  readonly confirm?: (match: string) => boolean;
}
