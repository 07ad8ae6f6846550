/** The journal and the server on a disk that fails (EIO) or stalls, simulated in node:fs. The clock is the test's. */
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DerivedCache } from '#core/anonymize/derived-cache';
import { compileConfig } from '#core/config/compile';
import { parseConfig } from '#core/config/parse-config';
import { Zone } from '#core/time/zone';
import { dataDir, type DataDir } from '#runtime/local/data-dir';
import { Journal, JournalError } from '#runtime/local/journal/journal';
import { parseSegmentName } from '#runtime/local/journal/segment-name';
import { prepareDataDir } from '#runtime/local/prepare-data-dir';
import type { Collector } from '#runtime/local/server/collect-request';
import { httpServer } from '#runtime/local/server/http-server';
import { SiteRate } from '#core/collect/site-rate';
import { AGENT, CONFIG } from '../server/collector.ts';
import { until } from '../../../support/until.ts';

/** The behaviour of the disk. A failing write leaves half of its bytes behind, as a torn one does. */
const disk: { write: 'ok' | 'EIO' | 'stalled'; cut: 'ok' | 'EIO'; stalled: (() => void)[] } = {
  write: 'ok',
  cut: 'ok',
  stalled: [],
};

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const eio = () => Object.assign(new Error('EIO: i/o error'), { code: 'EIO' });
  type Done = (error: Error | null, ...rest: unknown[]) => void;
  const write = (fd: number, bytes: Buffer, offset: number, length: number, position: number, done: Done) => {
    if (disk.write === 'EIO') fs.writeSync(fd, bytes, offset, Math.floor(length / 2), position);
    if (disk.write === 'EIO') setImmediate(() => done(eio()));
    else if (disk.write === 'stalled')
      disk.stalled.push(() => fs.write(fd, bytes, offset, length, position, done));
    else fs.write(fd, bytes, offset, length, position, done);
  };
  const promised = (fd: number, bytes: Buffer, offset: number, length: number, position: number) =>
    new Promise((resolve, reject) => {
      write(fd, bytes, offset, length, position, (error, bytesWritten) => {
        if (error === null) resolve({ bytesWritten, buffer: bytes });
        else reject(error);
      });
    });
  return {
    ...fs,
    write: Object.assign(write, { [Symbol.for('nodejs.util.promisify.custom')]: promised }),
    ftruncate: (fd: number, length: number, done: Done) => {
      if (disk.cut === 'EIO') setImmediate(() => done(eio()));
      else fs.ftruncate(fd, length, done);
    },
    ftruncateSync: (fd: number, length: number) => {
      if (disk.cut === 'EIO') throw eio();
      fs.ftruncateSync(fd, length);
    },
    writeFileSync: (file: string, ...rest: [Buffer]) => {
      if (disk.write === 'EIO' && file.endsWith('probe')) throw eio();
      fs.writeFileSync(file, ...rest);
    },
  };
});

const NOON = Date.parse('2026-03-10T12:34:56Z');
let data: DataDir;
beforeEach(() => {
  Object.assign(disk, { write: 'ok', cut: 'ok', stalled: [] });
  data = dataDir(mkdtempSync(join(tmpdir(), 'headcount-failing-')));
  prepareDataDir(data);
});
afterEach(() => rmSync(data.root, { recursive: true }));

const names = () => readdirSync(data.journal).flatMap((name) => parseSegmentName(name) ?? []);
const texts = () =>
  readdirSync(data.journal)
    .filter((name) => parseSegmentName(name) !== undefined)
    .map((name) => readFileSync(join(data.journal, name), 'utf8'))
    .join('');

describe('the journal on a disk that fails with EIO', () => {
  let closed: number;
  const open = () =>
    new Journal({
      data,
      zone: new Zone('UTC'),
      clock: () => NOON,
      onClosed: () => {
        closed += 1;
      },
    });
  beforeEach(() => {
    closed = 0;
  });

  it('refuses what was not written, cuts the half of it off, closes the segment, and goes on in a new one', async () => {
    const journal = open();
    await journal.append('{"n":"before"}\n');
    disk.write = 'EIO';
    await expect(journal.append('{"n":"refused"}\n')).rejects.toMatchObject({
      name: 'JournalError',
      code: 'EIO',
    });
    expect([texts(), names().map((name) => name.state), closed]).toEqual(['{"n":"before"}\n', ['jsonl'], 1]);
    await journal.tick();
    expect(journal.fault, 'it still fails').toBe('EIO');
    disk.write = 'ok';
    await journal.tick();
    expect(journal.fault).toBeUndefined();
    await journal.append('{"n":"after"}\n');
    await journal.close();
    expect(
      texts()
        .split('\n')
        .filter((line) => line !== '')
        .toSorted(),
    ).toEqual(['{"n":"after"}', '{"n":"before"}']);
    expect(names().map((name) => name.state)).toEqual(['jsonl', 'jsonl']);
  });

  it('leaves a segment that it cannot even cut back, takes new events beside it, and repairs it when the disk lets it', async () => {
    const journal = open();
    await journal.append('{"n":"before"}\n');
    Object.assign(disk, { write: 'EIO', cut: 'EIO' });
    await expect(journal.append('{"n":"refused"}\n')).rejects.toBeInstanceOf(JournalError);
    expect(texts(), 'the half that was never acknowledged').toBe('{"n":"before"}\n{"n":"re');
    await journal.tick();
    expect(
      names().map((name) => name.state),
      'tried in vain',
    ).toEqual(['open']);
    disk.write = 'ok';
    await journal.append('{"n":"after"}\n');
    expect(journal.fault).toBeUndefined();
    await journal.tick();
    expect(names().map((name) => name.state)).toEqual(['open', 'open']);
    disk.cut = 'ok';
    await journal.tick();
    expect(
      names()
        .map((name) => name.state)
        .toSorted(),
      'the segment left alone is whole and closed',
    ).toEqual(['jsonl', 'open']);
    await journal.tick();
    await journal.close();
    expect(
      texts()
        .split('\n')
        .filter((line) => line !== '')
        .toSorted(),
    ).toEqual(['{"n":"after"}', '{"n":"before"}']);
    expect(closed).toBe(2);
  });
});

describe('the journal on a disk that never answers', () => {
  it('refuses whoever waits after 15 looks and whoever comes then, says so, and goes on when the disk does', async () => {
    const journal = new Journal({ data, zone: new Zone('UTC'), clock: () => NOON });
    disk.write = 'stalled';
    const told: string[] = [];
    const append = (name: string) =>
      journal.appendThen(`{"n":"${name}"}\n`, (fault) => told.push(`${name} ${fault?.code ?? 'stored'}`));
    append('first');
    await vi.waitFor(() => expect(disk.stalled).toHaveLength(1), { timeout: 600_000 });
    append('second');
    for (let look = 1; look < 15; look += 1) journal.checkStall();
    expect([told, journal.fault]).toEqual([[], undefined]);
    journal.checkStall();
    expect([told, journal.fault]).toEqual([['first ETIMEDOUT', 'second ETIMEDOUT'], 'ETIMEDOUT']);
    append('third');
    await vi.waitFor(() => expect(told).toHaveLength(3), { timeout: 600_000 });
    disk.write = 'ok';
    for (const go of disk.stalled.splice(0)) go();
    await vi.waitFor(() => expect([journal.fault, journal.waitingChars]).toEqual([undefined, 0]), {
      timeout: 600_000,
    });
    await journal.append('{"n":"first"}\n');
    expect(told).toEqual(['first ETIMEDOUT', 'second ETIMEDOUT', 'third ETIMEDOUT']);
    await journal.close();
    expect(texts(), 'taken late, and sent again: of one id').toBe('{"n":"first"}\n{"n":"first"}\n');
  });
});

describe('the server on a disk that stalls', () => {
  it('answers 429 once too much waits, none of the rest until it is on disk, and loses nothing of what it then acknowledges', async () => {
    const config = compileConfig(parseConfig(JSON.stringify(CONFIG)));
    const journal = new Journal({ data, zone: config.zone, clock: () => NOON });
    const collector: Collector = {
      journal,
      rate: new SiteRate(config),
      context: () => ({
        config,
        now: NOON,
        dayKey: undefined,
        random128: () => Math.random().toString(16).slice(2).padEnd(32, '0'),
        country: () => undefined,
        isSealed: () => false,
        keyMatches: () => false,
        derived: new DerivedCache(),
      }),
    };
    const server = httpServer(collector, { open: () => undefined, operator: () => undefined }).listen(
      0,
      '127.0.0.1',
    );
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const body = JSON.stringify({
      site: 'shop',
      events: Array.from({ length: 500 }, (_, n) => ({
        name: 'pageview',
        url: `https://shop.example/${'long-words-'.repeat(15)}${n % 10}`,
      })),
    });
    const statuses: number[] = [];
    const send = () =>
      new Promise<void>((resolve) => {
        const outgoing = request(
          {
            port,
            host: '127.0.0.1',
            path: '/v1/events',
            method: 'POST',
            headers: { origin: 'https://shop.example', 'user-agent': AGENT },
          },
          (answer) => {
            statuses.push(answer.statusCode ?? 0);
            answer.resume();
            answer.on('close', resolve);
          },
        );
        outgoing.on('error', () => resolve());
        outgoing.end(body);
      });
    try {
      disk.write = 'stalled';
      const under: Promise<void>[] = [];
      for (let n = 0; n < 80 && statuses.length === 0; n += 1) {
        under.push(send());
        await new Promise((resolve) => {
          setTimeout(resolve, 10);
        });
      }
      await until(() => statuses.length > 0);
      expect([...new Set(statuses)], 'nothing can be acknowledged').toEqual([429]);
      expect(journal.waitingChars).toBeGreaterThan(8 * 1024 * 1024);
      disk.write = 'ok';
      for (const go of disk.stalled.splice(0)) go();
      await Promise.all(under);
      const acknowledged = statuses.filter((status) => status === 202).length;
      expect([acknowledged + statuses.filter((status) => status === 429).length, acknowledged > 5]).toEqual([
        under.length,
        true,
      ]);
      expect(journal.waitingChars).toBe(0);
      await send();
      expect(statuses.at(-1)).toBe(202);
      await journal.close();
      expect(
        texts()
          .split('\n')
          .filter((line) => line !== ''),
      ).toHaveLength(500 * (acknowledged + 1));
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});
