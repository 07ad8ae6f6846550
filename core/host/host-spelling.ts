/**
 * The one spelling of hosts and origins, in the configuration and from browsers: as the URL standard writes them, in
 * ASCII and lower case, without a full stop at the end and without the default port. It may not look anything up.
 */
import { isHostLength } from '../anonymize/host-name.ts';
import { readUrl } from '../read-url.ts';
import { withoutRootStop } from '../root-stop.ts';

const DEFAULT_PORTS: ReadonlySet<string> = new Set(['', '80', '443']);

/** Returns the host, with its port where that is no default; undefined where it is none. */
export function hostSpelling(text: string): string | undefined {
  return hostProblem(text) === undefined ? spellParts(text) : undefined;
}

/** As `hostSpelling`, but the port stays where it is named, also a default one. */
export function hostAndPort(text: string): string | undefined {
  if (hostProblem(text) !== undefined) return undefined;
  const port = PORT.exec(text)?.[1];
  return `${hostnameOf(text) ?? ''}${port === undefined ? '' : `:${Number(port)}`}`;
}

const PORT = /:(\d{1,5})$/;

function spellParts(text: string): string {
  const port = PORT.exec(text)?.[1] ?? '';
  const number = port === '' ? '' : String(Number(port));
  return `${hostnameOf(text) ?? ''}${DEFAULT_PORTS.has(number) ? '' : `:${number}`}`;
}

/** Returns the host name in ASCII; undefined where the URL standard knows none by this text. */
function hostnameOf(text: string): string | undefined {
  const url = readUrl(`https://${text.replace(PORT, '')}/`);
  return url === undefined ? undefined : plainHostname(url.hostname);
}

/** Returns a host name in lower case, without the full stop of the root at its end. */
export function plainHostname(hostname: string): string {
  return withoutRootStop(hostname.toLowerCase());
}

/** Returns what is wrong with a host, and what to write; undefined where nothing is. It repeats nothing of the text. */
export function hostProblem(text: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text))
    return 'names a scheme: write the host alone, as "www.example.com"';
  if (/[/\\?#]/.test(text)) return 'names a path: write the host alone, as "www.example.com"';
  if (text.includes('@')) return 'names a user: write the host alone, as "www.example.com"';
  if (text.includes('*')) return 'has a *: name each host by itself, as "www.example.com"';
  // eslint-disable-next-line no-control-regex
  if (/[\s\u0000-\u001f\u007f,;]/.test(text))
    return 'is more than one word: write each host as an entry of its own';
  if (text.includes('%'))
    return 'has an escape: write the characters themselves, or the ASCII form that begins with xn--';
  if (!text.startsWith('[') && text.split(':').length > 2)
    return 'is an IPv6 address without brackets: write it as "[2001:db8::1]"';
  if (/:\d*$/.test(text.replace(/^\[.*\]/, '')) && !isPort(/:(\d*)$/.exec(text)?.[1] ?? ''))
    return 'has no port behind its colon: write one from 1 to 65535, or leave out the colon';
  const name = hostnameOf(text);
  if (name === undefined || name === '')
    return 'is no host name: write it as in the address of the site, as "www.example.com"';
  if (/^\.|\.\./.test(name))
    return 'has nothing between two full stops, or before the first: write the whole name';
  if (!isHostLength(name))
    return 'is too long: a part of a name has at most 63 characters, a name at most 253';
  return undefined;
}

function isPort(digits: string): boolean {
  return /^\d{1,5}$/.test(digits) && Number(digits) > 0 && Number(digits) < 65_536;
}

const ORIGIN = /^(https?:\/\/)(.*)$/;

/** Returns an origin as browsers send it, without a full stop at the end of its host; undefined where it is none. */
export function originSpelling(text: string): string | undefined {
  const [, scheme = '', host = ''] = ORIGIN.exec(text) ?? [];
  if (scheme === '' || hostProblem(host) !== undefined) return undefined;
  const { protocol, port } = new URL(text);
  return `${protocol}//${hostnameOf(host) ?? ''}${port === '' ? '' : `:${port}`}`;
}
