/** The server's log: its two forms, what it says of a step that went well, and what it may not say. */
import { expect, it } from 'vitest';
import { createServerLog, entryOfLine, type LogOptions } from '#runtime/local/server/server-log';
import { reportStep } from '#runtime/local/server/step-report';

function logOf(more: Partial<LogOptions> = {}) {
  const lines: string[] = [];
  const log = createServerLog({
    format: 'json',
    quiet: false,
    write: (line) => lines.push(line),
    clock: () => Date.parse('2026-03-11T03:17:42.123Z'),
    ...more,
  });
  return { log, lines };
}

it('an entry is one JSON object on one line, with the time to the minute and its details as members', () => {
  const { log, lines } = logOf();
  log({ level: 'info', event: 'seal', message: 'a\nb', details: { days: ['2026-03-10'], sites: 1 } });
  expect(lines).toEqual([
    '{"time":"2026-03-11T03:17:00Z","level":"info","event":"seal","message":"a\\nb","days":["2026-03-10"],"sites":1}',
  ]);
});

it('what a request can cause has the hour alone, or the log would tell when somebody came', () => {
  const { log, lines } = logOf();
  log({ level: 'warn', event: 'health', message: 'healthz: proxies' });
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ time: '2026-03-11T03:00:00Z' });
});

it('as text it is a line for people, on which an alarm says so; quiet leaves out what went well', () => {
  const { log, lines } = logOf({ format: 'text', quiet: true });
  log({ level: 'info', event: 'seal', message: 'sealed' });
  log({ level: 'warn', event: 'seal', message: 'failed\n twice' });
  log({ level: 'alarm', event: 'release', message: 'refused' });
  expect(lines).toEqual(['headcount: failed twice', 'headcount: ALARM: refused']);
});

it('a line that a command wrote is an entry of its own level, without the words before it', () => {
  expect(entryOfLine('seal', 'headcount: ALARM: 3 files were deleted')).toEqual({
    level: 'alarm',
    event: 'seal',
    message: '3 files were deleted',
  });
  expect(entryOfLine('engine', 'node: out of memory')).toMatchObject({
    level: 'warn',
    message: 'node: out of memory',
  });
});

it('a seal says which days, how many sites, and items in full hundreds only', () => {
  const row = (site: string, day: string, received: number) => ({ site, day, received, stored: received });
  const seal = (...days: object[]) => reportStep('seal', JSON.stringify({ days }));
  expect(seal(row('shop', '2026-03-10', 1_234), row('blog', '2026-03-10', 56))).toEqual({
    message: 'sealed 2026-03-10 of 2 sites: at least 1200 items received, rounded down to hundreds',
    details: { days: ['2026-03-10'], sites: 2, received_at_least: 1_200 },
  });
  expect(seal(row('shop', '2026-03-10', 99)).message).toBe(
    'sealed 2026-03-10 of 1 site: fewer than 100 items received, rounded down to hundreds',
  );
  expect(
    seal(...['2026-03-08', '2026-03-09', '2026-03-10'].map((day) => row('shop', day, 50))).message,
  ).toContain('sealed 2026-03-08 to 2026-03-10 (3) of 1 site: at least 100 items');
  expect(seal().message).toBe('nothing was due to be sealed');
});

it('a release says what it drew now, without its figures, and a settlement its months', () => {
  const release = (drawn: string, period: string) => ({
    site: 'shop',
    period,
    drawn,
    figures: { visitors: 7 },
  });
  const releases = [release('before', '2026-03-09'), release('now', '2026-03-10'), release('now', '2026-02')];
  expect(reportStep('release', JSON.stringify({ releases }))).toEqual({
    message: 'released 2026-02, 2026-03-10 of 1 site',
    details: { periods: ['2026-02', '2026-03-10'], sites: 1 },
  });
  expect(reportStep('release', JSON.stringify({ releases: releases.slice(0, 1) })).message).toBe(
    'nothing was due to be released',
  );
  const waiting = reportStep('release', JSON.stringify({ releases, names_waiting: 3 }));
  expect(waiting.message).toBe(
    'released 2026-02, 2026-03-10 of 1 site; 3 names wait for approval (headcount names)',
  );
  expect(waiting.details).toMatchObject({ names_waiting: 3 });
  const settled = [{ site: 'shop', month: '2026-02', folded: { pages: 3 }, merged: [] }];
  expect(reportStep('settle', JSON.stringify({ settled })).message).toBe('settled 2026-02 of 1 site');
  expect(reportStep('settle', 'not JSON').message).toBe('settle done');
});
