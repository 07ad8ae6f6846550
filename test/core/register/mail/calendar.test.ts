import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeCalendar, type CalendarEvent } from '#core/register/mail/calendar';
import { offerCalendar } from '#core/register/mail/offer-calendar';
import { addressed } from './addressing.ts';
import { readCalendar, readText } from './read-calendar.ts';

const EVENT: CalendarEvent = {
  method: 'REQUEST',
  uid: 'submission-1',
  sequence: 0,
  stamp: Date.UTC(2030, 0, 1, 9),
  starts: Date.UTC(2030, 4, 16, 8),
  ends: Date.UTC(2030, 4, 16, 14),
  summary: 'Microscopy workshop',
  location: 'Example Street 1, Example Town',
  organizer: { name: 'Demo Instruments', address: 'workshops@instruments.example' },
  attendee: 'ada@example.org',
};

const valueOf = (content: string, name: string) =>
  readCalendar(content).find((property) => property.name === name)?.value;

describe('a calendar object', () => {
  it('is an invitation of one event, in UTC', () => {
    expect(readCalendar(writeCalendar(EVENT)).map(({ name, value }) => `${name}:${value}`)).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Headcount//Register//EN',
      'METHOD:REQUEST',
      'BEGIN:VEVENT',
      'UID:submission-1',
      'SEQUENCE:0',
      'DTSTAMP:20300101T090000Z',
      'DTSTART:20300516T080000Z',
      'DTEND:20300516T140000Z',
      'SUMMARY:Microscopy workshop',
      String.raw`LOCATION:Example Street 1\, Example Town`,
      'ORGANIZER:mailto:workshops@instruments.example',
      'ATTENDEE:mailto:ada@example.org',
      'STATUS:CONFIRMED',
      'END:VEVENT',
      'END:VCALENDAR',
    ]);
  });

  it('cancels the same event with a higher sequence', () => {
    const content = writeCalendar({ ...EVENT, method: 'CANCEL', sequence: 2 });
    expect(['METHOD', 'UID', 'SEQUENCE', 'STATUS'].map((name) => valueOf(content, name))).toEqual([
      'CANCEL',
      'submission-1',
      '2',
      'CANCELLED',
    ]);
  });

  it('has no end where the end is the begin', () => {
    expect(valueOf(writeCalendar({ ...EVENT, ends: EVENT.starts }), 'DTEND')).toBeUndefined();
  });

  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc
      .array(
        fc.constantFrom(
          '\r\n',
          '\n',
          '\r',
          ',',
          ';',
          '\\',
          '"',
          ':',
          ' ',
          'ü',
          '顕',
          '🔬',
          '\u2028',
          'END:VEVENT',
        ),
        { maxLength: 80 },
      )
      .map((parts) => parts.join('')),
  );

  it('says what it was given, whatever that is, and never gets another line from it', () => {
    fc.assert(
      fc.property(anything, anything, anything, (summary, location, name) => {
        const content = writeCalendar({
          ...EVENT,
          summary,
          location,
          organizer: { name, address: 'desk@example.org' },
        });
        const properties = readCalendar(content);
        expect(properties.map((property) => property.name)).toEqual(
          readCalendar(writeCalendar(EVENT)).map((property) => property.name),
        );
        const plain = (text: string) =>
          text.replaceAll(/\r\n|[\r\n\u2028\u2029]/g, '\n').replaceAll(/(?!\n)\p{Cc}/gu, ' ');
        expect(readText(valueOf(content, 'SUMMARY') ?? '')).toBe(plain(summary));
        expect(readText(valueOf(content, 'LOCATION') ?? '')).toBe(plain(location));
      }),
      { numRuns: 500 },
    );
  });

  it('keeps every address within its property', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', maxLength: 80 }), (attendee) => {
        const [property] = readCalendar(writeCalendar({ ...EVENT, attendee })).filter(
          ({ name }) => name === 'ATTENDEE',
        );
        expect(decodeURIComponent((property?.value ?? '').slice('mailto:'.length))).toBe(attendee);
      }),
    );
  });
});

describe('the calendar entry of an offer', () => {
  const entryOf = (offer: { starts?: string; ends: string } | undefined) =>
    offerCalendar(addressed('en', { offer }), { method: 'REQUEST', sequence: 0 }).calendar?.content ?? '';

  it.each([
    [{ starts: '2030-05-16T10:00', ends: '2030-05-16T16:00' }, '20300516T080000Z', '20300516T140000Z'],
    [{ starts: '2030-09-02', ends: '2030-09-06' }, '20300901T220000Z', '20300906T220000Z'],
    [{ ends: '2030-09-06' }, '20300905T220000Z', '20300906T220000Z'],
    [{ ends: '2030-05-16T16:00' }, '20300516T140000Z', undefined],
  ])('of %o begins and ends at the instants of the time zone', (offer, starts, ends) => {
    const content = entryOf(offer);
    expect(valueOf(content, 'DTSTART')).toBe(starts);
    expect(valueOf(content, 'DTEND')).toBe(ends);
  });

  it('is missing where there is no offer', () => {
    expect(entryOf(undefined)).toBe('');
  });
});
