/** Salts live as long as their day and are never recreated. The clock is the test's. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataDir, type DataDir } from '#runtime/local/data-dir';
import { prepareDataDir } from '#runtime/local/prepare-data-dir';
import { CurrentKey } from '#runtime/local/salts/current-key';
import { readLatestDay } from '#runtime/local/salts/ended-days';
import { deleteEndedSalts, readOrCreateSalt, listSaltDays } from '#runtime/local/salts/salt-files';

describe('a salt', () => {
  let data: DataDir;
  beforeEach(() => {
    data = dataDir(mkdtempSync(join(tmpdir(), 'headcount-salts-')));
    prepareDataDir(data);
  });
  afterEach(() => rmSync(data.root, { recursive: true }));

  it('is 32 random bytes that everybody reads alike, closed to other users', () => {
    const first = readOrCreateSalt(data, '2026-03-10');
    expect(first).toHaveLength(32);
    expect(readOrCreateSalt(data, '2026-03-10')).toEqual(first);
    expect(statSync(join(data.salts, '2026-03-10.salt')).mode & 0o777).toBe(0o600);
    expect(readOrCreateSalt(data, '2026-03-11')).not.toEqual(first);
  });

  it('has its day as file time, whenever it was made', () => {
    readOrCreateSalt(data, '2026-03-10');
    expect(statSync(join(data.salts, '2026-03-10.salt')).mtime).toEqual(new Date('2026-03-10'));
  });

  it('is destroyed with its day, its bytes in no file, and the next day goes on', () => {
    const salt = Buffer.from(readOrCreateSalt(data, '2026-03-10') ?? []);
    expect(deleteEndedSalts(data, '2026-03-11')).toEqual(['2026-03-10']);
    expect(listSaltDays(data)).toEqual([]);
    for (const name of readdirSync(data.salts))
      expect(readFileSync(join(data.salts, name)).includes(salt)).toBe(false);
    expect(readOrCreateSalt(data, '2026-03-11')).toHaveLength(32);
  });

  it('is not made for a day before the latest ever seen, even where nothing was collected that day', () => {
    deleteEndedSalts(data, '2026-03-11');
    expect(readLatestDay(data)).toBe('2026-03-11');
    expect(readOrCreateSalt(data, '2026-03-10')).toBeUndefined();
    deleteEndedSalts(data, '2026-03-09');
    expect(readLatestDay(data)).toBe('2026-03-11');
    expect(listSaltDays(data)).toEqual([]);
  });

  it('a salt that a crash left half created is swept', () => {
    const left = join(data.salts, 'new-0123456789abcdef');
    writeFileSync(left, Buffer.alloc(32));
    utimesSync(left, new Date('2026-01-01'), new Date('2026-01-01'));
    deleteEndedSalts(data, '2026-03-10');
    expect(readdirSync(data.salts)).not.toContain('new-0123456789abcdef');
  });

  it('lies in a folder that backup programs leave out, as do the journal, the arrivals and the scratch folder', () => {
    for (const folder of [data.salts, data.journal, data.arrivals, data.scratch]) {
      expect(readFileSync(join(folder, 'CACHEDIR.TAG'), 'utf8')).toMatch(
        /^Signature: 8a477f597d28d172789f06886806bc55/,
      );
    }
  });
});

describe('the key in memory', () => {
  let data: DataDir;
  let ended: number;
  let key: CurrentKey;
  beforeEach(() => {
    data = dataDir(mkdtempSync(join(tmpdir(), 'headcount-salts-')));
    prepareDataDir(data);
    ended = 0;
    key = new CurrentKey(data, () => {
      ended += 1;
    });
  });
  afterEach(() => rmSync(data.root, { recursive: true }));

  it('the key is one key through a day and another the next, and what was derived is cleared', () => {
    const first = key.keyFor('2026-03-10', 0);
    expect(key.keyFor('2026-03-10', 5)).toBe(first);
    const before = ended;
    const hash = first?.hash('t', ['a']);
    const second = key.keyFor('2026-03-11', 10);
    expect(second?.day).toBe('2026-03-11');
    expect(second?.hash('t', ['a'])).not.toBe(hash);
    expect(() => first?.hash('t', ['a']), 'the key of the day that ended is overwritten in memory').toThrow();
    expect(ended).toBe(before + 1);
    expect(listSaltDays(data)).toEqual(['2026-03-11']);
  });

  it('is made by the timer of the server, so that its file tells nothing of the first event', () => {
    key.tick('2026-03-10', 0);
    expect(listSaltDays(data)).toEqual(['2026-03-10']);
    const before = statSync(join(data.salts, '2026-03-10.salt')).ctimeMs;
    expect(key.keyFor('2026-03-10', 5)?.day).toBe('2026-03-10');
    expect(statSync(join(data.salts, '2026-03-10.salt')).ctimeMs).toBe(before);
    key.tick('2026-03-11', 10);
    expect(listSaltDays(data)).toEqual(['2026-03-11']);
  });

  it('is the same after a restart on the same day', () => {
    const hash = key.keyFor('2026-03-10', 0)?.hash('t', ['a']);
    expect(new CurrentKey(data, () => undefined).keyFor('2026-03-10', 0)?.hash('t', ['a'])).toBe(hash);
  });

  it('cannot be had while the clock lies back, and says so; it comes back with the right clock', () => {
    const hash = key.keyFor('2026-03-11', 0)?.hash('t', ['a']);
    expect(key.keyFor('2026-03-10', 10)).toBeUndefined();
    expect(key.problem).toBe('clock_set_back');
    expect(key.keyFor('2026-03-11', 20)?.hash('t', ['a'])).toBe(hash);
    expect(key.problem).toBeUndefined();
  });

  it('the key cannot be had where the disk refuses, is requested at most once a second, and then comes', () => {
    rmSync(data.salts, { recursive: true });
    writeFileSync(data.salts, 'no folder');
    expect(key.keyFor('2026-03-10', 0)).toBeUndefined();
    expect(key.problem).toBe('disk');
    rmSync(data.salts);
    expect(key.keyFor('2026-03-10', 500)).toBeUndefined();
    expect(key.keyFor('2026-03-10', 1_500)).toBeDefined();
    key.tick('2026-03-10', 1_600);
    expect(key.problem).toBeUndefined();
  });
});
