/** Times of an offer, in the zone of the register. */
import { describe, expect, it } from 'vitest';
import { isOfferTime, offerInstants } from '#core/register/offer-instants';

const instant = (starts: string, zone = 'Europe/Berlin') =>
  new Date(offerInstants({ starts, ends: '2040-01-01' }, zone).starts).toISOString();

describe('the times of an offer', () => {
  it.each([
    ['winter', '2027-01-10T10:30', 'Europe/Berlin', '2027-01-10T09:30:00.000Z'],
    ['summer', '2027-07-10T10:30:15', 'Europe/Berlin', '2027-07-10T08:30:15.000Z'],
    ['an offset', '2027-07-10T10:30+05:30', 'Europe/Berlin', '2027-07-10T05:00:00.000Z'],
    ['UTC', '2027-07-10T10:30Z', 'Europe/Berlin', '2027-07-10T10:30:00.000Z'],
    ['a day', '2027-07-10', 'Europe/Berlin', '2027-07-09T22:00:00.000Z'],
    ['a zone of quarters', '2027-07-10T10:50', 'Asia/Kathmandu', '2027-07-10T05:05:00.000Z'],
    ['the far west', '2027-07-10T23:59', 'Pacific/Pago_Pago', '2027-07-11T10:59:00.000Z'],
    ['the far east', '2027-07-10T00:01', 'Pacific/Kiritimati', '2027-07-09T10:01:00.000Z'],
    ['the first of two equal hours', '2027-10-31T02:30', 'Europe/Berlin', '2027-10-31T00:30:00.000Z'],
    ['an hour that the clocks skip', '2027-03-28T02:30', 'Europe/Berlin', '2027-03-28T01:00:00.000Z'],
  ])('are right in %s', (_name, text, zone, expected) => {
    expect(instant(text, zone)).toBe(expected);
  });

  it('end with a day, also one of 23 hours', () => {
    const { starts, ends } = offerInstants({ starts: '2027-03-28', ends: '2027-03-28' }, 'Europe/Berlin');
    expect((ends - starts) / 3_600_000).toBe(23);
  });

  it('begin with the end where only that is given', () => {
    const { starts, ends } = offerInstants({ ends: '2027-03-28T10:00Z' }, 'UTC');
    expect(starts).toBe(ends);
  });

  it('exist in the calendar', () => {
    for (const text of ['2028-02-29', '2027-03-12T00:00', '2027-03-12T23:59:59Z'])
      expect(isOfferTime(text), text).toBe(true);
    for (const text of [
      '2027-02-29',
      '2027-13-01',
      '2027-03-12T24:00',
      '2027-03-12 10:00',
      'tomorrow',
      '2027-3-1',
    ])
      expect(isOfferTime(text), text).toBe(false);
  });
});
