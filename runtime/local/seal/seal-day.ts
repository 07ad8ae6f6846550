/**
 * Seals some sites of one day, step by step. Each step can be repeated; the rename of the `seals` file is the commit.
 * It may not delete an arrival.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Config } from '#core/config/schema';
import { namesOfMonth, type ListedNames, type SealWithNames } from '#core/disclosure/listed-names';
import { factColumns } from '#core/facts/columns';
import { DEFAULT_BOUNDS, type Bounds, type Fact } from '#core/facts/fact';
import type { SqlLoader } from '#core/ports/query-engine';
import type { DataDir } from '../data-dir.ts';
import type { DuckDb } from '../duckdb/open-duckdb.ts';
import { destroySalt } from '../import/salt-stamps.ts';
import { sqlText } from '../lake/parquet-scan.ts';
import { COMPLETENESS, SEALS } from '#core/facts/lake-columns';
import type { ArrivalPart } from '#core/seal/arrival-part';
import { scanArrivals } from './arrival-index.ts';
import { dropScratch } from './build-facts.ts';
import { countInParts } from './count-in-parts.ts';
import { crashPoint } from './crash-point.ts';
import type { DayToSeal } from '#core/seal/plan-seals';
import { buildSiteDays } from '#core/seal/seal-rows';
import type { SealRun, SealStates } from '#core/seal/seal-run';
import { reconcile, SealMismatchError } from '#core/seal/reconcile';
import { keepNames } from './kept-names.ts';
import { publishDraft } from './replace-file.ts';
import { writeSealState } from './seal-state.ts';
import { rowParts } from './split-rows.ts';
import { periodPath, writeDraft, type PeriodFile } from './write-period.ts';

export interface SealContext {
  readonly db: DuckDb;
  readonly data: DataDir;
  readonly config: Config;
  readonly facts: readonly Fact[];
  readonly loadSql: SqlLoader;
  readonly states: SealStates;
  /** Returns what a site lists; undefined for one that is not configured. */
  readonly listed: (site: string) => ListedNames | undefined;
  /** What the rows of `seals` say of kept names; each seal adds to it. */
  readonly keptNames: SealWithNames[];
  /** Local day of the deployment on which this seal runs. */
  readonly today: string;
}

const BOUND_NAMES = Object.keys(DEFAULT_BOUNDS) as (keyof Bounds)[];

/** Seals the sites. Needs a table `sealed` (site, day) with the content of `seals`, and adds to it. */
export async function sealDay(
  context: SealContext,
  { day, sites }: DayToSeal,
  parts: readonly ArrivalPart[],
): Promise<void> {
  const { db, data, states } = context;
  const ids = sites.map((entry) => entry.site);
  const dayParts = parts.filter((part) => part.day === day && ids.includes(part.site));
  const files = [...new Set(dayParts.map((part) => part.file))];
  const run: SealRun = {
    id: randomBytes(8).toString('hex'),
    kind: 'seal',
    sites: ids,
    files,
    state: 'pending',
  };
  const before = states.get(day) ?? [];
  writeSealState(data, states, day, [...before, run]);
  crashPoint('noted');

  const rows = dayParts.reduce((sum, part) => sum + part.rows, 0);
  await count(context, { day, sites }, { files, rows });
  crashPoint('counted');
  reconcile(await db.rows('select * from recount'), await db.rows(context.loadSql('seal/reconcile.sql')));
  const names = keepNamesOfMonth(context, { day, sites });
  await describeSeal(context, { day }, names);

  const tables = tablesOf(context);
  for (const table of tables) await writeDraft(db, table, day);
  crashPoint('drafted');
  for (const [index, table] of tables.entries()) {
    if (index === 3) crashPoint('publishing');
    if (index === tables.length - 1) {
      crashPoint('published');
      // Before the commit: no import salt of a sealed day may be left, whenever a crash comes.
      for (const site of ids) destroySalt(data, site, day);
    }
    publishDraft(`${periodPath(table.folder, day)}.tmp`, periodPath(table.folder, day));
  }
  crashPoint('sealed');
  writeSealState(data, states, day, [...before, { ...run, state: 'done' }]);
  context.keptNames.push(...names);
  await db.run('insert into sealed select site, day from sealing');
  await dropScratch(db);
  crashPoint('done');
}

async function count(
  { db, data, config, facts, loadSql }: SealContext,
  { day, sites }: DayToSeal,
  { files, rows }: { readonly files: readonly string[]; readonly rows: number },
): Promise<void> {
  await db.run('create or replace temp table sealing (site varchar, day varchar, live boolean)');
  for (const entry of sites)
    await db.run('insert into sealing values (?, ?, cast(? as boolean))', [
      entry.site,
      day,
      String(entry.live),
    ]);
  const scan =
    files.length === 0
      ? 'select * from no_arrivals'
      : `select * exclude (filename) from ${scanArrivals(data, files)}`;
  // Sites are listed, not joined from a table: with a join the engine would hash every arrival once more in every
  // query.
  const siteList = sites.map((entry) => sqlText(entry.site)).join(', ');
  await db.run(
    `create or replace temp view arrivals_to_seal as select a.* from (select * from no_arrivals union all by name ${scan}) a where a.day = ${sqlText(day)} and a.site in (${siteList})`,
  );
  const rowsOf = buildSiteDays(config, { day, sites }).map(({ site, worth_cents: worthCents }) => ({
    site,
    day,
    worthCents,
  }));
  // Salts do not add up over parts, which hold visitors of the same ones.
  await db.run('create or replace temp view arrivals_of_day as select * from arrivals_to_seal');
  await db.run(`create or replace temp table keyings as ${loadSql('seal/keyings.sql')}`);
  const split = await rowParts(db, 'arrivals_to_seal', rows);
  try {
    if (split.rows !== undefined && split.rows !== rows)
      throw new SealMismatchError(`${day}: ${rows} rows, but its parts have ${split.rows}`);
    await countInParts(db, split, {
      facts,
      bounds: config.bounds,
      siteDays: rowsOf,
      loadSql,
      recount: loadSql('seal/recount.sql'),
    });
  } finally {
    split.removeAll();
  }
}

/** Keeps what each site lists, unless an earlier seal of the month did; durable before the commit refers to it. */
function keepNamesOfMonth(
  { data, listed, keptNames }: SealContext,
  { day, sites }: DayToSeal,
): readonly SealWithNames[] {
  return sites.map(({ site }) => {
    const names = listed(site);
    const earlier = namesOfMonth(keptNames, site, day);
    return {
      site,
      period: day,
      vocabulary: earlier ?? (names === undefined ? null : keepNames(data, names)),
    };
  });
}

/** Creates the rows of `seals`: what was sealed by which catalogue under which bounds and names. */
async function describeSeal(
  { db, config, facts, today }: SealContext,
  { day }: Pick<DayToSeal, 'day'>,
  names: readonly SealWithNames[],
): Promise<void> {
  await db.run('create or replace temp table sealing_names (site varchar, vocabulary varchar)');
  for (const { site, vocabulary } of names)
    if (typeof vocabulary === 'string')
      await db.run('insert into sealing_names values (?, ?)', [site, vocabulary]);
  const bounds = BOUND_NAMES.map((name) => `b.${name} as bound_${name}`).join(', ');
  await db.run(
    `create or replace temp table sealing_now as
    select s.site, s.day as period, $1 as time_zone, $2 as catalogue, s.live, $3 as sealed_on, coalesce(r.received, 0) as received, coalesce(r.stored, 0) as stored, coalesce(r.without_visitor, 0) as without_visitor, n.vocabulary, ${bounds},
      coalesce(w.worth_cents, 0) as bound_worth_cents, cast(null as varchar) as merged, coalesce(k.keyings, 0) as keyings
    from sealing s cross join bounds b
    left join recount r on r.site = s.site and r.day = s.day
    left join keyings k on k.site = s.site and k.day = s.day
    left join site_days w on w.site = s.site and w.day = s.day
    left join sealing_names n on n.site = s.site
    where s.day = $4`,
    [config.timeZone, facts.map((fact) => fact.name).join(' '), today, day],
  );
}

/** Lists the tables of a sealed day, in the order of publication; `seals` comes last, since it is the commit. */
export function tablesOf({ data, facts }: SealContext): readonly PeriodFile[] {
  return [
    ...facts.map((fact) => ({
      folder: join(data.facts, fact.name),
      columns: factColumns(fact),
      table: fact.name,
    })),
    { folder: data.completeness, columns: COMPLETENESS, table: 'completeness' },
    { folder: data.seals, columns: SEALS, table: 'sealing_now' },
  ];
}
