/** The scrubber for what links carry along: campaign, source, `ref`. It may not pass on more than 64 characters. */
import { scrubPlace } from './scrub-place.ts';

const MAX_LENGTH = 64;
/** No tag is longer, and only its beginning would be kept: it bounds the work. */
const MAX_INPUT_LENGTH = 256;

/** Scrubbed before it is cut, so that no cut hides an identifier, and cut between characters, never within one. */
export function scrubTag(value: string): string {
  return value.length > MAX_INPUT_LENGTH ? ':token' : [...scrubPlace(value)].slice(0, MAX_LENGTH).join('');
}
