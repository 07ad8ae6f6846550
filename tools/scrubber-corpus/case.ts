/** A case of the scrubber's corpus: a value as it arrives, and what of it may not be stored. */

/** Where a value arrives: the page's path, a prop of an event, a campaign, a source or a referrer. */
export type Place =
  'path' | 'campaign' | 'source' | 'referrer' | 'prop' | 'outbound' | 'download' | 'not_found';

export interface Case {
  readonly kind: string;
  readonly at: Place;
  readonly value: string;
  /** Texts that may not remain, in any decoding; compared without case and without separators. */
  readonly secrets: readonly string[];
}

/** An identifier, and what of it may not remain where that is not the whole. */
export interface Identifier {
  readonly text: string;
  readonly secrets?: readonly string[];
}
