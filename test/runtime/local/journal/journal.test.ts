/** The journal on a real disk: shared syncs, rolling, and a full disk. The clock is the test's. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { Zone } from '#core/time/zone';
import { dataDir, type DataDir } from '#runtime/local/data-dir';
import { closeLeftovers } from '#runtime/local/journal/close-leftover';
import { Journal, JournalError } from '#runtime/local/journal/journal';
import { parseSegmentName } from '#runtime/local/journal/segment-name';
import { prepareDataDir } from '#runtime/local/prepare-data-dir';
import { smallDisk, type SmallDisk } from '../../../support/small-disk.ts';

const NOON = Date.parse('2026-03-10T12:34:56Z');

/** One line of 20 kB. */
const line = (n: number) => `{"n":${n},"text":"${'x'.repeat(20_000)}"}\n`;

function lines(data: DataDir): string[] {
  return readdirSync(data.journal)
    .filter((name) => parseSegmentName(name) !== undefined)
    .flatMap((name) =>
      readFileSync(join(data.journal, name), 'utf8')
        .split('\n')
        .filter((line) => line !== ''),
    );
}

describe('the journal', () => {
  let data: DataDir;
  let now: number;
  let closed: number;
  const open = (zone = 'UTC', segmentBytes?: number) =>
    new Journal({
      data,
      zone: new Zone(zone),
      clock: () => now,
      onClosed: () => {
        closed += 1;
      },
      ...(segmentBytes === undefined ? {} : { segmentBytes }),
    });
  const names = () => readdirSync(data.journal).flatMap((name) => parseSegmentName(name) ?? []);
  beforeEach(() => {
    data = dataDir(mkdtempSync(join(tmpdir(), 'headcount-journal-')));
    prepareDataDir(data);
    now = NOON;
    closed = 0;
  });
  afterEach(() => rmSync(data.root, { recursive: true }));

  it('has on disk what it resolved for, and appends that come together share one sync', async () => {
    const journal = open();
    const together = Array.from({ length: 50 }, (_, n) => journal.append(`{"n":${n}}\n`));
    expect(new Set(together).size).toBe(1);
    expect(journal.waitingChars).toBeGreaterThan(0);
    await Promise.all(together);
    expect(lines(data)).toHaveLength(50);
    expect(journal.waitingChars).toBe(0);
    await journal.close();
  });

  it('keeps every line once and in order, however appends, rolls and ticks fall together', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('append', 'append', 'append', 'roll', 'tick', 'hour', 'wait'), {
          maxLength: 40,
        }),
        async (steps) => {
          rmSync(data.root, { recursive: true });
          prepareDataDir(data);
          const journal = open('Europe/Berlin', 60);
          let sent = 0;
          const under: Promise<void>[] = [];
          for (const step of steps) {
            if (step === 'append') {
              under.push(journal.append(`{"n":"${sent}"}\n`));
              sent += 1;
            }
            if (step === 'roll') under.push(journal.roll());
            if (step === 'tick') under.push(journal.tick());
            if (step === 'hour') now += 3_600_000;
            if (step === 'wait') await Promise.all(under);
          }
          await Promise.all(under);
          await journal.close();
          expect(lines(data).toSorted()).toEqual(
            Array.from({ length: sent }, (_, n) => `{"n":"${n}"}`).toSorted(),
          );
          expect(names().every((name) => name.state === 'jsonl')).toBe(true);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('rolls at the UTC hour and at local midnight, by timer too, and gives closed segments the time of their day', async () => {
    now = Date.parse('2026-03-10T18:14:59Z');
    const journal = open('Asia/Kathmandu');
    await journal.append('{}\n');
    now = Date.parse('2026-03-10T18:15:01Z');
    await journal.tick();
    expect(closed).toBe(1);
    await journal.append('{}\n');
    now = Date.parse('2026-03-10T19:00:00Z');
    await journal.append('{}\n');
    await journal.close();
    expect(
      names()
        .map((name) => `${name.dt} ${name.localDay} ${name.state}`)
        .toSorted(),
    ).toEqual(['2026-03-10 2026-03-10 jsonl', '2026-03-10 2026-03-11 jsonl', '2026-03-10 2026-03-11 jsonl']);
    for (const name of readdirSync(data.journal).filter((file) => file.endsWith('.jsonl')))
      expect(statSync(join(data.journal, name)).mtime.toISOString()).toBe('2026-03-10T00:00:00.000Z');
  });

  it('rolls at its size', async () => {
    const journal = open('UTC', 100);
    for (let n = 0; n < 10; n += 1) await journal.append(`{"text":"${'x'.repeat(60)}"}\n`);
    await journal.close();
    expect(names()).toHaveLength(5);
  });

  it('refuses what comes after it was closed', async () => {
    const journal = open();
    await journal.close();
    await expect(journal.append('{}\n')).rejects.toBeInstanceOf(JournalError);
  });

  it('closes what a crash left open, and removes what was left empty', async () => {
    const random = 'a'.repeat(32);
    writeFileSync(join(data.journal, `2026-03-09.2026-03-09.${random}.open`), '{}\n{"tor');
    writeFileSync(join(data.journal, `2026-03-09.2026-03-10.${random}.open`), '');
    closeLeftovers(data);
    expect(names()).toEqual([{ dt: '2026-03-09', localDay: '2026-03-09', random, state: 'jsonl' }]);
  });
});

describe('the journal on a full disk', () => {
  let disk: SmallDisk | undefined;
  beforeAll(() => {
    disk = smallDisk('1m');
  });
  afterAll(() => disk?.remove());

  it('says so, loses nothing acknowledged, leaves no half line, and goes on when there is room', async (context) => {
    if (disk === undefined) return context.skip();
    const data = dataDir(join(disk.folder, 'data'));
    prepareDataDir(data);
    const journal = new Journal({ data, zone: new Zone('UTC'), clock: () => NOON });
    let acknowledged = 0;
    const refused = await (async () => {
      for (let n = 0; n < 200; n += 1) {
        try {
          await journal.append(line(n));
          acknowledged += 1;
        } catch (error) {
          return error;
        }
      }
      return undefined;
    })();
    expect(refused).toBeInstanceOf(JournalError);
    expect((refused as JournalError).code).toBe('ENOSPC');
    expect(journal.fault).toBe('ENOSPC');
    expect(acknowledged).toBeGreaterThan(10);
    expect(lines(data).map((text) => (JSON.parse(text) as { n: number }).n)).toEqual(
      Array.from({ length: acknowledged }, (_, n) => n),
    );

    await journal.tick();
    expect(journal.fault, 'it is still full').toBe('ENOSPC');
    disk.resize('4m');
    await journal.tick();
    expect(journal.fault, 'there is room').toBeUndefined();
    await journal.append('{"n":"after"}\n');
    await journal.close();
    expect(lines(data)).toHaveLength(acknowledged + 1);
    expect(readdirSync(data.journal).some((name) => name.endsWith('.open') || name === 'probe')).toBe(false);
  });
});
