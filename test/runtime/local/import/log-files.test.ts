/** What an import is given: folders, rotated files, pipes, compressed files, and files that are no logs. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDuckDb } from '#runtime/local/duckdb/open-duckdb';
import { Place, ROOT } from '../../../support/program.ts';

const AGENT = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const line = (path: string, ip = '198.51.100.7') =>
  `${ip} - - [10/Nov/2026:10:05:03 +0000] "GET ${path} HTTP/1.1" 200 100 "-" "${AGENT}"\n`;
const CASES = join(ROOT, 'test/data/cases');
const PACKED = join(ROOT, 'test/data/packed');
const ERROR_LOG =
  '2026/11/10 10:00:00 [error] 12#12: *1 open() "/srv/favicon.ico" failed (2: No such file)\n';

let place: Place;
let folder: string;
beforeEach(() => {
  place = new Place({ sites: [{ id: 'shop', hosts: ['www.example.com', 'shop.example'] }] });
  place.setClock('2026-11-12T12:00:00Z');
  folder = join(place.folder, 'logs');
  mkdirSync(folder);
});
afterEach(() => place.dispose());

interface Answer {
  readonly status: number | null;
  readonly stderr: string;
  readonly [name: string]: unknown;
}

async function imported(words: readonly string[], input?: Buffer): Promise<Answer> {
  const all = ['import', '--json', ...words];
  const { status, stderr, stdout } = await (input === undefined
    ? place.run(all)
    : place.runProcess(all, input));
  return { ...(stdout === '' ? {} : (JSON.parse(stdout) as object)), status, stderr };
}

async function visitors(): Promise<number> {
  const db = await openDuckDb({ memoryLimit: '128MB', threads: 1, scratch: join(place.folder, 'scratch') });
  try {
    const rows = await db.rows('select count(distinct visitor) as n from read_parquet(?)', [
      join(place.data, 'arrivals/*/*.parquet'),
    ]);
    return Number(rows[0]?.['n']);
  } finally {
    db.close();
  }
}

describe('import of a file', () => {
  it.each(['log.bz2', 'bom.log', 'nulblock.log'])(
    'counts every visitor of %s, the first line too',
    async (name) => {
      expect(await imported([join(CASES, name)])).toMatchObject({ status: 0, accepted: 6, unparseable: 0 });
      expect(await visitors()).toBe(6);
    },
  );

  it.each(['log.zst', 'log.xz', 'log.bz2', 'log.gz'])(
    'reads %s from standard input, and knows the log again when it is not compressed',
    async (name) => {
      expect(await imported(['-'], readFileSync(join(PACKED, name)))).toMatchObject({ accepted: 6 });
      expect(await imported([join(PACKED, 'log')])).toMatchObject({ accepted: 0, duplicate: 6 });
    },
  );

  it('reads what a shell passes for <(command) once, and knows it again', async () => {
    const log = join(folder, 'access.log');
    writeFileSync(log, line('/a'));
    const run = () => {
      const command = `"${process.execPath}" "${join(ROOT, 'dist/bin/headcount.js')}" import --json <(cat "${log}")`;
      const ran = spawnSync('bash', ['-c', command], { cwd: place.folder, encoding: 'utf8' });
      return JSON.parse(ran.stdout) as object;
    };
    expect(run()).toMatchObject({ lines: 1, accepted: 1 });
    expect(run()).toMatchObject({ lines: 1, accepted: 0, duplicate: 1 });
  });

  it('says that a file is empty, and that is no failure', async () => {
    const log = join(folder, 'access.log');
    for (const bytes of ['', gzipSync('')]) {
      writeFileSync(log, bytes);
      const empty = await imported([log]);
      expect(empty).toMatchObject({ status: 0, lines: 0 });
      expect(empty.stderr).toContain('it is empty');
    }
  });

  it('exits with 1 and what to do for an archive, a binary file and a text that is no log; none of it is kept', async () => {
    const log = join(folder, 'access.log');
    const zip = Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(600, 7)]);
    for (const [bytes, said] of [
      [zip, 'zip archive: unpack it'],
      [Buffer.from(Array.from({ length: 700 }, (_, at) => (at * 167) % 256)), 'it is no text'],
      [Buffer.from(ERROR_LOG), 'no known format'],
    ] as const) {
      writeFileSync(log, bytes);
      const failed = await imported([log]);
      expect(failed.status).toBe(1);
      expect(failed.stderr).toContain(said);
      expect(failed.stderr).toContain(log);
    }
    writeFileSync(log, line('/a'));
    expect(await imported([log])).toMatchObject({ accepted: 1 });
  });
});

describe('import of a folder', () => {
  it('reads its logs and those of its subfolders, each once, and passes over what is hidden or no log', async () => {
    writeFileSync(join(folder, 'access.log'), line('/a'));
    writeFileSync(join(folder, 'access.log.10'), line('/b'));
    writeFileSync(join(folder, 'access.log.2.gz'), gzipSync(line('/c')));
    mkdirSync(join(folder, '2026/11'), { recursive: true });
    writeFileSync(join(folder, '2026/11/part'), line('/d'));
    copyFileSync(join(PACKED, 'log.zst'), join(folder, 'old.zst'));
    writeFileSync(join(folder, '.access.log.swp'), line('/hidden'));
    writeFileSync(join(folder, 'error.log'), ERROR_LOG);
    writeFileSync(join(folder, 'empty.log'), '');
    symlinkSync('access.log', join(folder, 'current'));
    symlinkSync(folder, join(folder, 'round'));
    spawnSync('mkfifo', [join(folder, 'pipe')]);
    const found = await imported([folder]);
    expect(found).toMatchObject({ status: 0, lines: 10, accepted: 10, unparseable: 0 });
    expect(found.stderr).toMatch(/error\.log: its first lines match no known format.*; passed over/);
    expect(await imported([folder, join(folder, 'access.log')])).toMatchObject({ lines: 10, duplicate: 10 });
  });

  it('counts a log once that is there as it was and compressed', async () => {
    writeFileSync(join(folder, 'access.log.1'), line('/a') + line('/b'));
    writeFileSync(join(folder, 'access.log.1.gz'), gzipSync(line('/a') + line('/b')));
    expect(await imported([folder])).toMatchObject({ lines: 4, accepted: 2, duplicate: 2 });
    expect(await imported([folder, '--again'])).toMatchObject({ lines: 4, accepted: 2, duplicate: 2 });
  });

  it('exits with 1 where it holds no log, and where one of its logs is damaged', async () => {
    expect(await imported([folder])).toMatchObject({ status: 1 });
    writeFileSync(join(folder, 'error.log'), ERROR_LOG);
    const none = await imported([folder]);
    expect(none.status).toBe(1);
    expect(none.stderr).toContain('no known format');
    writeFileSync(join(folder, 'access.log'), line('/a'));
    writeFileSync(join(folder, 'access.log.1.xz'), readFileSync(join(PACKED, 'log.xz')).subarray(0, 150));
    const damaged = await imported([folder]);
    expect(damaged).toMatchObject({ status: 1, accepted: 1 });
    expect(damaged.stderr).toContain('access.log.1.xz: its xz data is damaged or incomplete');
  });
});
