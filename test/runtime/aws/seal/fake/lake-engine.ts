/**
 * DuckDB in Athena's place: names are looked up in the fake Glue and read from the fake S3. An answer is remembered by the
 * text and by what the objects hold that it reads, so that a run is repeated a thousand times in the time of a few.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TableInput } from '@aws-sdk/client-glue';
import { ATHENA_TYPE } from '#core/event/column-types';
import type { ColumnType } from '#core/event/fields';
import type { SqlRow } from '#core/ports/query-engine';
import { FACTS } from '#queries/facts/catalogue';
import { lakeViews } from '#queries/lake/views';
import type { DuckDb } from '#runtime/local/duckdb/open-duckdb';
import type { FakeGlue } from './fake-glue.ts';
import type { FakeObject, FakeS3 } from './fake-s3.ts';

export interface Lake { readonly glue: FakeGlue; readonly s3: FakeS3 }
export interface Text { readonly sql: string; readonly parameters: readonly (string | number)[]; readonly database: string }

export const DATABASE = 'headcount_t';
const [STORE, SCRATCH] = [`${DATABASE}_store`, `${DATABASE}_scratch`];
const VIEWS = lakeViews(FACTS, STORE);

export class LakeEngine {
  readonly #db: DuckDb;
  readonly #folder: string;
  readonly #rows = new Map<string, readonly SqlRow[]>();
  readonly #objects = new Map<string, readonly Uint8Array[]>();
  #turn: Promise<unknown> = Promise.resolve();
  /** How many texts were really run. */
  ran = 0;

  constructor(db: DuckDb, folder: string) {
    this.#db = db;
    this.#folder = folder;
    mkdirSync(join(folder, 'objects'), { recursive: true });
  }

  async rows(lake: Lake, text: Text): Promise<readonly SqlRow[]> {
    return await this.#remembered(this.#rows, lake, text, () => this.#db.rows(text.sql, text.parameters));
  }

  /** What UNLOAD would write: nothing for no row. */
  async unload(lake: Lake, text: Text): Promise<readonly Uint8Array[]> {
    return await this.#remembered(this.#objects, lake, text, async () => {
      const file = join(this.#folder, 'unloaded.parquet');
      const bound = text.parameters.map((value) => (typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`));
      const sql = text.sql.replaceAll(/--[^\n]*/g, '').replaceAll('?', () => bound.shift() ?? '');
      await this.#db.run(`create or replace temp table unloaded as ${sql}`);
      const [{ items } = {}] = await this.#db.rows('select count(*) as items from unloaded');
      if (items === 0) return [];
      await this.#db.run(`copy unloaded to '${file}' (format parquet)`);
      return [readFileSync(file)];
    });
  }

  async #remembered<T>(known: Map<string, T>, lake: Lake, text: Text, run: () => Promise<T>): Promise<T> {
    const relations = relationsOf(lake, text);
    const key = JSON.stringify([text, relations.map((one) => [one.name, ...one.parts.map(({ path, partition, object }) => `${one.namesPath ? path : ''} ${partition} ${object.hash}`)])]);
    const found = known.get(key);
    if (found !== undefined) return found;
    const work = this.#turn.then(async () => {
      for (const relation of relations) await this.#db.run(this.#viewOf(relation));
      for (const view of VIEWS) if (text.database === DATABASE && mentions(text.sql, view.name)) await this.#db.run(`create or replace view ${DATABASE}.${view.name} as ${view.sql}`);
      await this.#db.run(`set search_path = '${text.database},main'`);
      this.ran += 1;
      const answer = await run();
      known.set(key, answer);
      return answer;
    });
    this.#turn = work.catch(() => undefined);
    return await work;
  }

  #viewOf({ database, name, table, parts, namesPath }: Relation): string {
    const columns = (table.StorageDescriptor?.Columns ?? []).map((column) => ({ name: column.Name ?? '', type: ATHENA_TYPE[column.Type as ColumnType] }));
    const key = table.PartitionKeys?.[0]?.Name;
    const isJson = table.StorageDescriptor?.SerdeInfo?.SerializationLibrary?.includes('json') === true;
    const empty = `select ${columns.map((column) => `cast(null as ${column.type}) as ${column.name}`).join(', ')}${key === undefined ? '' : `, '' as ${key}`}${namesPath ? ', \'\' as "$path"' : ''} where false`;
    const selects = parts.map(({ path, partition, object }) => {
      const file = this.#file(object, isJson ? 'jsonl' : 'parquet');
      const source = isJson ? `read_json('${file}', format = 'newline_delimited', columns = {${columns.map((column) => `${column.name}: '${column.type}'`).join(', ')}})` : `read_parquet('${file}')`;
      return `select *${key === undefined ? '' : `, '${partition}' as ${key}`}${namesPath ? `, 's3://${path}' as "$path"` : ''} from ${source}`;
    });
    return `create or replace view ${database}.${name} as ${[empty, ...selects].join(' union all by name ')}`;
  }

  #file(object: FakeObject, ending: string): string {
    const file = join(this.#folder, 'objects', `${object.hash}.${ending}`);
    if (!existsSync(file)) writeFileSync(file, object.body);
    return file;
  }

  dispose(): void {
    this.#db.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

interface Relation {
  readonly database: string;
  readonly name: string;
  readonly table: TableInput;
  readonly parts: readonly { readonly path: string; readonly partition: string; readonly object: FakeObject }[];
  readonly namesPath: boolean;
}

const mentions = (sql: string, name: string) => new RegExp(`\\b(?:from|join)\\s+(?:\\w+\\.)?${name}\\b`, 'i').test(sql);

const read = new Map<string, readonly string[]>();

/** Full names of the tables that a text may read; a common table expression of the same name is taken for one, too. */
function namesIn(tables: Iterable<string>, { sql, database }: Text): readonly string[] {
  const key = `${database} ${sql}`;
  const known = read.get(key) ?? [...tables].filter((full) => {
    const [of = '', name = ''] = full.split('.');
    if (of === DATABASE) return false;
    if (database === DATABASE) return of === STORE && (name === 'seals' || mentions(sql, name));
    return of === SCRATCH ? mentions(sql, name) : sql.includes(`${STORE}.${name}`);
  });
  read.set(key, known);
  return known;
}

function relationsOf({ glue, s3 }: Lake, text: Text): readonly Relation[] {
  return namesIn(glue.tables.keys(), text).map((full): Relation => {
    const [database = '', name = ''] = full.split('.');
    const table: TableInput = glue.tables.get(full) ?? { Name: name };
    const location = table.StorageDescriptor?.Location ?? '';
    const part = (partition: string) => ([path, object]: [string, FakeObject]) => ({ path, partition, object });
    const namesPath = name === 'arrivals';
    if (namesPath) return { database, name, table, namesPath, parts: s3.below(location).map(([path, object]) => ({ path, object, partition: /dt=([^/]+)\//.exec(path)?.[1] ?? '' })) };
    if (table.PartitionKeys?.[0] === undefined) return { database, name, table, namesPath, parts: s3.below(location).map(part('')) };
    return { database, name, table, namesPath, parts: [...glue.of(database, name)].flatMap(([value, at]) => s3.below(at).map(part(value))) };
  });
}
