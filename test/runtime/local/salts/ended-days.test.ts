/**
 * No day has two salts, whatever the clock does, and a wrong clock does as little harm as possible. The clock is the
 * test's.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { addDays } from '#core/time/zone';
import { dataDir, type DataDir } from '#runtime/local/data-dir';
import { prepareDataDir } from '#runtime/local/prepare-data-dir';
import { describeClockDoubt, isClockTrusted, readLatestDay } from '#runtime/local/salts/ended-days';
import { deleteEndedSalts, readOrCreateSalt, listSaltDays } from '#runtime/local/salts/salt-files';

describe('salts under a clock that may be wrong', () => {
  let data: DataDir;
  beforeEach(() => {
    data = dataDir(mkdtempSync(join(tmpdir(), 'headcount-ended-')));
    prepareDataDir(data);
  });
  afterEach(() => rmSync(data.root, { recursive: true }));

  it('salts are created at most once a day, are gone when the clock shows another day than theirs or the next, and are never alike', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(-400, -2, -1, 0, 0, 1, 1, 1, 1, 2, 5, 40, 400), fc.boolean()), {
          minLength: 2,
          maxLength: 40,
        }),
        (moves) => {
          rmSync(data.root, { recursive: true });
          prepareDataDir(data);
          const made = new Map<string, string>();
          let today = '2026-03-10';
          for (const [step, asks] of moves) {
            today = addDays(today, step);
            deleteEndedSalts(data, today);
            expect(listSaltDays(data).every((day) => day === today || day === addDays(today, 1))).toBe(true);
            const salt = asks ? readOrCreateSalt(data, today)?.toString('hex') : undefined;
            if (salt === undefined) continue;
            expect(made.get(today) ?? salt).toBe(salt);
            made.set(today, salt);
          }
          expect(new Set(made.values()).size).toBe(made.size);
        },
      ),
      { numRuns: 20 },
    );
  });

  it.each(['2026-03-20', '2027-01-01', '2099-12-31'])(
    'a clock that showed %s costs the rest of that day and no other',
    (ahead) => {
      for (const day of ['2026-03-09', '2026-03-10']) {
        deleteEndedSalts(data, day);
        readOrCreateSalt(data, day);
      }
      expect(describeClockDoubt(data, ahead)).toMatch(
        /last day seen here is 2026-03-10: if the clock is ahead, stop now/,
      );
      deleteEndedSalts(data, ahead);
      expect(readOrCreateSalt(data, ahead)).toHaveLength(32);
      expect(isClockTrusted(data, ahead), 'nothing is deleted for its age').toBe(false);
      expect(describeClockDoubt(data, '2026-03-10')).toMatch(
        /was seen here.*counted again from the next day/,
      );
      deleteEndedSalts(data, '2026-03-10');
      expect(
        listSaltDays(data),
        'what was collected under the wrong day cannot be computed again either',
      ).toEqual([]);
      expect(readOrCreateSalt(data, '2026-03-10')).toBeUndefined();
      for (const day of ['2026-03-11', '2026-03-12']) {
        deleteEndedSalts(data, day);
        expect(readOrCreateSalt(data, day)).toHaveLength(32);
        expect(isClockTrusted(data, day)).toBe(true);
      }
    },
  );

  it('go on after a machine was off, and after a month of steady days the clock is believed', () => {
    deleteEndedSalts(data, '2026-03-10');
    let day = '2026-05-01';
    for (let n = 0; n < 29; n += 1, day = addDays(day, 1)) {
      deleteEndedSalts(data, day);
      expect(readOrCreateSalt(data, day)).toHaveLength(32);
    }
    expect(readLatestDay(data)).toBe('2026-03-10');
    deleteEndedSalts(data, day);
    deleteEndedSalts(data, addDays(day, 1));
    expect([readLatestDay(data), describeClockDoubt(data, addDays(day, 2))]).toEqual([
      addDays(day, 1),
      undefined,
    ]);
    expect(readOrCreateSalt(data, '2026-04-15'), 'a day before the mark').toBeUndefined();
    expect(readdirSync(data.salts).filter((name) => name.startsWith('ended-')).length).toBeLessThan(6);
  });
});
