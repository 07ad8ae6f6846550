/** Decides which texts are e-mail addresses. */
import { readUrl } from '../read-url.ts';

const LOCAL = "[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+";
const LABEL = '[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?';
const ADDRESS = new RegExp(String.raw`^${LOCAL}@${LABEL}(?:\.${LABEL})+$`);
/** The letters of a domain that is not ASCII; a delimiter of a URL among them would end the host. */
const UNICODE_DOMAIN = /^[\p{L}\p{N}\p{M}.-]+$/u;

/**
 * Whether a text is an e-mail address as HTML's `type=email` defines it (WHATWG HTML, valid e-mail address), with a dot
 * in the domain. A domain that is not ASCII counts as what browsers make of it before they check.
 */
export function isEmailAddress(text: string): boolean {
  const at = text.lastIndexOf('@');
  return ADDRESS.test(`${text.slice(0, at)}@${asciiDomain(text.slice(at + 1))}`) && at > 0;
}

function asciiDomain(domain: string): string {
  if (/^[\p{ASCII}]*$/u.test(domain) || !UNICODE_DOMAIN.test(domain)) return domain;
  return readUrl(`http://${domain}`)?.hostname ?? domain;
}
