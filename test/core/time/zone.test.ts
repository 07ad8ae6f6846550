/** Local days and hours in zones that shift by half an hour, at midnight, at one minute past it, or skip a day. */
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { addDays, Zone } from '#core/time/zone';
import { latestDue } from '#runtime/local/server/seal-schedule';

const HOUR = 3_600_000;
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Chatham',
  'Pacific/Apia',
  'America/Sao_Paulo',
  'America/Havana',
  'Africa/Casablanca',
  'Antarctica/Troll',
  'Asia/Tehran',
  'Pacific/Kiritimati',
];
const formats = new Map(
  ZONES.map((name) => [
    name,
    new Intl.DateTimeFormat('sv-SE', {
      timeZone: name,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    }),
  ]),
);
/** Returns the time on a wall clock of the zone, without using Zone. */
const wall = (name: string, instant: number) => formats.get(name)!.format(instant);
const shown = (name: string, instant: number) => {
  const { day, hour } = new Zone(name).localHour(instant);
  return `${day} ${String(hour).padStart(2, '0')}`;
};
/** Instants at which some of these zones shift, and a day that Samoa skipped. */
const SHIFTS = [
  '2026-03-29T01:00:00Z',
  '2026-10-25T01:00:00Z',
  '2026-03-08T05:30:00Z',
  '2026-11-01T04:30:00Z',
  '2010-11-07T02:31:00Z',
  '2007-03-11T03:31:00Z',
  '2026-04-04T15:00:00Z',
  '2026-10-03T15:30:00Z',
  '2011-12-30T10:00:00Z',
  '2018-11-04T03:00:00Z',
  '2018-02-18T02:00:00Z',
  '2022-09-21T19:30:00Z',
].map((text) => Date.parse(text));

describe.each(ZONES)('in %s', (name) => {
  it('every instant has the day and hour of the wall clock, also within minutes of a shift', () => {
    const anywhen = fc.integer({ min: Date.parse('2005-01-01'), max: Date.parse('2030-01-01') });
    const nearShift = fc
      .tuple(fc.constantFrom(...SHIFTS), fc.integer({ min: -90 * 60_000, max: 90 * 60_000 }))
      .map(([shift, off]) => shift + off);
    fc.assert(
      fc.property(fc.oneof(anywhen, nearShift), (instant) => {
        expect(shown(name, instant)).toBe(wall(name, instant).slice(0, 13));
      }),
      { numRuns: 300 },
    );
  });

  it('a day is due for its seal only after it ended, and the day before from 03:00 on', () => {
    const zone = new Zone(name);
    for (const shift of SHIFTS) {
      for (let instant = shift - 6 * HOUR; instant < shift + 30 * HOUR; instant += HOUR / 4) {
        const [day = '', time = ''] = wall(name, instant).split(' ');
        expect(latestDue(zone, instant)).toBe(addDays(day, time >= '03:00' ? -1 : -2));
      }
    }
  });
});
