/** Answer of `headcount check`: a collector as its operator sees it. */

export interface CollectorView {
  /** Base address, without a slash at the end. */
  readonly url: string;
  /** Lists the commands and pages that show events of a day, and when they do, in words. */
  readonly eventViews: (day: string) => readonly { readonly what: string; readonly when: string }[];
  /** Reports what looks wrong about today's events, one sentence each; empty where nobody could look. */
  readonly hints: () => Promise<readonly string[]>;
}
