/** Annotations of a chart of days. */
import { expect, it } from 'vitest';
import { notesList, numberNotes } from '#render/html/day-notes';

it('annotations of the period are numbered by day, and those of one day share a number', () => {
  const notes = numberNotes(
    [
      { day: '2026-10-15', text: 'press' },
      { day: '2026-10-14', text: 'fair' },
      { day: '2026-10-15', text: 'sale' },
      { day: '2026-11-01', text: 'later' },
    ],
    { from: '2026-10-01', to: '2026-10-31' },
  );
  expect(notes).toEqual([
    { number: 1, day: '2026-10-14', text: 'fair' },
    { number: 2, day: '2026-10-15', text: 'press; sale' },
  ]);
  expect(String(notesList(notes))).toBe(
    '<ol class="notes"><li>2026-10-14: fair</li><li>2026-10-15: press; sale</li></ol>',
  );
  expect(String(notesList([]))).toBe('');
});
