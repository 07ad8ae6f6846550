/**
 * A small lake with releases of the test's choosing, in files as seal and release leave them, and the readers' view of
 * it.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { compileConfig } from '#core/config/compile';
import { parseConfig } from '#core/config/parse-config';
import type { StoredRelease, StoredTable } from '#core/disclosure/stored-release';
import { DUCKDB_TYPE } from '#core/event/column-types';
import { factColumns, type FactColumn } from '#core/facts/columns';
import { DEFAULT_BOUNDS } from '#core/facts/fact';
import type { SqlLoader, SqlRow } from '#core/ports/query-engine';
import { FACTS } from '#queries/facts/catalogue';
import { openDuckDb, type DuckDb } from '#runtime/local/duckdb/open-duckdb';
import { openLake } from '#runtime/local/lake/open-lake';
import { COMPLETENESS, SEALS } from '#core/facts/lake-columns';
import { settleMonths, type SettleOutcome } from '#runtime/local/settle/settle-months';
import { loadSql } from '#runtime/node/package-root';
import { LakeOf } from '../seal/lake-of.ts';

export const MONTH = '2026-03';
export const CONFIG = {
  k: 2,
  sites: [
    {
      id: 'shop',
      hosts: ['shop.example'],
      origins: ['https://shop.example'],
      published: ['/', '/a', '/blog/*'],
      goals: ['signup'],
      campaigns: ['spring'],
      props: { plan: ['free', 'pro'], file: true },
      topics: [{ name: 'A', paths: ['/a'] }],
    },
    { id: 'logs', hosts: ['logs.example'], published: ['/'] },
  ],
};

export type Facts = Readonly<Record<string, readonly SqlRow[]>>;

/** Noisy totals of days, and the open values that the month published, by table. */
export interface Released {
  readonly site: string;
  readonly month?: string;
  readonly days: Readonly<Record<string, number>>;
  readonly cells?: Readonly<Record<string, readonly (readonly string[])[]>>;
}

const KEYS: Readonly<Record<string, readonly string[]>> = {
  pages: ['path'],
  landings: ['path'],
  sources: ['source', 'medium'],
  referrers: ['referrer'],
  campaigns: ['campaign'],
  names: ['name'],
};

export class SettledLake extends LakeOf {
  readonly config = parseConfig(JSON.stringify(CONFIG));

  constructor() {
    super(CONFIG);
  }

  /** Writes the facts of every site and day that has a row in `days`, with its seal. `keyings`: of each day. */
  async write(facts: Facts, keyings: number | null = null): Promise<void> {
    const keys = (facts['days'] ?? []).map((row) => ({ site: String(row['site']), day: String(row['day']) }));
    const seals = keys.map(({ site, day }): SqlRow => ({
      site,
      day,
      time_zone: 'UTC',
      catalogue: 'days',
      live: site === 'shop',
      sealed_on: '2026-04-01',
      received: 5,
      stored: 4,
      ...Object.fromEntries(Object.entries(DEFAULT_BOUNDS).map(([name, bound]) => [`bound_${name}`, bound])),
      bound_worth_cents: 100_000,
      merged: null,
      keyings,
    }));
    const db = await openDuckDb({ memoryLimit: '512MB', threads: 1, scratch: join(this.folder, 'scratch') });
    for (const fact of FACTS)
      await this.#table(
        db,
        join(this.data.facts, fact.name),
        factColumns(fact),
        facts[fact.name] ?? [],
        keys,
      );
    await this.#table(
      db,
      this.data.completeness,
      COMPLETENESS,
      keys.map((key) => ({ ...key, outcome: 'stored', reason: '(none)', items: 4 })),
      keys,
    );
    await this.#table(
      db,
      this.data.seals,
      SEALS.filter((column) => column.name !== 'period'),
      seals,
      keys,
    );
    db.close();
  }

  /** Publishes releases as if they had been drawn. */
  release({ site, month = MONTH, days, cells = {} }: Released): void {
    const one = (
      period: string,
      level: 'day' | 'month',
      of: readonly string[],
      tables: readonly StoredTable[],
    ): StoredRelease => ({
      site,
      period,
      level,
      days: of,
      timeZone: 'UTC',
      catalogue: 'c',
      lists: 'l',
      profile: 'default',
      bounds: DEFAULT_BOUNDS,
      drawnOn: '2026-04-02',
      tables,
    });
    const total = (name: string, visitors: number) =>
      table(name, 'days', [], [{ keys: [], public: true, noisy: { visitors } }]);
    for (const [day, visitors] of Object.entries(days))
      this.#publish(one(day, 'day', [day], [total('days', visitors)]));
    const breakdowns = Object.entries(cells).map(([name, values]) =>
      table(
        name,
        name,
        KEYS[name] ?? [],
        values.map((keys) => ({ keys, public: false, noisy: { visitors: 50 } })),
      ),
    );
    this.#publish(one(month, 'month', Object.keys(days).toSorted(), [total('total', 1000), ...breakdowns]));
  }

  settle(using: SqlLoader = loadSql, preview = false): Promise<SettleOutcome> {
    return settleMonths({
      data: this.data,
      config: compileConfig(this.config),
      facts: FACTS,
      loadSql: using,
      today: '2026-05-01',
      sites: this.config.sites.map((site) => site.id),
      preview,
    });
  }

  /** Every row that readers see, sorted. */
  async seen(): Promise<Record<string, SqlRow[]>> {
    const db = await openLake(this.data, this.config, FACTS);
    try {
      const seen: Record<string, SqlRow[]> = {};
      for (const name of [...FACTS.map((fact) => fact.name), 'completeness'])
        seen[name] = [...(await db.rows(`select * from ${name} order by all`))];
      return seen;
    } finally {
      db.close();
    }
  }

  /** Returns each file of the lake with its bytes. */
  bytes(): Record<string, string> {
    const roots = [this.data.facts, this.data.completeness, this.data.seals, this.data.releases];
    return Object.fromEntries(
      roots
        .flatMap((root) =>
          readdirSync(root, { recursive: true, withFileTypes: true })
            .filter((one) => one.isFile())
            .map((one): [string, string] => [
              join(one.parentPath, one.name).slice(this.data.root.length + 1),
              readFileSync(join(one.parentPath, one.name)).toString('base64'),
            ]),
        )
        .toSorted(([a], [b]) => (a < b ? -1 : 1)),
    );
  }

  #publish(release: StoredRelease): void {
    const file = join(this.data.releases, `period=${release.period}`, `${release.site}.json`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(release));
  }

  async #table(
    db: DuckDb,
    folder: string,
    columns: readonly FactColumn[],
    rows: readonly SqlRow[],
    keys: readonly { readonly day: string }[],
  ): Promise<void> {
    const typed = [
      ...columns.map((column) => `${column.name}: '${DUCKDB_TYPE[column.type]}'`),
      ...(columns.some((one) => one.name === 'day') ? [] : ["day: 'VARCHAR'"]),
    ].join(', ');
    const lines = join(this.folder, 'rows.jsonl');
    writeFileSync(lines, rows.map((row) => JSON.stringify(row)).join('\n') || '{}');
    await db.run(
      `create or replace temp table given as select * from read_json($1, format = 'newline_delimited', columns = {${typed}})`,
      [lines],
    );
    for (const day of new Set(keys.map((key) => key.day))) {
      mkdirSync(join(folder, `period=${day}`), { recursive: true });
      await db.run(
        `copy (select ${columns.map((column) => column.name).join(', ')} from given where day = $1 order by all) to $2 (format parquet, compression zstd)`,
        [day, join(folder, `period=${day}`, 'part.parquet')],
      );
    }
  }
}

function table(
  name: string,
  fact: string,
  keys: readonly string[],
  cells: StoredTable['cells'],
): StoredTable {
  return {
    name,
    fact,
    keys,
    l0: 1,
    measures: [{ name: 'visitors', unit: 'visitor-days', variance: 100, nanorho: 1 }],
    floor: 0,
    partition: false,
    cells,
  };
}
