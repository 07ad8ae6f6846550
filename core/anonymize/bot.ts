/** Whether a user agent is a known robot's, by isbot's list (MIT, well kept). It may not keep the user agent. */
import { isbot } from 'isbot';

/** True for known robots and for an empty user agent; false where it is not known at all (a log without the field). */
export function isBot(userAgent: string | undefined): boolean {
  if (userAgent === undefined) return false;
  return userAgent.trim() === '' || isbot(userAgent.slice(0, 1024));
}
