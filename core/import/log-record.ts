/**
 * One request from a line of a web-server log, in the same terms for every format. It may not outlive its line: it
 * holds an IP address.
 */

export interface LogRecord {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** The address as it is logged, with a port or as a list where the server logs it so: see loggedAddress. */
  readonly ip: string;
  /** X-Forwarded-For, where the log has it beside the address. */
  readonly forwardedFor?: string | undefined;
  /** What follows the last field that is read: X-Forwarded-For may be among its quoted fields. */
  readonly rest?: string | undefined;
  /** Empty where the request line could not be read (a port scan, TLS sent to a plain port). */
  readonly method: string;
  /** Path without its query, percent-encoded as requested. */
  readonly path: string;
  /** Query without its `?`. */
  readonly query: string;
  readonly status: number;
  /** Empty where the visitor sent none; undefined where the format does not log it. */
  readonly referrer: string | undefined;
  /** Empty where the visitor sent none; undefined where the format does not log it. */
  readonly userAgent: string | undefined;
  /** The requested host; undefined where the format does not log it. */
  readonly host: string | undefined;
  /** Its port; undefined where the format does not log it or the client did not name it. */
  readonly port?: string | undefined;
  /** Returns another request header by its name in lower case, where the log has headers. */
  readonly header?: ((name: string) => string | undefined) | undefined;
}

/** The reason why a line is unreadable: besides its number, nothing else is ever reported about it. */
export type UnparseableReason =
  | 'too few fields'
  | 'no time in brackets'
  | 'not a time'
  | 'no request in quotes'
  | 'a quote is not closed'
  | 'not a status'
  | 'no referrer and user agent in quotes'
  | 'no #Fields line before it'
  | 'not JSON'
  | 'longer than 16,384 characters'
  | 'its time lies in the future';

/** A record; the reason why there is none; or `directive` for a line that describes the log itself. */
export type ScanResult = LogRecord | UnparseableReason | 'directive';

/** Reads the lines of one log, in order; a format may remember a header line. */
export type LineScanner = (line: string) => ScanResult;
