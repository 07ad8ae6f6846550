/** The scrubber for tags in links: campaign, source, `ref`. It may not pass on more than 64 characters. */
import { scrubPlace } from './scrub-place.ts';

const MAX_LENGTH = 64;
/** Maximum length that is read: real tags are shorter, and only their beginning would be kept. It bounds the work. */
const MAX_INPUT_LENGTH = 256;

/** Scrubs a tag before cutting it, so that no cut hides an identifier, and cuts between characters. */
export function scrubTag(value: string): string {
  return value.length > MAX_INPUT_LENGTH ? ':token' : [...scrubPlace(value)].slice(0, MAX_LENGTH).join('');
}
