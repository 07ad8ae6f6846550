/** What is said where events are taken and nobody is counted, or all as one. It may not count. */

/** From this share of a day's accepted events on it is told; servers and odd proxies leave out an address now and then. */
const TOLD = 0.1;
/** From this share on, and this many, the counter counts nobody to speak of. */
const FAILING = { share: 0.5, events: 5 };

/** Of a local day: accepted events, and those of them that something is wrong with. */
export interface Doubt {
  readonly accepted: number;
  readonly doubtful: number;
}

export function isTold({ accepted, doubtful }: Doubt): boolean {
  return doubtful > 0 && doubtful >= TOLD * accepted;
}

export function isFailing({ accepted, doubtful }: Doubt): boolean {
  return doubtful >= FAILING.events && doubtful >= FAILING.share * accepted;
}

const events = (count: string) => `${count} ${count === '1' ? 'event' : 'events'}`;

/** `count` in words, as `20` or `0 to 99`. */
export function withoutVisitorSentence(count: string): string {
  return `${events(count)} of today came without a visitor: is trustedProxies right? It is the number of proxies in front that append to X-Forwarded-For, 0 without one (docs/operations.md)`;
}

/** The opposite mistake: the address of the proxy stands for all who come through it. */
export function unbelievedProxySentence(count: string): string {
  return `${events(count)} of today came through a proxy that trustedProxies does not name, so that all its visitors count as one: set trustedProxies to the number of proxies in front (docs/operations.md)`;
}
