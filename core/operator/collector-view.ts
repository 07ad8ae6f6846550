/** `headcount check`: a collector as its operator sees it. */

export interface CollectorView {
  /** Without a slash at the end. */
  readonly url: string;
  /** What shows an event of a day, and when, in words. */
  readonly shows: (day: string) => readonly { readonly what: string; readonly when: string }[];
  /** What looks wrong about the events of today, a sentence each; empty where nobody could look. */
  readonly hints: () => Promise<readonly string[]>;
}
