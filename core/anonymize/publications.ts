/**
 * Numbers that name a publication or a place, not a person: ISBN, ISSN, arXiv, DOI, postcodes before a place. It may
 * not let a number pass for its length alone.
 */

const WITHIN = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:97[89](?:[- ]?\\d){10}|isbn(?:-?1[03])?[-_ :]{0,2}\\d(?:[- ]?\\d){8}[- ]?[\\dx]` +
    `|\\d-(?=\\d+-\\d+-)[\\d-]{9}-[\\dx]|issn[-_ :]{0,2}\\d{4}-?\\d{3}[\\dx]|arxiv[-_ :.]{0,2}\\d{4}\\.\\d{4,5}` +
    `|doi[-_ :]{0,2}10\\.\\d{4,9}(?:[-_/][\\w.()-]+)?|cve-(?:19|20)\\d\\d-\\d{4,7}|i[3579]-\\d{4,5}[a-z]{0,3}` +
    `|(?:plz|zip|postcode|postleitzahl)[-_ ]\\d{4,5}|(?:patent|ean|gtin|upc|pmid|pmc|oclc)[-_ ](?:[a-z]{2})?\\d{5,14}(?:[a-z]\\d?)?` +
    `|(?:iso|iec|din|en|nf|bs|uni|une|gost|jis|ieee|astm|vde|ansi)(?:-(?:iso|en|iec|ts` +
    `|tr))*-\\d{4,5}(?:-\\d{1,2})?)(?![\\p{L}\\p{N}])`,
  'iu',
);
const WHOLE = [
  // arXiv since 2007: year, month, number, version.
  /^(?:0[7-9]|[1-3]\d)(?:0[1-9]|1[0-2])\.\d{4,5}(?:v\d{1,2})?(?:\.pdf)?$/,
  /^10\.\d{4,9}$/,
  // Postcode and place; the postcode of Brazil.
  /^\d{5}-\p{L}{3,}(?:[-_]\p{L}+){0,3}(?:\.html?)?$/u,
  /^\d{5}-\d{3}$/,
  // Acts of the European Union (CELEX).
  /^3\d{4}[lrd]\d{4}$/i,
];
/** Numbers with few letters and hyphens: `10115`, `0317-8471`, `US10123456B2`, `13849-1`. */
const ANNOUNCED = /^[a-z]{0,3}[-_]?\d[\d.-]{2,16}[a-z]?\d?$/i;
/** Segments before a number that names a place or a publication. */
const BEFORE =
  /^(?:plz|zip|zipcode|zip-code|postcodes?|postal-?code|postleitzahl|code-postal|codigo-postal|cap|cep|kod-pocztowy|postnummer|indeks|posta-kodu|postinumero|isbn|issn|doi|arxiv|pmid|pmcid|pubmed|oclc|lccn|weather|wetter|meteo|abs|astro-ph|cond-mat|gr-qc|hep-\w+|quant-ph|math|nucl-\w+|rfc|kb|cve|patents?|ean|gtin|upc|asin|sku|iso|iec|din|en|nf|bs|gost|jis|astm|ansi|ieee|vde|norm|standards?|cas|chembl|lego)$/i;
const DOI_PREFIX = /^10\.\d{4,9}$/;
const MIN_DIGITS = 5;

/** Returns the piece of a text that names a publication or a place; undefined where there is none. */
export function publicationIn(text: string): string | undefined {
  if (text.length < MIN_DIGITS || !/\d{3}/.test(text)) return undefined;
  if (WHOLE.some((pattern) => pattern.test(text))) return text;
  const found = WITHIN.exec(text)?.[0];
  return found !== undefined && passes(found) ? found : undefined;
}

/** Whether a segment is the number that the segment before it announces: `/plz/10115`, `/hep-th/9901001`. */
export function isAnnounced(segment: string, before: string): boolean {
  return ANNOUNCED.test(segment) && BEFORE.test(before);
}

/** Whether a segment is the prefix of a DOI (ISO 26324), which names a publisher; what follows names an article. */
export function isDoiPrefix(segment: string): boolean {
  return DOI_PREFIX.test(segment);
}

/** Whether the digits of a book pass their check (ISO 2108); other numbers have none. */
function passes(text: string): boolean {
  if (text.startsWith('97')) return bookSum(text, (at) => (at % 2 === 0 ? 1 : 3)) % 10 === 0;
  return !/^\d-/.test(text) || bookSum(text, (at) => 10 - at) % 11 === 0;
}

function bookSum(text: string, weight: (at: number) => number): number {
  return text
    .replaceAll('-', '')
    .replaceAll(' ', '')
    .split('')
    .reduce((sum, sign, at) => sum + (/\d/.test(sign) ? Number(sign) : 10) * weight(at), 0);
}
