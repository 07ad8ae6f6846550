/** Makes the Request that the register's pages are given, by an allow-list of what they read of one. */
import { readUrl } from '#core/read-url';

/** More than the register reads, so that it can answer 413. */
export const MAX_BODY_BYTES = 80_000;
/** Headers that the register reads. What else a browser says of itself is not even passed on. */
const HEADERS = ['accept-language', 'content-length', 'content-type', 'origin', 'sec-fetch-site'] as const;

export interface ReceivedRequest {
  readonly method: string;
  /** Path and query; the host of a request decides nothing, since links name the configured address. */
  readonly target: string;
  /** Returns the value of a header, which is named in lower case. */
  readonly header: (name: string) => string | undefined;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** The methods that a Request refuses. */
export const isRefusedMethod = (method: string): boolean => /^(?:TRACE|TRACK|CONNECT)$/i.test(method);

/** Returns the request; the method may not be one that `isRefusedMethod`. */
export function requestOf({ method, target, header, body }: ReceivedRequest): Request {
  const headers = new Headers();
  for (const name of HEADERS) {
    const value = header(name);
    // What no browser sends would be refused here with an error that quotes it.
    if (value !== undefined && /^[\t\x20-\x7e\x80-\xff]*$/.test(value)) headers.set(name, value);
  }
  const hasBody = method !== 'GET' && method !== 'HEAD' && body.length > 0;
  return new Request(urlOf(target), { method, headers, ...(hasBody ? { body } : {}) });
}

function urlOf(target: string): string {
  const url = `http://register.invalid${target.startsWith('/') ? target : '/'}`;
  return readUrl(url) === undefined ? 'http://register.invalid/' : url;
}
