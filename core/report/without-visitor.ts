/** Warnings about events that count without a visitor, or whose visitors all count as one. */

/**
 * Share of a day's accepted events from which a warning appears; servers and unusual proxies sometimes omit an address.
 */
const NOTEWORTHY_SHARE = 0.1;
/** Share and minimum number of doubtful events at which the collector counts hardly any visitors. */
const FAILING = { share: 0.5, events: 5 };

/** Accepted events of a local day, and how many of them are doubtful. */
export interface DoubtCounts {
  readonly accepted: number;
  readonly doubtful: number;
}

/** Whether the share of doubtful events deserves a warning. */
export function isNoteworthy({ accepted, doubtful }: DoubtCounts): boolean {
  return doubtful > 0 && doubtful >= NOTEWORTHY_SHARE * accepted;
}

/** Whether so many events are doubtful that the collector counts hardly any visitors. */
export function isFailing({ accepted, doubtful }: DoubtCounts): boolean {
  return doubtful >= FAILING.events && doubtful >= FAILING.share * accepted;
}

const events = (count: string) => `${count} ${count === '1' ? 'event' : 'events'}`;

/** The place where events are collected: on AWS, another setting decides whose address a request carries. */
export type CollectorPlace = 'local' | 'aws';

const ADVICE: Readonly<Record<CollectorPlace, string>> = {
  local:
    'check trustedProxies, the number of proxies in front that append to X-Forwarded-For (0 without one)',
  aws:
    "check that today's salt is available (alarm Salts) and, where aws.domain is set, that CloudFront sends " +
    'CloudFront-Viewer-Address; trustedProxies has no effect on AWS',
};

/** Returns the warning; `count` is text, as `20` or `0 to 99`. */
export function withoutVisitorSentence(count: string, place: CollectorPlace = 'local'): string {
  return `${events(count)} of today arrived without a visitor: ${ADVICE[place]} (docs/operations.md)`;
}

/** Returns the warning where the share of doubtful events is noteworthy; `inWords` formats the number. */
export function withoutVisitorHints(
  doubt: DoubtCounts,
  place: CollectorPlace,
  inWords: (count: number) => string = String,
): readonly string[] {
  return isNoteworthy(doubt) ? [withoutVisitorSentence(inWords(doubt.doubtful), place)] : [];
}

/** Returns the warning about the opposite mistake: the address of the proxy stands for everyone behind it. */
export function unbelievedProxySentence(count: string): string {
  return `${events(count)} of today came through a proxy that trustedProxies does not count, so that all its visitors count as one: set trustedProxies to the number of proxies in front (docs/operations.md)`;
}
