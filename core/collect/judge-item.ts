/**
 * Judges one item of a request by a sequence of rules, each of which drops, rejects or passes the item. A bad item
 * affects only itself; nothing it holds enters a message.
 */
import { isInNetwork, parseAddress } from '../anonymize/address.ts';
import { anonymizeEvent, notStoredRow, type Observation } from '../anonymize/anonymize-event.ts';
import { isExcludedPage } from '../anonymize/excluded-page.ts';
import { readWebAddress, type WebAddress } from '../anonymize/web-address.ts';
import type { CompiledSite } from '../config/compile.ts';
import type { AnonymousEvent } from '../event/anonymous-event.ts';
import { UNKNOWN_SITE } from '../event/fields.ts';
import { plainOrigin } from '../root-stop.ts';
import { isOwnHost } from '../host/own-host.ts';
import { placeOf } from '../wall/register-wall.ts';
import { REASONS, type Reason } from '../event/outcomes.ts';
import { eventTime } from './event-time.ts';
import type { CollectContext } from './raw-request.ts';
import type { Sender } from './sender.ts';
import { readFields, type TrimmedField } from './read-fields.ts';
import { SERVER_FIELDS, type WireEvent } from './wire-event.ts';

export interface Verdict {
  readonly row: AnonymousEvent;
  /** Undefined where the item was accepted. */
  readonly reason?: Reason;
  /** Explanation for the sender: the field and its limit, never a value. */
  readonly detail?: string;
  /** Optional fields of an accepted item that were cut or dropped. */
  readonly trimmed?: readonly TrimmedField[];
}

/**
 * Judges one item. `today` is the local day of arrival. `seenIds` collects the ids of a batch; it is undefined for a
 * single item.
 */
export function judgeItem(
  item: unknown,
  batchSite: unknown,
  sender: Sender,
  today: string,
  seenIds: Set<string> | undefined,
  context: CollectContext,
): Verdict {
  const fields =
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? (item as Readonly<Record<string, unknown>>)
      : undefined;
  const siteId = fields?.['site'] ?? batchSite;
  const site = typeof siteId === 'string' ? context.config.site(siteId) : undefined;
  const refuse = (reason: Reason, detail?: string): Verdict => ({
    row: notStoredRow(site?.id ?? UNKNOWN_SITE, today, reason, context.random128),
    reason,
    detail: detail ?? REASONS[reason].text,
  });

  const hasKey = site !== undefined && sender.key !== undefined && context.keyMatches(site.id, sender.key);
  const stated = hasKey ? (fields?.['opted_out'] ?? undefined) : undefined;
  if (stated === undefined ? sender.hasObjection : stated === true) return refuse('opted_out');

  if (fields === undefined) return refuse('invalid_event', 'an event must be an object');
  if (typeof siteId !== 'string')
    return refuse('invalid_event', 'site is required: the id of a configured site');
  if (site === undefined) return refuse('unknown_site');

  if (sender.key !== undefined && !hasKey) return refuse('key_required', 'the key is not that of the site');
  if (site.touchesRegister({ origin: sender.origin })) return refuse('excluded');
  if (!hasKey && !originMayPost(sender.origin, site)) return refuse('origin_not_allowed');

  const serverField = hasKey ? undefined : SERVER_FIELDS.find((field) => fields[field] != null);
  if (serverField !== undefined)
    return refuse('key_required', `${serverField} needs the key of the site (Authorization: Bearer)`);
  const read = readFields(fields);
  if ('problem' in read) return refuse('invalid_event', read.problem);
  const { event, trimmed } = read;

  const page = pageOf(event, hasKey);
  if (page === 'invalid')
    return refuse(
      'invalid_event',
      hasKey ? 'url must be an absolute http or https URL' : 'url is required: an absolute http or https URL',
    );
  const { referrer, props } = trimmed.length === 0 ? event : uncut(fields);
  if (
    site.touchesRegister({
      page: page && placeOf(page),
      referrer: referrer ?? undefined,
      props: props ?? undefined,
    })
  )
    return refuse('excluded');
  if (page !== undefined && !isOwnHost(site.hosts, page.hostname, page.port))
    return refuse('host_not_allowed');

  const address = hasKey ? (event.ip == null ? undefined : parseAddress(event.ip)) : sender.address;
  if (address !== undefined && site.excludedNetworks.some((network) => isInNetwork(address, network)))
    return refuse('excluded');
  const target = page === undefined ? null : page.pathname + page.search;
  if (target !== null && isExcludedPage(target, site)) return refuse('excluded');

  const instant = event.time == null ? context.now : eventTime(event.time, context.now);
  if (instant === 'invalid') return refuse('invalid_event', 'time must be an RFC 3339 date and time');
  if (instant === 'too_old') return refuse('too_old', 'time must lie within the last 24 hours');
  if (context.isSealed(site.id, context.config.zone.day(instant))) return refuse('late');

  const observation = observe(event, { site, instant, target, address, hasKey, sender });
  const row = anonymizeEvent(observation, context);
  if (row.outcome === 'bot') return refuse('bot');
  if (isRepeated(event.id, row, seenIds)) return refuse('duplicate');
  return trimmed.length === 0 ? { row } : { row, trimmed };
}

/** More than any page's address has; it bounds the work. */
const MAX_SEEN_LENGTH = 4096;

/** Returns what the wall reads of an event before anything was cut off, which could be what names the register. */
function uncut(fields: Readonly<Record<string, unknown>>): Pick<WireEvent, 'referrer' | 'props'> {
  const seen = (value: unknown): string => (typeof value === 'string' ? value.slice(0, MAX_SEEN_LENGTH) : '');
  const props = fields['props'] as Readonly<Record<string, unknown>> | null | undefined;
  return {
    referrer: seen(fields['referrer']),
    props: { host: seen(props?.['host']), path: seen(props?.['path']), file: seen(props?.['file']) },
  };
}

/**
 * Whether pages of this origin may post for the site. Browsers send Origin with every cross-origin POST, so a request
 * without it does not come from another site's page; a site without origins accepts events with its key only.
 */
function originMayPost(origin: string | undefined, site: CompiledSite): boolean {
  if (origin === undefined) return site.origins.size > 0;
  return site.origins.has(origin) || site.origins.has(plainOrigin(origin));
}

/** Returns the page; undefined where a server left it out. */
function pageOf(event: WireEvent, hasKey: boolean): WebAddress | undefined | 'invalid' {
  if (event.url == null) return hasKey ? undefined : 'invalid';
  const url = readWebAddress(event.url);
  return url !== undefined && (url.protocol === 'https:' || url.protocol === 'http:') ? url : 'invalid';
}

interface JudgedItem {
  readonly site: CompiledSite;
  readonly instant: number;
  readonly target: string | null;
  readonly address: Observation['address'];
  readonly hasKey: boolean;
  readonly sender: Sender;
}

/** Builds the observation. With the key, the sender is a server, so its own headers do not describe the visitor. */
function observe(
  event: WireEvent,
  { site, instant, target, address, hasKey, sender }: JudgedItem,
): Observation {
  return {
    site,
    instant,
    target,
    address,
    name: event.name,
    referrer: event.referrer ?? undefined,
    isPrefetch: !hasKey && sender.isPrefetch,
    userAgent: hasKey ? (event.user_agent ?? undefined) : sender.userAgent,
    country: hasKey ? (event.country ?? undefined) : sender.country,
    language: event.language ?? (hasKey ? undefined : sender.acceptLanguage),
    screen: event.screen ?? undefined,
    entry: event.entry ?? undefined,
    engagedMs: event.engaged_ms ?? undefined,
    scrollPct: event.scroll_pct ?? undefined,
    props: event.props ?? undefined,
    value: event.value ?? undefined,
    clientId: event.id ?? undefined,
  };
}

/** Whether the same visitor of the same site sent the same id earlier in this request. */
function isRepeated(
  clientId: string | undefined,
  row: AnonymousEvent,
  seenIds: Set<string> | undefined,
): boolean {
  if (clientId == null || seenIds === undefined) return false;
  const key = `${row.site} ${row.day} ${row.visitor ?? ''} ${clientId}`;
  if (seenIds.has(key)) return true;
  seenIds.add(key);
  return false;
}
