/** Referrers of apps: they name the app, and never a web domain. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KNOWN_APPS } from '#core/anonymize/known-places';
import { deriveOrigin } from '#core/anonymize/referrer';
import { findSource } from '#core/anonymize/source-name';

const own = new Set(['www.example.com']);
const app = (referrer: string) => {
  const { source, medium } = deriveOrigin(referrer, own);
  return `${source}, ${medium}`;
};

describe('the referrer of an app', () => {
  it.each([
    ['android-app://com.google.android.googlequicksearchbox/', 'Google Discover, search'],
    ['android-app://com.google.android.googlequicksearchbox', 'Google Discover, search'],
    ['android-app://com.google.android.googlequicksearchbox/https/www.google.com', 'Google, search'],
    ['android-app://com.google.android.gm/', 'Gmail, mail'],
    ['android-app://com.microsoft.office.outlook/', 'Outlook.com, mail'],
    ['android-app://com.yahoo.mobile.client.android.mail/', 'Yahoo! Mail, mail'],
    ['android-app://com.Slack/', 'Slack, social'],
    ['android-app://org.telegram.messenger/', 'Telegram, social'],
    ['android-app://org.telegram.plus/', 'Telegram, social'],
    ['android-app://com.facebook.katana/', 'Facebook, social'],
    ['android-app://com.facebook.lite/', 'Facebook, social'],
    ['android-app://com.facebook.orca/', 'Facebook, social'],
    ['android-app://com.instagram.android/', 'Instagram, social'],
    ['android-app://com.instagram.barcelona/', 'Threads, social'],
    ['android-app://com.twitter.android/', 'Twitter, social'],
    ['android-app://com.linkedin.android/', 'LinkedIn, social'],
    ['android-app://com.pinterest/', 'Pinterest, social'],
    ['android-app://com.reddit.frontpage/', 'Reddit, social'],
    ['android-app://com.whatsapp/', 'WhatsApp, social'],
    ['android-app://com.duckduckgo.mobile.android/', 'DuckDuckGo, search'],
    ['android-app://org.thoughtcrime.securesms/', 'Signal, social'],
    ['android-app://com.discord/', 'Discord, social'],
    ['android-app://com.snapchat.android/', 'Snapchat, social'],
    ['android-app://com.openai.chatgpt/', 'ChatGPT, ai'],
    ['ANDROID-APP://COM.SLACK/', 'Slack, social'],
    ['ios-app://com.google.Gmail/', 'Gmail, mail'],
    ['ios-app://com.burbn.instagram', 'Instagram, social'],
    ['ios-app://com.facebook.Facebook/', 'Facebook, social'],
    ['ios-app://com.tinyspeck.chatlyio/', 'Slack, social'],
    ['ios-app://ph.telegra.Telegraph/', 'Telegram, social'],
    ['ios-app://389801252/instagram/media', 'Instagram, social'],
    ['ios-app://284815942/https/www.google.com', 'Google, search'],
  ])('%s is %s', (referrer, origin) => {
    expect(app(referrer)).toBe(origin);
  });

  it('is (app) where the list does not know it, so that no name of an organization is kept', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('android-app', 'ios-app'),
        fc.constantFrom('://', ':', ':/', ':///'),
        fc.string({ maxLength: 60 }),
        (scheme, slashes, name) => {
          const origin = deriveOrigin(`${scheme}${slashes}zz.${name}`, own);
          expect(origin).toEqual({ referrer: '(app)', source: '(app)', medium: 'referral' });
        },
      ),
    );
    expect(app('android-app://com.firma.intern.anna/https/www.google.com/x')).toBe('(app), referral');
    expect(app(`android-app://${'a.'.repeat(2000)}b`)).toBe('(app), referral');
  });

  it('names the app on the list, never a part of its name', () => {
    for (const [name, { source, medium }] of KNOWN_APPS) {
      const [id = '', scheme] = name.split('/');
      expect(deriveOrigin(`android-app://${id}/${scheme ?? ''}`, own)).toMatchObject({
        referrer: id,
        source,
        medium,
      });
    }
  });

  it('is read where the scheme was lost, and in a tag', () => {
    expect(app('https://com.google.android.gm/')).toBe('Gmail, mail');
    expect(app('https://com.instagram.android')).toBe('Instagram, social');
    expect(findSource('com.Slack')).toEqual({ source: 'Slack', medium: 'social' });
  });
});
