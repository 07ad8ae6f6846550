/** The late events that indicate a wrong clock. */
import { expect, it } from 'vitest';
import { notStoredRow } from '#core/anonymize/anonymize-event';
import { LateEvents } from '#runtime/local/server/late-events';

const row = (day: string, reason: 'late' | 'bot' = 'late') =>
  notStoredRow('shop', day, reason, () => 'f'.repeat(32));

it('an event of the day on which it comes, when that is sealed, is reported once a day, until the day is over', () => {
  const said: string[] = [];
  const late = new LateEvents(({ message }) => said.push(message));
  const isSealed = () => true;
  late.note([row('2026-03-10', 'bot')], isSealed);
  expect([said.length, late.wasSeenOn('2026-03-10')]).toEqual([0, false]);
  late.note([row('2026-03-10', 'bot'), row('2026-03-10')], isSealed);
  late.note([row('2026-03-10')], isSealed);
  expect([said.length, late.wasSeenOn('2026-03-10'), late.wasSeenOn('2026-03-11')]).toEqual([1, true, false]);
  late.note([row('2026-03-11')], isSealed);
  expect([said.length, late.wasSeenOn('2026-03-11')]).toEqual([2, true]);
  expect(said[0]).not.toContain('\n');
});

it('an event that a server dates back to a sealed day is late by right, and says nothing of the clock', () => {
  const said: string[] = [];
  const late = new LateEvents(({ message }) => said.push(message));
  late.note([row('2026-03-11')], (_, day) => day === '2026-03-10');
  expect([said, late.wasSeenOn('2026-03-11')]).toEqual([[], false]);
});
