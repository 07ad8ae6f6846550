/** Reads a host as people write it, with or without a port: an entry of the configuration, or the prop `host`. */
import { plainHostname } from '../host/host-spelling.ts';
import { readWebAddress } from '../anonymize/web-address.ts';

/** A page, as far as it can be told. */
export interface Place {
  /** In lower case, in ASCII, without a full stop at its end; undefined where a log or a path names none. */
  readonly hostname: string | undefined;
  /** In digits, with the default of the protocol filled in; undefined where nothing says which. */
  readonly port: string | undefined;
  /** The path and the query. */
  readonly target: string;
}

/** The authority of `host:port/path`, after a user and a password. */
const AUTHORITY = /^[^/\\?#]*/;

/**
 * Returns host, port and path of a text without a scheme, like `Register.Example.com.:8443/workshop`; undefined where
 * it begins with no host. The port is known only where the text names it.
 */
export function readHostText(text: string): Place | undefined {
  if (/^[/\\?#]/.test(text)) return undefined;
  const url = readWebAddress(`https://${text}`);
  if (url === undefined) return undefined;
  const port = /:(\d+)$/.exec(AUTHORITY.exec(text)?.[0] ?? '')?.[1];
  return {
    hostname: plainHostname(url.hostname),
    port: port === undefined ? undefined : String(Number(port)),
    target: url.pathname + url.search,
  };
}

const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

/** Returns the port that an address reaches. */
export function reachedPort(protocol: string, port: string): string | undefined {
  return port === '' ? DEFAULT_PORTS[protocol] : port;
}
