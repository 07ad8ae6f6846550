/** When the server seals. The clock is the test's; the seal is a program that notes its words. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Zone } from '#core/time/zone';
import { latestDue, SealSchedule } from '#runtime/local/server/seal-schedule';

const berlin = new Zone('Europe/Berlin');
const at = (iso: string) => Date.parse(iso);

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
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'headcount-schedule-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const log = () =>
    existsSync(join(folder, 'log')) ? readFileSync(join(folder, 'log'), 'utf8').trim().split('\n') : [];
  const schedule = (status: number, isNeeded = true) =>
    new SealSchedule({
      zone: berlin,
      isNeeded: () => isNeeded,
      onDone: () => done(),
      command: [
        process.execPath,
        '-e',
        `require('fs').appendFileSync(${JSON.stringify(join(folder, 'log'))}, process.argv.slice(1).join(' ') + '\\n'); process.exitCode = ${status};`,
        '--',
      ],
    });
  const ended = () =>
    new Promise<void>((resolve) => {
      done = resolve;
    });

  it('seals through the day that is due after a start, once, and again when the next is', async () => {
    const seals = schedule(0);
    let end = ended();
    seals.tick(at('2026-03-11T09:00:00Z'));
    seals.tick(at('2026-03-11T09:00:02Z'));
    await end;
    seals.tick(at('2026-03-11T09:00:04Z'));
    seals.tick(at('2026-03-12T01:59:58Z'));
    expect(log()).toEqual(['--through 2026-03-10']);
    end = ended();
    seals.tick(at('2026-03-12T02:00:00Z'));
    await end;
    expect(log()).toEqual(['--through 2026-03-10', '--through 2026-03-11']);
    expect(seals.failed).toBe(false);
  });

  it('does what follows a seal after it, in order, and goes on where that failed without sealing again', async () => {
    const note = (text: string, status = 0) => [
      process.execPath,
      '-e',
      `const fs = require('fs'); fs.appendFileSync(${JSON.stringify(join(folder, 'log'))}, '${text}\\n'); process.exitCode = ${status} && !fs.existsSync(${JSON.stringify(join(folder, 'mended'))}) ? 1 : 0;`,
    ];
    const seals = new SealSchedule({
      zone: berlin,
      isNeeded: () => true,
      onDone: () => done(),
      command: [...note('seal'), '--'],
      afterwards: [note('release'), note('settle', 1)],
    });
    let end = ended();
    seals.tick(at('2026-03-11T09:00:00Z'));
    await end;
    expect(log()).toEqual(['seal', 'release', 'settle']);
    expect(seals.failed).toBe(true);
    writeFileSync(join(folder, 'mended'), '');
    end = ended();
    seals.tick(at('2026-03-11T09:10:01Z'));
    await end;
    expect(log()).toEqual(['seal', 'release', 'settle', 'settle']);
    expect(seals.failed).toBe(false);
    seals.tick(at('2026-03-11T12:00:00Z'));
    expect(log()).toHaveLength(4);
  });

  it('tells of a seal that failed and tries again after ten minutes', async () => {
    const seals = schedule(1);
    let end = ended();
    seals.tick(at('2026-03-11T09:00:00Z'));
    await end;
    expect(seals.failed).toBe(true);
    seals.tick(at('2026-03-11T09:05:00Z'));
    end = ended();
    seals.tick(at('2026-03-11T09:10:01Z'));
    await end;
    expect(log()).toHaveLength(2);
  });

  it('does nothing where there is nothing to seal', () => {
    schedule(0, false).tick(at('2026-03-11T09:00:00Z'));
    expect(log()).toEqual([]);
  });
});
