/** What a collector is given and gives back, whatever carries it. It may not know HTTP servers or AWS. */
import type { AnonymizeContext } from '../anonymize/anonymize-event.ts';
import type { AnonymousEvent } from '../event/anonymous-event.ts';

export interface RawRequest {
  readonly method: string;
  /** Without query. */
  readonly path: string;
  /** Raw, without `?`. */
  readonly query: string;
  /** Value of a header by its lower-case name; several ones joined by commas. */
  readonly header: (name: string) => string | undefined;
  /** Inflated by the adapter where it came as gzip. */
  readonly body: Uint8Array;
  /** Address of the peer of the connection. */
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
  /** All rows to write, also those that only count; none of a dry run. */
  readonly events: readonly AnonymousEvent[];
  readonly dryRun: boolean;
}
