/** What a kind of identifier is to the scrubber. */
/** A pattern, its mark, and what must hold for it to be tried. */
export interface IdentifierKind {
  readonly mark: string;
  readonly pattern: RegExp;
  /**
   * A character that goes with a match where it stands before it: sought backwards, since a pattern that began so would
   * be tried from each.
   */
  readonly head?: RegExp;
  /** What a text must have for the pattern to be worth trying: least length, digits, and characters it holds. */
  readonly needs: { readonly length?: number; readonly digits?: number; readonly some?: RegExp };
  /** Where the pattern alone says too little. */
  readonly confirm?: (match: string) => boolean;
}
