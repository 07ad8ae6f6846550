/** The form of an e-mail address under which a person is found again. Mail goes to the address as it was typed. */
import { readUrl } from '../read-url.ts';

/**
 * Normalizes an address: without spaces around it, NFC, the domain in ASCII (UTS 46), lower case. Undefined where there
 * is no domain that a URL could have. A person's key is an HMAC of this text, so that the log need not hold it.
 */
export function normalizeAddress(address: string): string | undefined {
  const text = address.trim().normalize('NFC');
  const at = text.lastIndexOf('@');
  const domain = at <= 0 ? undefined : asciiDomain(text.slice(at + 1));
  return domain === undefined ? undefined : `${text.slice(0, at).toLowerCase()}@${domain}`;
}

/** A host name and nothing else: no port, path, user or address in brackets. */
const DOMAIN = /^[^\s/?#\\@:%[\]]+$/;

function asciiDomain(domain: string): string | undefined {
  if (!DOMAIN.test(domain)) return undefined;
  return readUrl(`http://${domain}`)?.hostname.replace(/\.$/, '') || undefined;
}

const GMAIL = /^(?:gmail|googlemail)\.com$/;

/**
 * Folds the spellings that reach one mailbox at Gmail (dots, `+tag`, its second domain), for limits alone: elsewhere
 * they may be different people, so a key of a person must never be made of this.
 */
export function foldForLimits(normalized: string): string {
  const at = normalized.lastIndexOf('@');
  if (!GMAIL.test(normalized.slice(at + 1))) return normalized;
  const local = normalized.slice(0, at).split('+', 1)[0] ?? '';
  return `${local.replaceAll('.', '')}@gmail.com`;
}
