/**
 * Recognises the user agents of known robots, by isbot's list (MIT, well maintained). It may not keep the user agent.
 */
import { isbot } from 'isbot';

/** True for known robots and for an empty user agent; false where it is unknown (a log without the field). */
export function isBot(userAgent: string | undefined): boolean {
  if (userAgent === undefined) return false;
  return userAgent.trim() === '' || isbot(userAgent.slice(0, 1024));
}
