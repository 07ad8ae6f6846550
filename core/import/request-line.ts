/** Splits a request line into method, host, path and query. */

export interface RequestLine {
  readonly method: string;
  readonly host: string | undefined;
  /** The port of the host, where the client named it. */
  readonly port?: string | undefined;
  readonly path: string;
  readonly query: string;
}

/** The result where a client did not speak HTTP. */
const UNREADABLE: RequestLine = { method: '', host: undefined, path: '', query: '' };
const METHOD = /^[A-Z][A-Z-]{1,19}$/;

/**
 * Parses `GET /a?b HTTP/1.1` or `GET https://host:443/a?b HTTP/2.0`, where the protocol is optional (HTTP/0.9); the
 * method is '' for anything else.
 */
export function parseRequestLine(text: string): RequestLine {
  const space = text.indexOf(' ');
  const method = text.slice(0, space);
  if (space < 0 || (method !== 'GET' && !METHOD.test(method))) return UNREADABLE;
  const end = text.lastIndexOf(' ');
  const target =
    end > space && text.startsWith('HTTP/', end + 1) ? text.slice(space + 1, end) : text.slice(space + 1);
  if (target.charCodeAt(0) === 47) {
    const { path, query } = splitTarget(target);
    return { method, host: undefined, path, query };
  }
  const absolute = /^https?:\/\/([^/?#]*)(.*)$/.exec(target);
  if (absolute === null)
    return method === 'GET' || method === 'HEAD'
      ? UNREADABLE
      : { method, host: undefined, path: target, query: '' };
  return {
    method,
    host: normalizeHost(absolute[1] ?? ''),
    port: portOf(absolute[1] ?? ''),
    ...splitTarget(absolute[2] === '' ? '/' : (absolute[2] ?? '/')),
  };
}

/** Splits a target at its `?`; a fragment, which no client should send, is dropped. */
function splitTarget(target: string): { readonly path: string; readonly query: string } {
  const hash = target.indexOf('#');
  const whole = hash < 0 ? target : target.slice(0, hash);
  const mark = whole.indexOf('?');
  return mark < 0 ? { path: whole, query: '' } : { path: whole.slice(0, mark), query: whole.slice(mark + 1) };
}

/** Returns the port at the end of a host; undefined where it has none. */
export function portOf(host: string): string | undefined {
  return /:(\d+)$/.exec(host)?.[1];
}

/** Returns a host in lower case without its port. */
export function normalizeHost(host: string): string {
  return host.replace(/:\d*$/, '').toLowerCase();
}
