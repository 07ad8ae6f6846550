/** Links do what they were issued for, and nothing else. */
import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLink, LINK_ACTS, readLink, type LinkAct } from '#core/register/link';

const macUnder =
  (key: string) =>
  (text: string): string =>
    createHmac('sha256', key).update(text).digest('base64url');
const mac = macUnder('a key of the test');
const NOW = Date.parse('2026-12-01T10:00:00Z');
const MINUTE = 60_000;
const DAY = 86_400_000;
const acts = fc.constantFrom(...LINK_ACTS);
const subjects = fc
  .base64String({ minLength: 16, maxLength: 44 })
  .map((text) => text.replaceAll(/[+/=]/g, '-'));

describe('a link', () => {
  it('names its subject to the act that it was issued for, in characters that a path may hold', () => {
    fc.assert(
      fc.property(acts, subjects, (act, subject) => {
        const link = createLink(act, subject, NOW, mac);
        expect(link).toMatch(/^[A-Za-z0-9_.~-]+$/);
        expect(readLink(act, link, NOW, mac)).toEqual({ subject });
      }),
    );
  });

  it('is invalid for every other act and under another key', () => {
    fc.assert(
      fc.property(acts, acts, subjects, (act, other, subject) => {
        const link = createLink(act, subject, NOW, mac);
        if (act !== other) expect(readLink(other, link, NOW, mac)).toBe('invalid');
        expect(readLink(act, link, NOW, macUnder('another key'))).toBe('invalid');
      }),
    );
  });

  it('is invalid with any character changed, cut off or added', () => {
    fc.assert(
      fc.property(
        acts,
        subjects,
        fc.nat(),
        fc.constantFrom('', 'A', 'z', '.', '~', '%'),
        (act, subject, at, put) => {
          const link = createLink(act, subject, NOW, mac);
          const place = at % (link.length + 1);
          const changed = link.slice(0, place) + put + link.slice(place + 1);
          if (changed !== link) expect(readLink(act, changed, NOW, mac)).toBe('invalid');
        },
      ),
    );
  });

  it.each<[LinkAct, number]>([
    ['confirm', 7 * DAY],
    ['self', 60 * MINUTE],
  ])('a link to %s expires when its time is over', (act, lifetime) => {
    const link = createLink(act, 'subject', NOW, mac);
    expect(readLink(act, link, NOW + lifetime - 1, mac)).toEqual({ subject: 'subject' });
    expect(readLink(act, link, NOW + lifetime, mac)).toBe('expired');
  });

  it.each<LinkAct>(['withdraw', 'never'])('a link to %s never expires', (act) => {
    expect(readLink(act, createLink(act, 'subject', NOW, mac), NOW + 20_000 * DAY, mac)).toEqual({
      subject: 'subject',
    });
  });

  it('is not made to last longer by a later date in it', () => {
    const [subject, , tag] = createLink('self', 'subject', NOW, mac).split('.');
    expect(readLink('self', `${subject}.${(NOW + 90 * DAY).toString(36)}.${tag}`, NOW, mac)).toBe('invalid');
    expect(readLink('self', `${subject}.0.${tag}`, NOW, mac)).toBe('invalid');
  });
});
