/** The scrubber for what links carry along: campaign, source, `ref`. It may not pass on more than 64 characters. */
import { scrubPlace } from './scrub-place.ts';

const LONGEST = 64;

/** Scrubbed before it is cut, so that no cut hides an identifier, and cut between characters, never within one. */
export function scrubTag(value: string): string {
  return [...scrubPlace(value)].slice(0, LONGEST).join('');
}
