/**
 * The stream's side of the wall: whether something that was sent or logged touches the register, so that it is not
 * counted. It knows hosts and paths from the stream's own configuration, and nothing of the register's folders.
 */
import { readCampaignParameters } from '../anonymize/campaign-parameters.ts';
import { pageName } from '../anonymize/page-name.ts';
import { pagePath } from '../anonymize/path.ts';
import { readWebAddress, type WebAddress } from '../anonymize/web-address.ts';
import { pathMatcher } from '../config/path-matcher.ts';
import { plainHostname } from '../host/host-spelling.ts';
import { reachedPort, readHostText, type Place } from './host-text.ts';
import { pathTest } from './path-patterns.ts';

/** What an event or a line of a log shows of where a visitor was and went. */
export interface Sighting {
  /** The page; undefined where there is none. */
  readonly page?: Place | undefined;
  readonly referrer?: string | undefined;
  /** The Origin header of a browser. */
  readonly origin?: string | undefined;
  /** Of these, `host`, `path` and `file` are read. */
  readonly props?: Readonly<Record<string, unknown>> | undefined;
}

/** Whether a sighting touches the register. In doubt it does: a page too few is counted rather than one too many. */
export type RegisterWall = (sighting: Sighting) => boolean;

export interface WallSettings {
  readonly hosts: readonly string[];
  readonly paths: readonly string[];
  /** Hosts of the site: those that the paths are paths of. */
  readonly siteHosts: readonly string[];
  /** Query parameters that are part of a page. */
  readonly keepParameters: ReadonlySet<string>;
}

const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;
/** The address in place of one that cannot be read. */
const NOWHERE: WebAddress = { protocol: '', host: '', hostname: '', port: '', pathname: '', search: '' };

/** Returns the place of an address. */
export function placeOf(address: WebAddress): Place {
  return {
    hostname: plainHostname(address.hostname),
    port: reachedPort(address.protocol, address.port),
    target: address.pathname + address.search,
  };
}

/** Compiles the hosts and paths of a site's `register`. Without any, nothing touches it. */
export function registerWall({ hosts, paths, siteHosts, keepParameters }: WallSettings): RegisterWall {
  if (hosts.length === 0 && paths.length === 0) return () => false;
  const own = new Set(siteHosts.map((host) => readHostText(host)?.hostname));
  /** Ports by host; undefined among them stands for every port. */
  const portsOf = new Map<string | undefined, Set<string | undefined>>();
  for (const place of hosts.map(readHostText).filter((one) => one !== undefined))
    portsOf.set(place.hostname, (portsOf.get(place.hostname) ?? new Set()).add(place.port));
  const isPath = pathTest(paths);
  const isPage = pathMatcher(paths, keepParameters);

  /** A port that nothing says may be any; but the site is not its register because they share a host. */
  const isHost = ({ hostname, port }: Place): boolean => {
    const ports = portsOf.get(hostname);
    if (hostname === undefined || ports === undefined) return false;
    return ports.has(undefined) || (port === undefined ? !own.has(hostname) : ports.has(port));
  };
  const isOwnPath = ({ hostname, target }: Place): boolean =>
    paths.length > 0 &&
    (hostname === undefined || own.has(hostname)) &&
    (isPath(target) || isPage(pageName(pagePath(target), keepParameters)));
  const touches = (place: Place): boolean => isHost(place) || isOwnPath(place);

  /** Whether the query names the register as a source, as links from its pages may do. */
  const isNamed = ({ target }: Place): boolean => {
    if (!/[?%]/.test(target)) return false;
    const { source, references } = readCampaignParameters(pagePath(target).query);
    return [source, ...references].some((name) => name !== undefined && isAddress(name));
  };
  /** Whether a whole address, or a host without a scheme, touches. */
  const isAddress = (text: string): boolean => {
    const address = readWebAddress(text.startsWith('//') ? `https:${text}` : text);
    const place = address === undefined || address.hostname === '' ? undefined : placeOf(address);
    if (place !== undefined && touches(place)) return true;
    const host = SCHEME.test(text) ? undefined : readHostText(text);
    return host !== undefined && touches(host);
  };
  /** Whether a path of the site touches, from its root or from the page, or an address in its place. */
  const isPathProp = (text: string, page: Place | undefined): boolean => {
    const [path = '/'] = (page?.target ?? '/').split(/[?#]/, 1);
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    return (
      [`/${text}`, folder + text].some((target) =>
        isOwnPath({ hostname: undefined, port: undefined, target }),
      ) || isAddress(text)
    );
  };

  return ({ page, referrer, origin, props }) =>
    (page !== undefined && (touches(page) || isNamed(page))) ||
    (referrer !== undefined && referrer !== '' && isAddress(referrer)) ||
    (origin !== undefined && isHost(placeOf(readWebAddress(origin) ?? NOWHERE))) ||
    (typeof props?.['host'] === 'string' && isAddress(props['host'])) ||
    ['path', 'file'].some((key) => {
      const value = props?.[key];
      return typeof value === 'string' && isPathProp(value, page);
    });
}
