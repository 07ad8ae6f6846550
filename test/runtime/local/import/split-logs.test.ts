/** A day's log in pieces, imported one after the other while its salt is kept, makes the facts of one import. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseConfig } from '#core/config/parse-config';
import { FACTS } from '#queries/facts/catalogue';
import { dataDir } from '#runtime/local/data-dir';
import { openLake } from '#runtime/local/lake/open-lake';
import { Place } from '../../../support/program.ts';
import { rounds } from '../../../support/full-length.ts';

const CONFIG = { sites: [{ id: 'shop', hosts: ['shop.example'] }] };
const START = Date.parse('2015-06-01T12:00:00Z');
const AGENTS = ['Chrome/131.0.0.0 Safari/537.36', 'Chrome/120.0.0.0 Safari/537.36'];

/** All but `landings`: which entry of a visitor is its first is decided by random ids, also within one import. */
const COMPARED = FACTS.filter(({ name }) => name !== 'landings');

interface Hit {
  readonly ip: number;
  readonly path: number;
  readonly agent: number;
  /** The piece that it lies in. */
  readonly piece: number;
}

/** One line per second, so that the lines of the day differ and have an order. */
const lineOf = ({ ip, path, agent }: Hit, second: number) =>
  `198.51.100.${ip} - - [17/May/2015:10:00:${String(second).padStart(2, '0')} +0000] "GET /p/${path} HTTP/1.1" 200 100 "-" "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) ${AGENTS[agent]}"\n`;

/** Imports the logs, `hours` apart, seals, and returns every fact and the number of keyings. */
async function factsOf(logs: readonly string[], hours: number) {
  const place = new Place(CONFIG);
  try {
    for (const [index, text] of logs.entries()) {
      place.setClock(new Date(START + index * hours * 3_600_000).toISOString());
      const log = join(place.folder, `${index}.log`);
      writeFileSync(log, text);
      const ran = await place.run(['import', log]);
      expect(ran.status, ran.stderr).toBe(0);
    }
    expect((await place.run(['seal'])).status).toBe(0);
    const db = await openLake(dataDir(place.data), parseConfig(JSON.stringify(CONFIG)), FACTS);
    try {
      const facts: Record<string, unknown> = {};
      for (const { name } of COMPARED) facts[name] = await db.rows(`select * from ${name} order by all`);
      return { facts, keyings: await db.rows('select site, period, keyings from seals') };
    } finally {
      db.close();
    }
  } finally {
    place.dispose();
  }
}

it('any split of a log over up to three imports within the life of its salt makes the facts of one import', async () => {
  const hit = fc.record({
    ip: fc.integer({ min: 1, max: 4 }),
    path: fc.integer({ min: 0, max: 5 }),
    agent: fc.integer({ min: 0, max: 1 }),
    piece: fc.integer({ min: 0, max: 2 }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(hit, { minLength: 3, maxLength: 40 }),
      fc.integer({ min: 0, max: 23 }),
      async (hits, hours) => {
        const lines = hits.map((one, second) => ({ piece: one.piece, text: lineOf(one, second) }));
        const pieces = [0, 1, 2]
          .map((piece) => lines.filter((one) => one.piece === piece).map((one) => one.text))
          .filter((texts) => texts.length > 0)
          .map((texts) => texts.join(''));
        const whole = await factsOf([lines.map((one) => one.text).join('')], 0);
        expect(whole.keyings).toEqual([{ site: 'shop', period: '2015-05-17', keyings: 1 }]);
        expect(await factsOf(pieces, hours)).toEqual(whole);
      },
    ),
    { numRuns: rounds(2, 30), seed: 14, endOnFailure: true },
  );
}, 300_000);
