/**
 * `--quiet` never silences an error: each command that cannot do its work explains so in one line, with it as without
 * it.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { randomArrivals, seeded } from '../../oracle/random-arrivals.ts';
import { LakeOf, SITES } from '../../runtime/local/seal/lake-of.ts';
import { runWarm } from '../../support/warm-program.ts';
import { oneOf } from '../../support/full-length.ts';

const folder = mkdtempSync(join(tmpdir(), 'headcount-quiet-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function headcount(cwd: string, words: readonly string[]) {
  const { status, stderr } = await runWarm(words, { cwd });
  return { status, stderr };
}

/** Arguments with which a command with a configuration and a data folder gets as far as it can. */
const COMMANDS: readonly (readonly string[])[] = [
  ['start', '--port', '0'],
  ['check'],
  ['import', 'access.log', '--site', 'shop'],
  ['seal'],
  ['release'],
  ['plan', '--site', 'shop', '--visitors-per-day', '100'],
  ['budget'],
  ['settle'],
  ['report', '--site', 'shop'],
  ['live'],
  ['query', 'select 1'],
  ['status'],
  ['demo'],
];

describe('an error with --quiet', () => {
  it.each(oneOf(3, COMMANDS))(
    '%s reports in one line that the configuration is missing',
    async (...words) => {
      const loud = await headcount(folder, [...words, '--config', 'none.json']);
      const quiet = await headcount(folder, [...words, '--config', 'none.json', '--quiet']);
      expect(quiet).toEqual(loud);
      expect(quiet.status).toBe(2);
      expect(quiet.stderr).toMatch(/^headcount: [^\n]+\n$/);
    },
  );

  it.each([
    ['seal'],
    ['import', 'access.log', '--site', 'shop'],
    ['release'],
    ['settle'],
    ['start', '--port', '0'],
  ])('%s reports in one line that the data folder cannot be created', async (...words) => {
    writeFileSync(join(folder, 'headcount.json'), JSON.stringify({ sites: SITES }));
    writeFileSync(join(folder, 'access.log'), '');
    writeFileSync(join(folder, 'file'), '');
    const quiet = await headcount(folder, [...words, '--data', 'file/data', '--quiet']);
    expect(quiet.status).toBe(1);
    expect(quiet.stderr).toMatch(/^headcount: [^\n]+\n$/);
  });

  it('seal reports in one line that its memory does not suffice', async () => {
    const lake = new LakeOf();
    try {
      const rows = randomArrivals({
        sites: ['shop'],
        days: ['2026-03-19'],
        visitors: 4_000,
        random: seeded(1),
      });
      await lake.arrive('dt=2026-03-19/f.parquet', rows);
      const ran = await lake.seal(['--quiet'], { HEADCOUNT_SEAL_MEMORY: '4MB' });
      expect(ran.status).toBe(1);
      expect(ran.stderr).toMatch(/^headcount: the disk or the memory is full[^\n]*\n$/);
      expect((await lake.seal(['--quiet'])).status).toBe(0);
    } finally {
      lake.dispose();
    }
  });
});
