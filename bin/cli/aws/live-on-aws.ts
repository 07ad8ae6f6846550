/**
 * `headcount live --target aws`, for the operator: the seal's own SQL over unsealed arrivals in the pipeline's work group;
 * counts alone come here. It may not tell more than the local live view does, nor sooner.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { duckdbColumns } from '#core/event/column-types';
import { factColumns, type FactColumn } from '#core/facts/columns';
import { COMPLETENESS } from '#core/facts/lake-columns';
import type { QueryEngine } from '#core/ports/query-engine';
import { mayChange, type Seen } from '#core/report/live-change';
import { withoutVisitorHints } from '#core/report/without-visitor';
import { factOverUnsealed, overUnsealed, type UnsealedAsked } from '#core/seal/unsealed-sql';
import { Zone } from '#core/time/zone';
import { FACTS } from '#queries/facts/catalogue';
import { REPORTS } from '#queries/reports/catalogue';
import { SCRATCH } from '#queries/seal/scratch';
import { AthenaEngine } from '#runtime/aws/athena/athena-engine';
import { QueryFailedError } from '#runtime/aws/athena/query-failed';
import { arrivalDates } from '#runtime/aws/lake/arrival-dates';
import { countWithoutVisitor } from '#runtime/aws/lake/count-without-visitor';
import type { Objects } from '#runtime/aws/lake/objects';
import { openDuckDb, type DuckDb } from '#runtime/local/duckdb/open-duckdb';
import { withoutFigures } from '#runtime/local/live/live-view';
import {
  boundsOf,
  siteDaysOf,
  snapshotOf,
  stretchesOf,
  type SiteStretch,
  type Snapshot,
} from '#runtime/local/live/snapshot';
import { loadSql } from '#runtime/node/package-root';
import type { CommandContext } from '../context.ts';
import { onAws } from './deployment.ts';
import type { TargetOptions } from './target.ts';

/** The snapshot that all operators see: counts, cells under k left out. Gone with the scratch of its days. */
const KEPT = 'scratch/live/live.json';
interface Kept extends Seen {
  readonly configured: string;
  readonly snapshot: Snapshot;
}

/** Without tables in between a text may become more stages than Trino takes (150). */
const TOO_MANY = 'QUERY_HAS_TOO_MANY_STAGES';

const VISITORS = `select cast(count(*) as bigint) as visitors
from (select distinct site, day, visitor from arrivals_of_day where outcome = 'stored' and visitor is not null and name <> 'engagement') v`;

/** As JSON: `{live, reports}`. */
export async function liveOnAws(context: CommandContext, options: TargetOptions): Promise<string> {
  const { config } = context;
  const { k } = config;
  return await onAws(context, options, async ({ athena, arrivals, outputs }) => {
    const engine = new AthenaEngine({ athena: athena('pipeline'), database: outputs('ScratchDatabase') });
    const now = Date.now();
    const today = new Zone(config.timeZone).day(now);
    const dates = await arrivalDates(arrivals);
    const asked: UnsealedAsked | undefined =
      dates === undefined ? undefined : { loadSql, store: outputs('StoreDatabase'), ...dates };
    const ask = async (body: string) => {
      if (asked === undefined) return [];
      const { text, parameters } = overUnsealed(asked, body);
      return await engine.rows(text, parameters);
    };
    const visitors = Number((await ask(VISITORS))[0]?.['visitors'] ?? 0);
    const siteDays = await ask(
      "select distinct site, day from arrivals_of_day where outcome <> 'late' order by site, day",
    );
    const seen: Seen = {
      visitors,
      days: siteDays.map((row) => `${String(row['site'])} ${String(row['day'])}`),
    };
    const configured = JSON.stringify([
      k,
      config.timeZone,
      config.bounds,
      config.sites.map((site) => [site.id, site.name]),
    ]);
    const hints = withoutVisitorHints(await countWithoutVisitor(engine, arrivals, today), 'aws');
    const kept = await readKept(arrivals, configured);
    const changes = mayChange(kept, seen, k);
    if (kept !== undefined && !changes) return format(kept.snapshot, context, hints);
    const snapshot = await look(engine, asked, context, stretchesOf(siteDays, config, today), visitors, now);
    if (changes)
      await arrivals.put(
        KEPT,
        JSON.stringify({ ...seen, configured, snapshot } satisfies Kept),
        'application/json',
      );
    return format(changes ? snapshot : withoutFigures(snapshot), context, hints);
  });
}

/** Facts come as rows into a database in memory, over which the reports run as they do locally. */
async function look(
  engine: QueryEngine,
  asked: UnsealedAsked | undefined,
  { config, note }: CommandContext,
  stretches: readonly SiteStretch[],
  visitors: number,
  now: number,
): Promise<Snapshot> {
  const folder = mkdtempSync(join(tmpdir(), 'headcount-live-'));
  const db = await openDuckDb({ memoryLimit: '512MB', scratch: folder });
  try {
    const counting = {
      bounds: boundsOf(config),
      siteDays: siteDaysOf(stretches),
      visitorDays: (SCRATCH.find((table) => table.name === 'visitor_days')?.columns ?? []).map(
        (column) => column.name,
      ),
    };
    const uncounted = new Set<string>();
    for (const [name, path, columns] of [
      ...FACTS.map((fact) => [fact.name, `facts/${fact.name}/fact.sql`, factColumns(fact)] as const),
      ['completeness', 'seal/completeness.sql', COMPLETENESS] as const,
    ]) {
      const sql =
        asked === undefined || stretches.length === 0 ? undefined : factOverUnsealed(asked, counting, path);
      try {
        await hold(
          db,
          folder,
          name,
          columns,
          sql === undefined ? [] : await engine.rows(sql.text, sql.parameters),
        );
      } catch (error) {
        if (!(error instanceof QueryFailedError) || !error.message.includes(TOO_MANY)) throw error;
        uncounted.add(name);
        await hold(db, folder, name, columns, []);
      }
    }
    // A report lacks no table in silence: it is there with all of them or not at all.
    const reports = REPORTS.filter((report) => report.tables.every((table) => !uncounted.has(table.fact)));
    if (reports.length < REPORTS.length)
      note(
        `headcount: not shown of the day under way: ${REPORTS.filter((report) => !reports.includes(report))
          .map((report) => report.name)
          .join(', ')} (more than Athena does in one query); they come with the seal`,
      );
    return await snapshotOf(
      { db, config, catalogue: { facts: FACTS, reports, loadSql }, now, k: config.k },
      stretches,
      visitors,
    );
  } finally {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function hold(
  db: DuckDb,
  folder: string,
  name: string,
  columns: readonly FactColumn[],
  rows: readonly object[],
): Promise<void> {
  await db.run(`create table ${name} (${duckdbColumns(columns)})`);
  if (rows.length === 0) return;
  const file = join(folder, 'rows.jsonl');
  writeFileSync(file, rows.map((row) => JSON.stringify(row)).join('\n'), { mode: 0o600 });
  await db.run(
    `insert into ${name} by name select * from read_json($1, format = 'newline_delimited', columns = {${columns.map((column) => `${column.name}: '${duckdbColumns([column]).slice(column.name.length + 1)}'`).join(', ')}})`,
    [file],
  );
}

async function readKept(arrivals: Objects, configured: string): Promise<Kept | undefined> {
  const kept = JSON.parse((await arrivals.text(KEPT)) ?? 'null') as Kept | null;
  return kept?.configured === configured ? kept : undefined;
}

function format(snapshot: Snapshot, { config }: CommandContext, hints: readonly string[]): string {
  const { reports, ...rest } = snapshot;
  return JSON.stringify({
    live: {
      ...rest,
      k: config.k,
      atOnce: false,
      timeZone: config.timeZone,
      internal: true,
      ...(hints.length === 0 ? {} : { hints }),
    },
    reports,
  });
}
