/**
 * The server's schedule of seals, and its handling of failed steps. The clocks are the test's; the steps are real
 * processes.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDays, Zone } from '#core/time/zone';
import { latestDue, SealSchedule, type SealScheduleOptions } from '#runtime/local/server/seal-schedule';
import { oneOf } from '../../../support/full-length.ts';

const berlin = new Zone('Europe/Berlin');
const at = (iso: string) => Date.parse(iso);
const MINUTE = 60_000;

it('a day is due at 03:00 local time of the next, also on the days the clocks change', () => {
  expect(latestDue(berlin, at('2026-03-11T01:59:59Z'))).toBe('2026-03-09');
  expect(latestDue(berlin, at('2026-03-11T02:00:00Z'))).toBe('2026-03-10');
  expect(latestDue(berlin, at('2026-03-29T00:59:59Z'))).toBe('2026-03-27');
  expect(latestDue(berlin, at('2026-03-29T01:00:00Z'))).toBe('2026-03-28');
  expect(latestDue(berlin, at('2026-10-25T01:59:59Z'))).toBe('2026-10-23');
  expect(latestDue(berlin, at('2026-10-25T02:00:00Z'))).toBe('2026-10-24');
});

describe('the schedule', () => {
  let folder: string;
  let done: () => void;
  let said: string[];
  /** What went well. */
  let good: string[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'headcount-schedule-'));
    said = [];
    good = [];
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const log = () =>
    existsSync(join(folder, 'log')) ? readFileSync(join(folder, 'log'), 'utf8').trim().split('\n') : [];
  /** A step that records its name and arguments, and then ends as specified, unless it is mended. */
  const step = (name: string, end = '') => [
    process.execPath,
    '-e',
    `const fs = require('fs');
     fs.appendFileSync(${JSON.stringify(join(folder, 'log'))}, ['${name}', ...process.argv.slice(1)].join(' ') + '\\n');
     if (!fs.existsSync(${JSON.stringify(join(folder, 'mended'))})) { ${end} }`,
    '--',
  ];
  const mend = () => writeFileSync(join(folder, 'mended'), '');
  const schedule = (command: readonly string[], more: Partial<SealScheduleOptions> = {}) =>
    new SealSchedule({
      zone: berlin,
      isNeeded: () => true,
      onDone: () => done(),
      log: ({ level, message }) => (level === 'info' ? good : said).push(message),
      command,
      ...more,
    });
  const ended = () =>
    new Promise<void>((resolve) => {
      done = resolve;
    });
  /** The clocks agree, unless a test says otherwise. */
  const instant = (iso: string, more: object = {}) => ({
    now: at(iso),
    elapsed: at(iso),
    vouchedThrough: addDays(iso.slice(0, 10), -1),
    ...more,
  });

  it('seals through the day that is due after a start, once, and again when the next is', async () => {
    const seals = schedule(step('seal'));
    let end = ended();
    seals.tick(instant('2026-03-11T09:00:00Z'));
    seals.tick(instant('2026-03-11T09:00:02Z'));
    await end;
    seals.tick(instant('2026-03-11T09:00:04Z'));
    seals.tick(instant('2026-03-12T01:59:58Z'));
    expect(log()).toEqual(['seal --through 2026-03-10']);
    end = ended();
    seals.tick(instant('2026-03-12T02:00:00Z'));
    await end;
    expect(log()).toEqual(['seal --through 2026-03-10', 'seal --through 2026-03-11']);
    expect(seals.failed).toEqual([]);
  });

  it('seals no day that nobody vouches for, whatever the clock shows, and goes on when it is set right', async () => {
    const seals = schedule(step('seal'), { followUps: [{ name: 'release', command: step('release') }] });
    seals.tick(instant('2026-03-11T09:00:00Z', { vouchedThrough: '' }));
    expect(log()).toEqual([]);
    let end = ended();
    seals.tick(instant('2026-03-21T09:00:00Z', { vouchedThrough: '2026-03-08' }));
    await end;
    expect(log()).toEqual(['seal --through 2026-03-08', 'release']);
    end = ended();
    seals.tick(instant('2026-03-21T09:00:00Z'));
    await end;
    expect(log().slice(2)).toEqual(['seal --through 2026-03-20', 'release']);
    end = ended();
    seals.tick(instant('2026-03-12T09:00:00Z'));
    await end;
    expect(log().slice(4)).toEqual(['seal --through 2026-03-11', 'release']);
  });

  it.each(oneOf(4, ['SIGKILL', 'SIGTERM', 'SIGSEGV', 'SIGABRT']))(
    'takes a seal that ends by %s for one that failed: says so in one line, and tries again after ten minutes',
    async (signal) => {
      const seals = schedule(
        step('seal', `process.kill(process.pid, '${signal}'); setInterval(() => {}, 1e6);`),
      );
      let end = ended();
      seals.tick(instant('2026-03-11T09:00:00Z'));
      await end;
      expect(seals.failed).toEqual(['seal']);
      expect(said).toHaveLength(1);
      expect(said[0]).toMatch(
        new RegExp(
          `^seal was ended by ${signal}[^\\n]*; it is tried again in 10 minutes[^\\n]*headcount seal[^\\n]*$`,
        ),
      );
      expect(said[0]?.includes('memory')).toBe(signal === 'SIGKILL');
      seals.tick(instant('2026-03-11T09:09:59Z'));
      mend();
      end = ended();
      seals.tick(instant('2026-03-11T09:10:01Z'));
      await end;
      expect(log()).toHaveLength(2);
      expect(seals.failed).toEqual([]);
      expect(said).toHaveLength(1);
    },
  );

  it.each([
    ['is not there', ['/nowhere/at/all'], 'ENOENT'],
    ['may not be run', ['/'], 'EACCES'],
    ['cannot be called at all', ['a\0b'], 'ERR_INVALID_ARG_VALUE'],
  ])('takes a seal whose program %s for one that failed', async (_, command, code) => {
    const seals = schedule(command);
    const end = ended();
    seals.tick(instant('2026-03-11T09:00:00Z'));
    await end;
    expect(seals.failed).toEqual(['seal']);
    expect(said).toEqual([expect.stringContaining(`seal could not be started (${code})`)]);
  });

  it('pauses for longer after each failure, up to six hours, by a clock that nobody can set', async () => {
    const seals = schedule(step('seal', 'process.exitCode = 1;'));
    let elapsed = 0;
    for (const minutes of [10, 20, 40, 80, 160, 320, 360, 360]) {
      const end = ended();
      // With a clock that shows another time on each reading, a pause is neither shortened nor extended.
      const now = at(minutes % 40 === 0 ? '2026-03-11T09:00:00Z' : '2026-03-11T20:00:00Z');
      seals.tick({ now, elapsed, vouchedThrough: '2026-03-10' });
      await end;
      expect(said.at(-1)).toContain(`seal ended with status 1; it is tried again in ${minutes} minutes`);
      const runs = log().length;
      seals.tick({ now, elapsed: elapsed + minutes * MINUTE - 1, vouchedThrough: '2026-03-10' });
      expect(log()).toHaveLength(runs);
      elapsed += minutes * MINUTE;
    }
  });

  it.each([
    ['with a status', 'process.exitCode = 1;'],
    ['by a signal', 'process.kill(process.pid, "SIGKILL");'],
  ])(
    'does what follows a seal after it, in order, and goes on where that failed %s without sealing again',
    async (_, end) => {
      const seals = schedule(step('seal'), {
        followUps: [
          { name: 'release', command: step('release') },
          { name: 'settle', command: step('settle', end) },
        ],
      });
      let over = ended();
      seals.tick(instant('2026-03-11T09:00:00Z'));
      await over;
      expect(log()).toEqual(['seal --through 2026-03-10', 'release', 'settle']);
      expect(seals.failed).toEqual(['settle']);
      expect(said).toEqual([expect.stringMatching(/^settle [^\n]+ headcount settle [^\n]+$/)]);
      mend();
      over = ended();
      seals.tick(instant('2026-03-11T09:10:01Z'));
      await over;
      expect(log().slice(3)).toEqual(['settle']);
      expect(seals.failed).toEqual([]);
      seals.tick(instant('2026-03-11T12:00:00Z'));
      expect(log()).toHaveLength(4);
    },
  );

  it('goes on with what follows an earlier seal while the next day cannot be sealed', async () => {
    const failing = `if (process.argv.includes('2026-03-11')) process.kill(process.pid, 'SIGKILL');`;
    const seals = schedule(step('seal', failing), {
      followUps: [{ name: 'release', command: step('release', 'process.exitCode = 1;') }],
    });
    let end = ended();
    seals.tick(instant('2026-03-11T09:00:00Z'));
    await end;
    end = ended();
    seals.tick(instant('2026-03-12T09:00:00Z'));
    await end;
    expect(seals.failed).toEqual(['seal', 'release']);
    end = ended();
    seals.tick(instant('2026-03-12T09:00:02Z'));
    await end;
    expect(log()).toEqual(['seal --through 2026-03-10', 'release', 'seal --through 2026-03-11', 'release']);
    mend();
    end = ended();
    seals.tick(instant('2026-03-12T10:00:00Z'));
    await end;
    expect(log().slice(4)).toEqual(['seal --through 2026-03-11', 'release']);
    expect(seals.failed).toEqual([]);
  });

  it('takes a step that it ends itself for no failure', async () => {
    const seals = schedule(step('seal', 'setInterval(() => {}, 1e6);'));
    const end = ended();
    seals.tick(instant('2026-03-11T09:00:00Z'));
    await seals.stop();
    await end;
    expect([seals.failed, said]).toEqual([[], []]);
  });

  it('does nothing where there is nothing to seal', () => {
    schedule(step('seal'), { isNeeded: () => false }).tick(instant('2026-03-11T09:00:00Z'));
    expect(log()).toEqual([]);
  });
});
