/** The register's log on a disk that fails, and on one that loses power, at every call; simulated in node:fs. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isDeepStrictEqual } from 'node:util';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LogFileError } from '#runtime/local/register/log-errors';
import { oneOf } from '../../../support/full-length.ts';
import { event, openedLog, readLog, type TestEvent } from './opened-log.ts';
import type { Image, RecordedDisk } from './recorded-disk.ts';

const held = vi.hoisted(() => ({ disk: undefined as RecordedDisk | undefined }));
vi.mock('node:fs', async (original) => {
  const { RecordedDisk } = await import('./recorded-disk.ts');
  const fs = await original<typeof import('node:fs')>();
  held.disk = new RecordedDisk(fs);
  return { ...fs, ...held.disk.replacements() };
});

let disk: RecordedDisk;
let root: string;
let folder: string;
beforeEach(() => {
  if (held.disk === undefined) throw new Error('node:fs was not replaced');
  disk = held.disk;
  root = mkdtempSync(join(tmpdir(), 'headcount-register-'));
  fresh();
});
afterEach(() => rmSync(root, { recursive: true }));

function fresh(): void {
  folder = join(root, 'data');
  rmSync(folder, { recursive: true, force: true });
  disk.reset(folder);
}

const GROUPS = [[1], [2, 3], [4], [5, 6], [7], [8]].map((ns) => ns.map((n) => event(n)));
/** Erases the whole of one append, and replaces a part of another. */
const keep = (one: TestEvent) => (one.n === 1 ? undefined : one.n === 3 ? event(30) : one);

/** What has been promised so far. */
interface Progress {
  readonly acknowledged: Set<number>;
  readonly refused: unknown[];
  rewrite: 'no' | 'begun' | 'done';
}

/** Appends all groups, some together, and rewrites between them; a caller whose append is refused goes on. */
async function run(progress: Progress): Promise<void> {
  const { log } = await openedLog(folder);
  const append = async (at: number) => {
    await log.append(GROUPS[at] ?? []).then(
      () => progress.acknowledged.add(at),
      (error: unknown) => progress.refused.push(error),
    );
  };
  await append(0);
  await Promise.all([append(1), append(2)]);
  progress.rewrite = 'begun';
  await Promise.all([
    log.rewrite(keep).then(
      () => {
        progress.rewrite = 'done';
      },
      (error: unknown) => progress.refused.push(error),
    ),
    append(3),
  ]);
  await append(4);
  await append(5);
  await log.close();
}

const start = (): Progress => ({ acknowledged: new Set(), refused: [], rewrite: 'no' });

/** Whether these events are whole appends in order, all before or all after the rewrite, with all acknowledged ones. */
function isSound(found: readonly TestEvent[], { acknowledged, rewrite }: Progress): boolean {
  const forms = [
    ...(rewrite === 'done' ? [] : [GROUPS]),
    ...(rewrite === 'no' ? [] : [GROUPS.map((group) => group.flatMap((one) => keep(one) ?? []))]),
  ];
  return forms.some((groups) => {
    const isThere = (group: readonly TestEvent[]) => found.some(({ n }) => n === group[0]?.n);
    return (
      isDeepStrictEqual(found, groups.filter(isThere).flat()) &&
      [...acknowledged].every((at) => groups[at]?.length === 0 || isThere(groups[at] ?? []))
    );
  });
}

/** Returns the events that a start finds after a crash left this. */
async function readImage(image: Image): Promise<readonly TestEvent[]> {
  const after = join(root, 'after');
  rmSync(after, { recursive: true, force: true });
  mkdirSync(after, { mode: 0o700 });
  for (const [name, bytes] of image) writeFileSync(join(after, name), bytes);
  return await readLog(after);
}

interface Crash {
  readonly kind: string;
  readonly image: Image;
  readonly progress: Progress;
}

/** Records both crashes after each call of `run`. */
function recordCrashes(progress: Progress): Crash[] {
  const crashes: Crash[] = [];
  disk.onCall = () => {
    const then = { ...progress, acknowledged: new Set(progress.acknowledged) };
    const kind = `call ${disk.calls.length} (${disk.calls.at(-1)})`;
    crashes.push({ kind: `power cut after ${kind}`, image: disk.afterPowerCut(), progress: then });
    crashes.push({ kind: `kill after ${kind}`, image: disk.afterKill(), progress: then });
  };
  return crashes;
}

async function expectSound(crashes: readonly Crash[]): Promise<void> {
  disk.onCall = undefined;
  disk.failing = { ...disk.failing, to: 0 };
  for (const { kind, image, progress } of crashes) {
    const found = await readImage(image);
    expect(isSound(found, progress), `${kind}: ${JSON.stringify(found.map(({ n }) => n))}`).toBe(true);
  }
}

describe('the log of the register', () => {
  it.each([Infinity, 37])(
    'has all that was acknowledged, and the old or the new file, after a crash at any call (%d bytes per write)',
    async (writeLimit) => {
      disk.writeLimit = writeLimit;
      const progress = start();
      const crashes = recordCrashes(progress);
      await run(progress);
      expect([progress.acknowledged.size, progress.rewrite, progress.refused]).toEqual([6, 'done', []]);
      expect(crashes.length).toBeGreaterThan(20);
      await expectSound(crashes);
    },
  );

  it.each(
    oneOf(3, [
      [1, 'half'],
      [1, 'all'],
      [2, 'half'],
      [2, 'all'],
    ] as const),
  )(
    'refuses what it cannot store and goes on, where any %d calls in a row fail and a write leaves %s of its bytes',
    async (count, written) => {
      let refusals = 0;
      for (let from = 0; ; from += 1) {
        fresh();
        disk.failing = { from, to: from + count, written, code: 'EIO' };
        const progress = start();
        const crashes = recordCrashes(progress);
        const fault = await run(progress).catch((error: unknown) => error);
        const calls = disk.calls.length;
        await expectSound(crashes);
        for (const error of [...progress.refused, ...(fault === undefined ? [] : [fault])]) {
          expect(error, `call ${from}`).toBeInstanceOf(LogFileError);
          expect(error).toMatchObject({
            code: 'EIO',
            message: expect.stringMatching(
              /"[^"]+register\.jsonl" cannot be (opened|written) \(EIO\): /,
            ) as string,
          });
        }
        refusals += progress.refused.length;
        const found = await readLog(folder);
        expect(isSound(found, progress), `call ${from}`).toBe(true);
        const acknowledged = [...progress.acknowledged].flatMap((at) => GROUPS[at] ?? []);
        const kept = acknowledged.flatMap((one) => keep(one) ?? []);
        expect([acknowledged, kept], `nothing refused is there, call ${from}`).toContainEqual(found);
        if (from >= calls) break;
      }
      expect(refusals).toBeGreaterThan(4);
    },
  );

  it('shares one write among the appends that wait, and makes one for a single append', async () => {
    const { log } = await openedLog(folder);
    disk.calls = [];
    await log.append([event(1), event(2)]);
    const calls = disk.calls.length;
    await Promise.all(Array.from({ length: 50 }, (_, n) => log.append([event(n)])));
    expect([calls, disk.calls.length]).toEqual(process.platform === 'linux' ? [1, 2] : [2, 4]);
    await log.close();
  });

  it('syncs at a start, since a killed process may have left what is readable but not on disk', async () => {
    await run(start());
    disk.calls = [];
    const { log } = await openedLog(folder);
    expect(disk.calls).toContain('fdatasync');
    await log.close();
  });

  it('says that the disk is full, and takes more once there is room', async () => {
    const { log } = await openedLog(folder);
    await log.append([event(1)]);
    disk.failing = { from: 0, to: Infinity, written: 'half', code: 'ENOSPC' };
    for (let n = 0; n < 3; n += 1)
      await expect(log.append([event(2)])).rejects.toMatchObject({
        code: 'ENOSPC',
        message: expect.stringContaining('free some space') as string,
      });
    await expect(log.rewrite((one) => one)).rejects.toMatchObject({ code: 'ENOSPC' });
    disk.failing = { ...disk.failing, to: 0 };
    await log.append([event(3)]);
    await log.close();
    expect(await readLog(folder)).toEqual([event(1), event(3)]);
  });
});
