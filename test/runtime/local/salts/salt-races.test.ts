/** Another process acts at the worst moment: it sees the next day while this one reads or creates today's salt. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { dataDir, type DataDir } from '#runtime/local/data-dir';
import { prepareDataDir } from '#runtime/local/prepare-data-dir';
import { endDay } from '#runtime/local/salts/ended-days';
import { deleteEndedSalts, readOrCreateSalt } from '#runtime/local/salts/salt-files';

const moments: { read?: () => void; link?: () => void } = {};
/** Runs once, so that its own calls do not trigger it again. */
function at(moment: keyof typeof moments, what: () => void): void {
  moments[moment] = () => {
    delete moments[moment];
    what();
  };
}

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  return {
    ...fs,
    readFileSync: (file: string, ...rest: []) => {
      if (file.endsWith('.salt')) moments.read?.();
      return fs.readFileSync(file, ...rest);
    },
    linkSync: (from: string, to: string) => {
      moments.link?.();
      fs.linkSync(from, to);
    },
  };
});

let data: DataDir;
beforeEach(() => {
  data = dataDir(mkdtempSync(join(tmpdir(), 'headcount-races-')));
  prepareDataDir(data);
});
afterEach(() => rmSync(data.root, { recursive: true }));
const nextDay = () => {
  deleteEndedSalts(data, '2026-03-11');
};
const salts = () => readdirSync(data.salts).filter((name) => name.startsWith('2026-03-10'));

it('a salt that is destroyed before it is read is not made again', () => {
  readOrCreateSalt(data, '2026-03-10');
  at('read', nextDay);
  expect(readOrCreateSalt(data, '2026-03-10')).toBeUndefined();
  expect(salts()).toEqual([]);
});

it('a salt that is made while its day is seen to end is destroyed at once', () => {
  at('link', nextDay);
  expect(readOrCreateSalt(data, '2026-03-10')).toBeUndefined();
  expect(salts()).toEqual([]);
});

it('the bytes a salt is overwritten with are no salt', () => {
  readOrCreateSalt(data, '2026-03-10');
  at('read', () => {
    endDay(data, '2026-03-10');
    writeFileSync(join(data.salts, '2026-03-10.salt'), Buffer.alloc(32, 7));
  });
  expect(readOrCreateSalt(data, '2026-03-10')).toBeUndefined();
});
