/** 202 means on disk: every acknowledged event is counted exactly once, however the server ends. */
import { appendFileSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Place } from '../../../support/program.ts';
import { arrivals, CONFIG, pageview, post, segments, until } from './collector.ts';
import { thorough } from '../../../support/full-length.ts';

describe('an acknowledged event', () => {
  let place: Place;
  beforeEach(() => {
    place = new Place(CONFIG);
  });
  afterEach(() => place.dispose());

  it('is in the journal when the answer comes, and in Parquet after a kill -9 and a start', async () => {
    const server = await place.start();
    expect((await post(server, pageview('/a'))).status).toBe(202);
    const [open] = segments(place, 'open');
    expect(readFileSync(join(place.data, 'journal', String(open)), 'utf8').split('\n')).toHaveLength(2);
    await server.stop('SIGKILL');
    const next = await place.start();
    await until(() => segments(place, 'jsonl').length === 0 && segments(place, 'open').length === 0);
    await next.stop();
    expect((await arrivals(place)).map((row) => row['path'])).toEqual(['/a']);
  });

  it('survives a torn last line, which is dropped', async () => {
    const server = await place.start();
    await post(server, pageview('/a'));
    await post(server, pageview('/b'));
    await server.stop('SIGKILL');
    const [open] = segments(place, 'open');
    appendFileSync(
      join(place.data, 'journal', String(open)),
      '{"event_id":"00000000000000000000000000000000","site":"sh',
    );
    const next = await place.start();
    await until(() => segments(place, 'jsonl').length === 0);
    await next.stop();
    expect((await arrivals(place)).map((row) => row['path']).toSorted()).toEqual(['/a', '/b']);
  });

  it('is in Parquet when SIGTERM ended the server with status 0, the file named after the segment, its time the day', async () => {
    const server = await place.start();
    await post(server, pageview('/a'));
    const [open] = segments(place, 'open');
    expect(await server.stop('SIGTERM')).toBe(0);
    const [dt, , random] = String(open).split('.');
    const file = join(place.data, 'arrivals', `dt=${dt}`, `${random}.parquet`);
    expect(statSync(file).mtime.toISOString()).toBe(`${dt}T00:00:00.000Z`);
    expect([...segments(place, 'open'), ...segments(place, 'jsonl')]).toEqual([]);
    expect(await arrivals(place)).toHaveLength(1);
  });

  it('is not counted twice when the crash came between the Parquet file and the end of its segment', async () => {
    const server = await place.start();
    await post(server, pageview('/a'));
    const [open] = segments(place, 'open');
    const lines = readFileSync(join(place.data, 'journal', String(open)));
    await server.stop('SIGTERM');
    writeFileSync(join(place.data, 'journal', String(open).replace(/open$/, 'jsonl')), lines);
    const next = await place.start();
    await until(() => segments(place, 'jsonl').length === 0);
    await next.stop();
    expect(await arrivals(place)).toHaveLength(1);
  });

  thorough(
    'comes once with the same id from the same visitor, and its rows are sorted by event_id',
    async () => {
      const server = await place.start();
      for (let n = 0; n < 20; n += 1) await post(server, pageview(`/p${n}`, `0123456789abcdef-${n % 10}`));
      await server.stop();
      const rows = await arrivals(place);
      expect(rows).toHaveLength(20);
      expect(new Set(rows.map((row) => row['event_id'])).size).toBe(10);
      const ids = rows.map((row) => String(row['event_id']));
      expect(ids).toEqual(ids.toSorted());
    },
  );

  it('reaches Parquet beside the running server when journal/roll asks for it', async () => {
    const server = await place.start();
    await post(server, pageview('/a'));
    writeFileSync(join(place.data, 'journal', 'roll'), '');
    await until(() => !readdirSync(join(place.data, 'journal')).includes('roll'));
    expect(await arrivals(place)).toHaveLength(1);
    await post(server, pageview('/b'));
    await server.stop();
    expect(await arrivals(place)).toHaveLength(2);
  });

  thorough('keeps any text that JSON can carry', async () => {
    const server = await place.start();
    for (const path of ['/ä', '/%F0%9F%8D%95', '/\\ud83c', '/"quoted"', '/%00', '/a\\u0000b']) {
      await post(
        server,
        `{"site":"shop","name":"pageview","url":"https://shop.example${path.replaceAll('"', '\\"')}"}`,
      );
    }
    await server.stop();
    const [count] = await arrivals(place, 'select count(*) as n from arrivals');
    expect(count?.['n']).toBe(6);
  });
});
