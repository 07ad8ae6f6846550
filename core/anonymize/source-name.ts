/** Finds a known source by what a tag calls it: its name, one of its hosts, or its app. */
import { KNOWN_APPS, KNOWN_NAMES, KNOWN_PLACES, findKnownPlace, type TrafficSource } from './known-places.ts';

const bySqueezedName = new Map<string, TrafficSource>();
for (const [name, place] of KNOWN_NAMES) {
  const key = squeeze(name);
  if (!bySqueezedName.has(key)) bySqueezedName.set(key, place);
}

/** Reduces a name to letters and digits: `Product Hunt`, `product-hunt` and `producthunt` are the same. */
function squeeze(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** Maximum length of a name or host on the list. */
const MAX_TAG_LENGTH = 64;

/**
 * Finds the known source that a tag names, by its name (`google`, `hacker-news`), one of its hosts (`chatgpt.com`) or
 * the package of its app (`com.slack`).
 */
export function findSource(tag: string): TrafficSource | undefined {
  if (tag.length > MAX_TAG_LENGTH) return undefined;
  const word = tag.toLowerCase();
  return (
    KNOWN_NAMES.get(word) ??
    KNOWN_PLACES.get(word) ??
    KNOWN_APPS.get(word) ??
    (word.includes('.') ? listedHost(word) : undefined) ??
    bySqueezedName.get(squeeze(word))
  );
}

/** Returns the source of a host that stands on the list by itself, with its country. */
function listedHost(word: string): TrafficSource | undefined {
  const known = findKnownPlace(word, '/');
  return known !== undefined && known.referrer === word.replace(/^www\./, '')
    ? { source: known.source, medium: known.medium }
    : undefined;
}
