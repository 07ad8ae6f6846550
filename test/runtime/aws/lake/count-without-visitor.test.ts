/** The count of a day's accepted events without a visitor, on Athena, Glue and S3 in memory. */
import { expect, it } from 'vitest';
import { AthenaEngine } from '#runtime/aws/athena/athena-engine';
import { countWithoutVisitor } from '#runtime/aws/lake/count-without-visitor';
import { DATABASES } from '../../../support/aws/relations.ts';
import { arrive, DAYS, ROWS, world } from '../seal/fake/two-days.ts';

it('accepted events of the day alone are counted, and among them those without a visitor, whenever they arrived', async () => {
  const here = world();
  const day = DAYS[1] ?? '';
  const rows = ROWS.map((row, index) => (index % 3 === 0 ? { ...row, visitor: null } : row));
  await arrive(here, `dt=${DAYS[0] ?? ''}/aa.parquet`, rows.slice(0, 200));
  await arrive(here, `dt=${day}/bb.parquet`, rows.slice(200));
  const { athena, arrivals, sleep } = here.ports();
  const engine = new AthenaEngine({ athena, database: DATABASES.scratch, sleep });
  const accepted = rows.filter((row) => row.day === day && row.outcome === 'stored');
  const doubtful = accepted.filter((row) => row.visitor === null);
  expect(doubtful.length).toBeGreaterThan(0);
  expect(doubtful.length).toBeLessThan(accepted.length);
  expect(await countWithoutVisitor(engine, arrivals, day)).toEqual({
    accepted: accepted.length,
    doubtful: doubtful.length,
  });
  const asked = here.athena.started.length;
  expect(await countWithoutVisitor(engine, arrivals, '2026-03-22')).toEqual({ accepted: 0, doubtful: 0 });
  expect(here.athena.started.length).toBe(asked);
});
