/**
 * Links of mails as message authentication codes: what a link may do, for whom, until when. Nothing is stored, so there
 * is nothing to steal from the log. A link of one act can never do another.
 */

export const LINK_ACTS = ['confirm', 'withdraw', 'never', 'self'] as const;
export type LinkAct = (typeof LINK_ACTS)[number];

/** Milliseconds from issue to expiry; links without an entry never expire. */
const LIFETIME_MS: Partial<Record<LinkAct, number>> = { confirm: 7 * 86_400_000, self: 3_600_000 };

/** HMAC-SHA256 of a text under `link.key`, as base64url. */
export type LinkMac = (text: string) => string;

/** A subject is an id or a keyed hash, in base64url: a submission, a person's ref, or the key of an address. */
const LINK = /^([A-Za-z0-9_-]{1,64})\.([0-9a-z]{1,11})\.([A-Za-z0-9_-]{43})$/;
const NEVER_EXPIRES = '0';

/**
 * Returns the last part of a link's path, of `[A-Za-z0-9_.-]`; `now` is in milliseconds since 1970, and a link without
 * it never expires.
 */
export function createLink(act: LinkAct, subject: string, now: number | undefined, mac: LinkMac): string {
  const lifetimeMs = LIFETIME_MS[act];
  const until =
    lifetimeMs === undefined || now === undefined ? NEVER_EXPIRES : (now + lifetimeMs).toString(36);
  const claim = `${subject}.${until}`;
  return `${claim}.${mac(`${act}.${claim}`)}`;
}

export type LinkReading = { readonly subject: string } | 'invalid' | 'expired';

/** Reads a link of the act: its subject, `expired`, or `invalid` where it is broken or was issued for another act. */
export function readLink(act: LinkAct, link: string, now: number, mac: LinkMac): LinkReading {
  const [, subject, until, tag] = LINK.exec(link) ?? [];
  if (subject === undefined || until === undefined || tag === undefined) return 'invalid';
  if (!isEqual(tag, mac(`${act}.${subject}.${until}`))) return 'invalid';
  return until !== NEVER_EXPIRES && Number.parseInt(until, 36) <= now ? 'expired' : { subject };
}

/** Compares in a time that depends on the length alone, so that no answer tells how much of a guess was right. */
export function isEqual(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  let difference = 0;
  for (let at = 0; at < one.length; at++) difference |= one.charCodeAt(at) ^ other.charCodeAt(at);
  return difference === 0;
}
