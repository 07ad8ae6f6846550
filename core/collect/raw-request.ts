/** Input and output of a collector, whatever the transport. It may not know HTTP servers or AWS. */
import type { AnonymizeContext } from '../anonymize/anonymize-event.ts';
import type { AnonymousEvent } from '../event/anonymous-event.ts';

export interface RawRequest {
  readonly method: string;
  /** The path without its query. */
  readonly path: string;
  /** The raw query without its `?`. */
  readonly query: string;
  /** Returns the value of a header by its lower-case name; several values are joined by commas. */
  readonly header: (name: string) => string | undefined;
  /** The body, decompressed by the adapter where it was gzipped. */
  readonly body: Uint8Array;
  /** Address of the connection's peer. */
  readonly peer: string;
}

export interface CollectContext extends AnonymizeContext {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly isSealed: (site: string, day: string) => boolean;
  readonly keyMatches: (site: string, presentedKey: string) => boolean;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

export interface CollectResult extends Answer {
  /** All rows to write, including those that only count; empty for a dry run. */
  readonly events: readonly AnonymousEvent[];
  readonly dryRun: boolean;
}
