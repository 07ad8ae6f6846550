/** A data directory with given arrivals in files, sealed by the built program, and everything its lake then shows. */
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileConfig } from '#core/config/compile';
import { parseConfig } from '#core/config/parse-config';
import { listedNames } from '#core/disclosure/listed-names';
import { DUCKDB_TYPE } from '#core/event/column-types';
import { FIELDS, type ArrivalRow } from '#core/event/fields';
import { grainColumns } from '#core/facts/columns';
import { FACTS } from '#queries/facts/catalogue';
import { dataDir, type DataDir } from '#runtime/local/data-dir';
import { openDuckDb } from '#runtime/local/duckdb/open-duckdb';
import { openLake } from '#runtime/local/lake/open-lake';
import { sealDays } from '#runtime/local/seal/seal-days';
import { loadSql } from '#runtime/node/package-root';
import type { OracleFacts } from '../../../oracle/oracle.ts';
import { runWarm, type Ran } from '../../../support/warm-program.ts';

const COLUMNS = FIELDS.map((field) => `${field.name}: '${DUCKDB_TYPE[field.type]}'`).join(', ');
export const SITES = [
  { id: 'shop', hosts: ['shop.example'], origins: ['https://shop.example'] },
  { id: 'logs', hosts: ['logs.example'] },
];

export class LakeOf {
  readonly folder = mkdtempSync(join(tmpdir(), 'headcount-seal-'));
  readonly data: DataDir = dataDir(join(this.folder, 'data'));
  readonly #config: string;

  constructor(config: object = { sites: SITES }) {
    this.#config = JSON.stringify(config);
    writeFileSync(join(this.folder, 'headcount.json'), this.#config);
  }

  configure(config: object): void {
    writeFileSync(join(this.folder, 'headcount.json'), JSON.stringify(config));
  }

  async arrive(file: string, rows: readonly ArrivalRow[]): Promise<void> {
    const lines = join(this.folder, 'rows.jsonl');
    writeFileSync(lines, rows.map((row) => JSON.stringify(row)).join('\n'));
    mkdirSync(join(this.data.arrivals, file, '..'), { recursive: true });
    const db = await openDuckDb({ memoryLimit: '512MB', threads: 1, scratch: join(this.folder, 'scratch') });
    await db.run(
      `copy (select * from read_json($1, format = 'newline_delimited', columns = {${COLUMNS}})) to $2 (format parquet)`,
      [lines, join(this.data.arrivals, file)],
    );
    db.close();
  }

  /** Runs `headcount seal`. */
  seal(words: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
    return this.program(['seal', '--json', '--through', '2026-03-20', ...words], env);
  }

  /** Runs a command here. */
  program(words: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
    return runWarm(words, { cwd: this.folder, env: { ...process.env, ...env } });
  }

  /** Seals in this process, for seals that need no start of a program; throws what the seal throws. */
  async sealHere(): Promise<void> {
    const config = parseConfig(readFileSync(join(this.folder, 'headcount.json'), 'utf8'));
    const today = new Date().toISOString().slice(0, 10);
    await sealDays({
      data: this.data,
      config,
      listed: (id) => {
        const site = compileConfig(config).site(id);
        return site === undefined ? undefined : listedNames(site);
      },
      facts: FACTS,
      loadSql,
      memoryLimit: '512MB',
      through: '2026-03-20',
      today,
      byClock: false,
    });
  }

  /** Every cell that readers see, keyed as the oracle keys them, sorted. */
  async facts(): Promise<Record<string, [string, Record<string, number>][]>> {
    const db = await openLake(this.data, parseConfig(this.#config), FACTS);
    try {
      const facts: Record<string, [string, Record<string, number>][]> = {};
      const tables = [
        ...FACTS.map((fact) => ({
          name: fact.name,
          grain: grainColumns(fact),
          measures: fact.measures.map((measure) => measure.name),
        })),
        { name: 'completeness', grain: ['site', 'day', 'outcome', 'reason'], measures: ['items'] },
      ];
      for (const { name, grain, measures } of tables) {
        const rows = await db.rows(`select * from ${name}`);
        facts[name] = rows
          .map((row): [string, Record<string, number>] => [
            grain.map((column) => String(row[column])).join('|'),
            Object.fromEntries(measures.map((measure) => [measure, Number(row[measure])])),
          ])
          .toSorted(([a], [b]) => (a < b ? -1 : 1));
      }
      return facts;
    } finally {
      db.close();
    }
  }

  /** Files below a folder of the data directory, relative to it. */
  files(name: keyof DataDir): string[] {
    try {
      return readdirSync(this.data[name], { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.\w+$/.test(file) && !file.endsWith('CACHEDIR.TAG'))
        .toSorted();
    } catch {
      return [];
    }
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export const sortedFacts = (facts: OracleFacts) =>
  Object.fromEntries(
    Object.entries(facts).map(([name, cells]) => [name, [...cells].toSorted(([a], [b]) => (a < b ? -1 : 1))]),
  );
