/**
 * DuckDB in place of Athena: names are looked up in the fake Glue and read from the fake S3. Answers are cached by the
 * text and the content of the objects it reads, so that a run can be repeated a thousand times in the time of a few.
 */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { SqlRow } from '#core/ports/query-engine';
import { FACTS } from '#queries/facts/catalogue';
import { lakeViews } from '#queries/lake/views';
import { openDuckDb, type DuckDb } from '#runtime/local/duckdb/open-duckdb';
import type { FakeObject } from './fake-s3.ts';
import { DATABASES, mentions, relationsOf, viewOf, type Lake, type Text } from './relations.ts';

/** `type` is Athena's name of the type. */
export interface Answer {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly SqlRow[];
}
/** `name` is relative to the target of the UNLOAD. */
export interface Unloaded {
  readonly name: string;
  readonly body: Uint8Array;
}

const VIEWS = lakeViews(FACTS, DATABASES.store);
/** https://docs.aws.amazon.com/athena/latest/ug/ctas-insert-into.html */
const MOST_PARTITIONS = 100;

export class LakeEngine {
  readonly db: DuckDb;
  readonly folder: string;
  readonly #answers = new Map<string, Answer>();
  readonly #unloaded = new Map<string, readonly Unloaded[]>();
  /** The relations as they were created last. */
  readonly #views = new Map<string, string>();
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(db: DuckDb, folder: string) {
    [this.db, this.folder] = [db, folder];
    mkdirSync(join(folder, 'objects'));
  }

  static async open(): Promise<LakeEngine> {
    const folder = mkdtempSync(join(tmpdir(), 'headcount-aws-'));
    const db = await openDuckDb({ memoryLimit: '1GB', threads: 1, scratch: join(folder, 'spill') });
    for (const database of Object.values(DATABASES)) await db.run(`create schema ${database}`);
    return new LakeEngine(db, folder);
  }

  dispose(): void {
    this.db.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async answer(lake: Lake, text: Text): Promise<Answer> {
    return await this.#remembered(this.#answers, lake, text, '', async () => {
      const types = await this.db.rows(`describe ${text.sql}`);
      return {
        columns: types.map((row) => ({
          name: String(row['column_name']),
          type: String(row['column_type']).toLowerCase(),
        })),
        rows: await this.db.rows(text.sql),
      };
    });
  }

  /**
   * Returns the files that UNLOAD would write: none without rows, otherwise one, or one per value of the column `by`.
   */
  async unload(lake: Lake, text: Text, by?: string): Promise<readonly Unloaded[]> {
    return await this.#remembered(this.#unloaded, lake, text, by ?? '', async () => {
      await this.db.run(`create or replace temp table unloaded as ${text.sql}`);
      const [{ items = 0, values = 0 } = {}] = await this.db.rows(
        `select count(*) as items, count(distinct ${by ?? 0}) as "values" from unloaded`,
      );
      if (items === 0) return [];
      await this.#refuseEmptyMaps();
      if (Number(values) > MOST_PARTITIONS)
        throw new Error(`HIVE_TOO_MANY_OPEN_PARTITIONS: ${MOST_PARTITIONS}`);
      const folder = join(this.folder, 'unloaded');
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder);
      await this.db.run(
        `copy unloaded to '${by === undefined ? join(folder, 'part-0') : folder}' (format parquet${by === undefined ? '' : `, partition_by (${by}), overwrite_or_ignore`})`,
      );
      const files = readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((one) => one.isFile())
        .map((one) => join(one.parentPath, one.name));
      return files
        .toSorted()
        .map((path) => ({ name: path.slice(folder.length + 1), body: new Uint8Array(readFileSync(path)) }));
    });
  }

  /** Athena's Parquet writer may not take them: https://github.com/aws/aws-sdk-pandas/issues/1577 */
  async #refuseEmptyMaps(): Promise<void> {
    for (const column of await this.db.rows('describe unloaded')) {
      if (!/^MAP|\[\]$/.test(String(column['column_type']))) continue;
      const name = String(column['column_name']);
      const [{ empty = 0 } = {}] = await this.db.rows(
        `select count(*) filter (where cardinality(${name}) = 0) as empty from unloaded`,
      );
      if (Number(empty) > 0)
        throw new Error('Parquet record is malformed: empty fields are illegal, the field should be omitted');
    }
  }

  async #remembered<T>(
    known: Map<string, T>,
    lake: Lake,
    text: Text,
    more: string,
    run: () => Promise<T>,
  ): Promise<T> {
    const relations = relationsOf(lake, text);
    const key = JSON.stringify([
      text,
      more,
      relations.map((one) => [
        one.name,
        ...one.parts.map(
          ({ path, partition, object }) => `${one.namesPath ? path : ''} ${partition} ${object.hash}`,
        ),
      ]),
    ]);
    const found = known.get(key);
    if (found !== undefined) return found;
    const work = this.#turn.then(async () => {
      for (const relation of relations)
        await this.#view(
          `${relation.database}.${relation.name}`,
          viewOf(relation, (object, ending) => this.#file(object, ending)),
        );
      for (const view of VIEWS)
        if (text.database === DATABASES.views && mentions(text.sql, view.name))
          await this.#view(`${DATABASES.views}.${view.name}`, view.sql);
      await this.db.run(`set search_path = '${text.database},main'`);
      const answer = await run();
      known.set(key, answer);
      return answer;
    });
    this.#turn = work.catch(() => undefined);
    return await work;
  }

  async #view(name: string, sql: string): Promise<void> {
    if (this.#views.get(name) === sql) return;
    await this.db.run(`create or replace view ${name} as ${sql}`);
    this.#views.set(name, sql);
  }

  #file(object: FakeObject, ending: string): string {
    const file = join(this.folder, 'objects', `${object.hash}.${ending}`);
    if (!existsSync(file)) writeFileSync(file, object.body);
    return file;
  }
}

/** Shared by all tests of a file. */
export function oneEngine(): () => LakeEngine {
  let engine: LakeEngine;
  beforeAll(async () => {
    engine = await LakeEngine.open();
  });
  afterAll(() => {
    engine.dispose();
  });
  return () => engine;
}
