/**
 * Turns one line of a log into the row that is counted, through the same anonymization as a collected event. It may not
 * keep the line, nor put any of it into a reason.
 */
import { isInNetwork } from '../anonymize/address.ts';
import { anonymizeEvent, notStoredRow, type AnonymizeContext } from '../anonymize/anonymize-event.ts';
import { isExcludedPage } from '../anonymize/excluded-page.ts';
import type { CompiledConfig, CompiledSite } from '../config/compile.ts';
import { isPrefetch } from '../collect/prefetch.ts';
import type { AnonymousEvent } from '../event/anonymous-event.ts';
import { hasObjection } from '../collect/objection.ts';
import type { Reason } from '../event/outcomes.ts';
import { isOwnHost, loggedHostname } from '../host/own-host.ts';
import { classifyRequest, type IgnoredReason } from './classify-request.ts';
import type { LineScanner, LogRecord, UnparseableReason } from './log-record.ts';
import { forwardedIn, loggedAddress } from './logged-address.ts';

export interface ImportContext {
  readonly config: CompiledConfig;
  readonly site: CompiledSite;
  /** Extensions that count as downloads. */
  readonly downloads: ReadonlySet<string>;
  /** The current time in ms since 1970: nothing in a log can happen after it. */
  readonly now: number;
  readonly random128: () => string;
  readonly isSealed: (day: string) => boolean;
  /** Called with the time of each line that has one, whatever the line is. */
  readonly onTime?: (instant: number) => void;
  /** Whether an earlier import counted this line, if it is of that local day, and what it counted stays. */
  readonly isCounted?: (day: string) => boolean;
  /** Whether lines of that local day wait for a later import. @default none waits */
  readonly isWaiting?: (day: string) => boolean;
  /** Returns key and cache of a local day. */
  readonly anonymize: (day: string) => AnonymizeContext;
}

/** A row with its partition, or the reason why there is none. */
export type JudgedLine =
  | {
      readonly row: AnonymousEvent;
      /** UTC day, YYYY-MM-DD. */
      readonly dt: string;
      /** Undefined for rows that are not stored whoever the visitor is. */
      readonly visitor?: ReadVisitor;
    }
  | { readonly ignored: IgnoredReason }
  | { readonly duplicate: true }
  | { readonly waiting: true }
  | { readonly unparseable: UnparseableReason };

/** What could be read of a visitor. */
export interface ReadVisitor {
  readonly hasAddress: boolean;
  /** Whether the address that could not be read is a list. */
  readonly hasList: boolean;
  /** `unlogged` where the log has no such field. */
  readonly agent: 'sent' | 'empty' | 'unlogged';
}

/**
 * Maximum length in characters. Web servers accept some 8 KiB as a request line or a header; a longer line does not
 * come from a visitor, and reading it would cost as much as reading hundreds.
 */
const MAX_LINE_LENGTH = 16_384;
/** Clocks of servers differ by seconds: a time less than this far in the future counts as now. */
const MAX_CLOCK_SKEW_MS = 300_000;
const SPACE = 32;
const BLANK: JudgedLine = { ignored: 'blank' };
const DUPLICATE: JudgedLine = { duplicate: true };
const WAITING: JudgedLine = { waiting: true };

/** Judges one line without its newline. */
export function judgeLine(line: string, scan: LineScanner, context: ImportContext): JudgedLine {
  if (line === '' || (line.charCodeAt(0) <= SPACE && line.trim() === '')) return BLANK;
  if (line.length > MAX_LINE_LENGTH) return { unparseable: 'longer than 16,384 characters' };
  const scanned = scan(line);
  if (scanned === 'directive') return { ignored: 'directive' };
  if (typeof scanned === 'string') return { unparseable: scanned };
  if (scanned.time <= context.now + MAX_CLOCK_SKEW_MS) context.onTime?.(Math.min(scanned.time, context.now));
  const kind = classifyRequest(scanned, context.downloads);
  if (kind !== 'pageview' && kind !== 'download' && kind !== 'not_found') return { ignored: kind };
  if (scanned.time > context.now + MAX_CLOCK_SKEW_MS) return { unparseable: 'its time lies in the future' };
  return judgeRecord(scanned, kind, Math.min(scanned.time, context.now), context);
}

function judgeRecord(
  record: LogRecord,
  name: 'pageview' | 'download' | 'not_found',
  instant: number,
  context: ImportContext,
): JudgedLine {
  const { site, config } = context;
  const day = config.zone.day(instant);
  const dt = utcDay(instant);
  const drop = (reason: Reason) => ({ row: notStoredRow(site.id, day, reason, context.random128), dt });
  if (context.isCounted?.(day) === true) return DUPLICATE;
  if (context.isWaiting?.(day) === true) return WAITING;
  if (context.isSealed(day))
    return {
      row: notStoredRow(site.id, config.zone.day(context.now), 'late', context.random128),
      dt: utcDay(context.now),
    };
  if (record.header !== undefined && hasObjection(record.header, config)) return drop('opted_out');
  const host = record.host === undefined ? undefined : loggedHostname(record.host);
  const target = record.query === '' ? record.path : `${record.path}?${record.query}`;
  if (
    site.touchesRegister({
      page: {
        hostname: host,
        port: record.port,
        target,
      },
      referrer: record.referrer,
    })
  )
    return drop('excluded');
  if (host !== undefined && !isOwnHost(site.hosts, host, record.port)) return drop('host_not_allowed');
  if (isExcludedPage(target, site)) return drop('excluded');
  const { trustedProxies } = config;
  const forwardedFor =
    record.forwardedFor ??
    (record.rest === undefined || trustedProxies === 0 ? undefined : forwardedIn(record.rest));
  const address = loggedAddress(record.ip, forwardedFor, trustedProxies);
  if (address !== undefined && site.excludedNetworks.some((network) => isInNetwork(address, network)))
    return drop('excluded');
  const row = anonymizeEvent(
    {
      site,
      instant,
      name,
      target,
      address,
      referrer: record.referrer,
      userAgent: record.userAgent,
      isPrefetch: record.header !== undefined && isPrefetch(record.header),
      // A log without referrers cannot show entries: visits then count once per visitor-day, with an unknown source.
      entry: record.referrer === undefined ? false : undefined,
      props:
        name === 'download'
          ? { file: record.path }
          : name === 'not_found'
            ? { path: record.path }
            : undefined,
    },
    context.anonymize(day),
  );
  return {
    row,
    dt,
    visitor: {
      hasAddress: address !== undefined,
      hasList: address === undefined && record.ip.includes(','),
      agent: record.userAgent === undefined ? 'unlogged' : record.userAgent.trim() === '' ? 'empty' : 'sent',
    },
  };
}

const DAY_MS = 86_400_000;
let lastDay = Number.NaN;
let lastText = '';

/** Returns the UTC day of an instant. Log lines are in order of time, so the last result usually applies again. */
function utcDay(instant: number): string {
  const day = Math.floor(instant / DAY_MS);
  if (day !== lastDay) {
    lastDay = day;
    lastText = new Date(day * DAY_MS).toISOString().slice(0, 10);
  }
  return lastText;
}
