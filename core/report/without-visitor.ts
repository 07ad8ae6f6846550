/** What is said where events are taken and nobody is counted, or all as one. It may not count. */

/**
 * From this share of a day's accepted events on it is told; servers and odd proxies leave out an address now and then.
 */
const NOTEWORTHY_SHARE = 0.1;
/** From this share on, and this many, the counter counts nobody to speak of. */
const FAILING = { share: 0.5, events: 5 };

/** Of a local day: accepted events, and those of them that something is wrong with. */
export interface DoubtCounts {
  readonly accepted: number;
  readonly doubtful: number;
}

export function isNoteworthy({ accepted, doubtful }: DoubtCounts): boolean {
  return doubtful > 0 && doubtful >= NOTEWORTHY_SHARE * accepted;
}

export function isFailing({ accepted, doubtful }: DoubtCounts): boolean {
  return doubtful >= FAILING.events && doubtful >= FAILING.share * accepted;
}

const events = (count: string) => `${count} ${count === '1' ? 'event' : 'events'}`;

/** Where events are collected: on AWS another setting decides whose address a request bears. */
export type CollectorPlace = 'local' | 'aws';

const ADVICE: Readonly<Record<CollectorPlace, string>> = {
  local:
    'check trustedProxies, the number of proxies in front that append to X-Forwarded-For (0 without one)',
  aws:
    "check that today's salt is available (alarm Salts) and, where aws.domain is set, that CloudFront sends " +
    'CloudFront-Viewer-Address; trustedProxies has no effect on AWS',
};

/** `count` in words, as `20` or `0 to 99`. */
export function withoutVisitorSentence(count: string, place: CollectorPlace = 'local'): string {
  return `${events(count)} of today arrived without a visitor: ${ADVICE[place]} (docs/operations.md)`;
}

/** The sentence, where the share is worth one; `inWords` writes the number. */
export function withoutVisitorHints(
  doubt: DoubtCounts,
  place: CollectorPlace,
  inWords: (count: number) => string = String,
): readonly string[] {
  return isNoteworthy(doubt) ? [withoutVisitorSentence(inWords(doubt.doubtful), place)] : [];
}

/** The opposite mistake: the address of the proxy stands for all who come through it. */
export function unbelievedProxySentence(count: string): string {
  return `${events(count)} of today came through a proxy that trustedProxies does not count, so that all its visitors count as one: set trustedProxies to the number of proxies in front (docs/operations.md)`;
}
