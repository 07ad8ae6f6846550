/** The server's memory of the clock. The clock is the test's; the stamp is a real file. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Zone } from '#core/time/zone';
import { dataDir, type DataDir } from '#runtime/local/data-dir';
import { ClockWatch } from '#runtime/local/server/clock-watch';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOON = Date.parse('2026-03-10T12:00:00Z');

describe('the watch over the clock', () => {
  let data: DataDir;
  let now: number;
  let elapsed: number;
  beforeEach(() => {
    data = dataDir(mkdtempSync(join(tmpdir(), 'headcount-clock-')));
    [now, elapsed] = [NOON, 5 * HOUR];
  });
  afterEach(() => rmSync(data.root, { recursive: true, force: true }));
  const stamp = () => join(data.state, 'clock.json');
  const start = (boot: string | undefined = 'one') =>
    new ClockWatch(data, new Zone('UTC'), { now: () => now, elapsed: () => elapsed, boot });
  const pass = (ms: number) => {
    now += ms;
    elapsed += ms;
  };
  /** Runs the server's watch, which looks each second or two, and in these tests each five minutes. */
  const run = (watch: ClockWatch, ms: number) => {
    for (let left = ms; left > 0; left -= 5 * MINUTE) {
      pass(Math.min(left, 5 * MINUTE));
      watch.look();
    }
  };

  it('vouches for a day an hour after midnight', () => {
    const watch = start();
    run(watch, 12 * HOUR + HOUR - 20_000);
    expect(watch.vouchedThrough).toBe('2026-03-09');
    run(watch, 10 * MINUTE);
    expect(watch.vouchedThrough).toBe('2026-03-10');
  });

  it.each([
    ['15 seconds', 15_000],
    ['2 hours', 2 * HOUR],
    ['23 hours', 23 * HOUR],
  ])('vouches for no day that a clock ten days ahead for %s showed, and says so meanwhile', (_, ms) => {
    const watch = start();
    run(watch, 2 * HOUR);
    now += 10 * DAY;
    watch.look();
    expect(watch.wasSetForward).toBe(true);
    run(watch, ms);
    expect(watch.vouchedThrough).toBe('2026-03-09');
    now -= 10 * DAY;
    watch.look();
    expect(watch.wasSetForward).toBe(false);
    run(watch, HOUR);
    expect(watch.vouchedThrough < new Date(now).toISOString().slice(0, 10)).toBe(true);
    expect(['2026-03-09', '2026-03-10']).toContain(watch.vouchedThrough);
  });

  it('remembers a leap over restarts, and sees one that came while the server was off but the machine was not', () => {
    let watch = start();
    run(watch, 2 * HOUR);
    now += 10 * DAY;
    run(watch, 30 * MINUTE);
    watch.write();
    watch = start();
    run(watch, 2 * HOUR);
    expect([watch.wasSetForward, watch.vouchedThrough]).toEqual([true, '2026-03-09']);
    watch.write();
    now -= 10 * DAY;
    watch = start();
    expect(watch.wasSetForward).toBe(false);
    watch.write();
    now += 9 * DAY;
    watch = start();
    run(watch, 2 * HOUR);
    expect([watch.wasSetForward, watch.vouchedThrough]).toEqual([true, '2026-03-09']);
  });

  it('doubts each further leap anew, and one that returns in steps until it is back', () => {
    const watch = start();
    run(watch, 2 * HOUR);
    now += 10 * DAY;
    run(watch, 12 * HOUR);
    now += 10 * DAY;
    run(watch, 13 * HOUR);
    expect([watch.wasSetForward, watch.vouchedThrough]).toEqual([true, '2026-03-09']);
    now -= 10 * DAY;
    run(watch, HOUR);
    expect([watch.wasSetForward, watch.vouchedThrough]).toEqual([true, '2026-03-09']);
    now -= 10 * DAY;
    run(watch, HOUR);
    expect(watch.wasSetForward).toBe(false);
    expect(watch.vouchedThrough < '2026-03-11').toBe(true);
  });

  it('lets small corrections and clocks changed for summer be, and small leaps add up', () => {
    const watch = start();
    run(watch, 2 * HOUR);
    for (let times = 0; times < 3; times += 1) {
      now += 30 * MINUTE;
      watch.look();
      expect(watch.wasSetForward).toBe(times === 2);
    }
  });

  it('believes a clock that stays ahead after a day of run time', () => {
    const watch = start();
    run(watch, 2 * HOUR);
    now += 10 * DAY;
    run(watch, DAY + 30 * MINUTE);
    expect(watch.wasSetForward).toBe(false);
    expect(watch.vouchedThrough >= '2026-03-19').toBe(true);
  });

  it('vouches for all days that were missed an hour after a start of a machine that was off for nine', () => {
    let watch = start();
    run(watch, 2 * HOUR);
    watch.write();
    now += 9 * DAY;
    elapsed = 3 * MINUTE;
    watch = start('two');
    run(watch, HOUR - 20_000);
    expect(watch.vouchedThrough).toBe('2026-03-09');
    run(watch, 20_000);
    expect(watch.vouchedThrough).toBe('2026-03-18');
    expect(watch.wasSetForward).toBe(false);
  });

  it('counts no time in which it was stopped or the machine was suspended as run', () => {
    const watch = start();
    run(watch, 2 * HOUR);
    pass(9 * DAY);
    watch.look();
    expect([watch.vouchedThrough, watch.wasSetForward]).toEqual(['2026-03-09', false]);
    run(watch, 30 * MINUTE);
    expect(watch.vouchedThrough).toBe('2026-03-09');
    run(watch, 31 * MINUTE);
    expect(watch.vouchedThrough).toBe('2026-03-18');
  });

  it('counts no more of two hours in which it was stopped after midnight than a look may take', () => {
    const watch = start();
    run(watch, 12 * HOUR + 5 * MINUTE);
    pass(2 * HOUR);
    watch.look();
    expect(watch.vouchedThrough).toBe('2026-03-09');
    run(watch, HOUR);
    expect(watch.vouchedThrough).toBe('2026-03-10');
  });

  it.each([[20 * MINUTE], [2 * MINUTE]])(
    'adds up an hour over restarts after %i ms each, also by kill',
    (ms) => {
      let watch = start();
      run(watch, 2 * HOUR);
      watch.write();
      pass(11 * HOUR);
      for (let ran = 0; ran < 2.2 * HOUR; ran += ms) {
        watch = start();
        for (let left = ms; left > 0; left -= 10_000) run(watch, 10_000);
      }
      expect(watch.vouchedThrough).toBe('2026-03-10');
    },
  );

  it('takes a stamp that cannot be read for none, and does not throw where it cannot be written', () => {
    mkdirSync(data.state);
    for (const text of ['', '{}', 'null', '{"runs":[{"day":"x","ms":1}],"trusted":1,"offset":1}', '\0\0\0']) {
      writeFileSync(stamp(), text);
      const watch = start();
      run(watch, HOUR + MINUTE);
      expect(watch.vouchedThrough).toBe('2026-03-09');
    }
    rmSync(data.state, { recursive: true });
    writeFileSync(data.state, 'a file');
    const watch = start();
    run(watch, HOUR + MINUTE);
    expect(watch.vouchedThrough).toBe('2026-03-09');
  });

  it('keeps days and durations, and nothing else', () => {
    const watch = start();
    run(watch, 2 * HOUR);
    watch.write();
    expect(existsSync(stamp())).toBe(true);
    expect(Object.keys(JSON.parse(readFileSync(stamp(), 'utf8')) as object).toSorted()).toEqual([
      'boot',
      'offset',
      'runs',
      'trusted',
    ]);
  });
});
