/**
 * Derives the origin of a visit from the referrer that an app leaves: `android-app://PACKAGE` (Android's
 * Intent.EXTRA_REFERRER) and `ios-app://ID`. It may not keep the name of an app that is not on the list: that could be
 * an organization's internal app, and identify where its visitors work.
 */
import { KNOWN_APPS, type Origin } from './known-places.ts';

const SCHEME = /^(?:android|ios)-app:/i;
/** The app, and the scheme of the page in it, where there is one: the Google app tells a search by it. */
const APP = /^(?:android|ios)-app:\/*([\w.-]{1,128})(?:\/(\w{1,32}))?(?:[/?#:]|$)/i;
const OTHER_APP: Origin = { referrer: '(app)', source: '(app)', medium: 'referral' };

/** Whether a referrer has the scheme of an app's. The second letter tells it from `http`, which nearly all have. */
export function isApp(referrer: string): boolean {
  return referrer.charCodeAt(1) !== LETTER_T && SCHEME.test(referrer);
}

const LETTER_T = 116;

/** Returns a known app by its package or bundle, and `(app)` for every other. */
export function deriveApp(referrer: string): Origin {
  const [, name = '', scheme = ''] = APP.exec(referrer) ?? [];
  const app = name.toLowerCase().replace(/\.$/, '');
  const known = KNOWN_APPS.get(`${app}/${scheme.toLowerCase()}`) ?? KNOWN_APPS.get(app);
  return known === undefined ? OTHER_APP : { referrer: app, ...known };
}
