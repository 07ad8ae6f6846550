/**
 * The seal's whole environment in memory, at one moment, with everything observable of it: readers' rows, objects, the
 * books. A world can be copied, so that many runs start from one. At each deletion it checks that nothing disappears
 * before it is counted.
 */
import { compileConfig } from '#core/config/compile';
import { parseConfig } from '#core/config/parse-config';
import { listedNames } from '#core/disclosure/listed-names';
import { grainColumns } from '#core/facts/columns';
import type { Fact } from '#core/facts/fact';
import type { SqlLoader } from '#core/ports/query-engine';
import { Zone } from '#core/time/zone';
import { FACTS } from '#queries/facts/catalogue';
import { SCRATCH } from '#queries/seal/scratch';
import { SEALS_KEY } from '#runtime/aws/lake/seals';
import type { SealRequest } from '#runtime/aws/seal/seal-context';
import { tick, type SealAnswer, type TickPorts } from '#runtime/aws/seal/tick';
import { loadSql } from '#runtime/node/package-root';
import { FakeAws } from '../../../../support/aws/fake-aws.ts';
import type { LakeEngine } from '../../../../support/aws/lake-engine.ts';
import { BUCKETS } from '../../../../support/aws/relations.ts';

export interface WorldOptions {
  readonly engine: LakeEngine;
  readonly config: object;
  /** @default all */
  readonly declared?: readonly Fact[];
  readonly now: string;
  readonly from?: SealWorld;
}

const zones = new Map<string, Zone>();
function zoneOf(name: string): Zone {
  const zone = zones.get(name) ?? new Zone(name);
  zones.set(name, zone);
  return zone;
}

const texts = new Map<string, string>();
/** Each file is read once, although a run lists all of them at every tick. */
const loadOnce: SqlLoader = (path) => {
  const text = texts.get(path) ?? loadSql(path);
  texts.set(path, text);
  return text;
};

export type Cells = readonly (readonly [string, Readonly<Record<string, number>>])[];

export class SealWorld extends FakeAws {
  /** Rows that were ever written below arrivals/, by object. */
  readonly arrived: Map<string, number>;
  /** Rows that a run reported as abandoned. */
  abandoned = 0;
  /** Checks of the remaining time before it is up; undefined for no limit. */
  looks: number | undefined;
  config: object;
  loadSql: SqlLoader = loadOnce;
  /** The lines of the log. */
  readonly said: { readonly warning?: string; readonly code?: string; readonly count?: number }[] = [];
  readonly #options: WorldOptions;

  constructor(options: WorldOptions) {
    super(options.engine, Date.parse(options.now), options.from);
    this.#options = options;
    this.config = options.config;
    this.arrived = new Map(options.from?.arrived);
  }

  copy(): SealWorld {
    const copy = new SealWorld({ ...this.#options, from: this });
    copy.abandoned = this.abandoned;
    return copy;
  }

  arrive(file: string, body: Uint8Array, items: number): void {
    this.s3.put(BUCKETS.arrivals, `arrivals/${file}`, body);
    this.arrived.set(`arrivals/arrivals/${file}`, items);
  }

  later(minutes: number): void {
    this.now += minutes * 60_000;
  }

  async tick(asked: SealRequest): Promise<SealAnswer> {
    this.calls.revive();
    const answer = await tick(this.ports(), asked);
    this.abandoned += answer.abandoned;
    return answer;
  }

  /** The input of a function. */
  ports(): TickPorts {
    const config = parseConfig(JSON.stringify(this.config));
    return {
      ...this.parts(`invocation-${this.calls.made.length}`),
      config,
      listed: (id) => {
        const site = compileConfig(config).site(id);
        return site === undefined ? undefined : listedNames(site);
      },
      zone: zoneOf(config.timeZone),
      declared: this.#options.declared ?? FACTS,
      scratch: SCRATCH,
      loadSql: this.loadSql,
      remainingMs: () => (this.looks === undefined || (this.looks -= 1) >= 0 ? 900_000 : 0),
      now: () => this.now,
      log: {
        warn: (line) => {
          this.said.push(line);
        },
        info: (line) => {
          this.said.push(line);
        },
      },
    };
  }

  /** Every cell that readers see, keyed as the oracle keys them, sorted. */
  async facts(): Promise<Record<string, Cells>> {
    const found: Record<string, Cells> = {};
    const tables = [
      ...(this.#options.declared ?? FACTS).map((fact) => ({
        name: fact.name,
        grain: grainColumns(fact),
        measures: fact.measures.map((measure) => measure.name),
      })),
      { name: 'completeness', grain: ['site', 'day', 'outcome', 'reason'], measures: ['items'] },
    ];
    for (const { name, grain, measures } of tables) {
      const rows = await this.query(`select * from ${name}`);
      found[name] = rows
        .map(
          (row) =>
            [
              grain.map((column) => String(row[column])).join('|'),
              Object.fromEntries(measures.map((measure) => [measure, Number(row[measure])])),
            ] as const,
        )
        .toSorted(([a], [b]) => (a < b ? -1 : 1));
    }
    return found;
  }

  seals(): readonly Readonly<Record<string, unknown>>[] {
    return (this.s3.text(BUCKETS.facts, SEALS_KEY) ?? '')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  /** Returns paths of objects and of the record; runs have random names. */
  left(): { readonly objects: readonly string[]; readonly record: readonly string[] } {
    const plain = (text: string) => text.replaceAll(/seal-[0-9a-f]{16}/g, 'RUN');
    return {
      objects: [...this.s3.objects.keys()].map(plain).toSorted(),
      record: [...this.dynamo.items]
        .map(([key, item]) => plain(`${key} ${item['value']?.S ?? ''}`))
        .toSorted(),
    };
  }

  /** Returns items still in arrivals and counted items, against all that ever arrived. */
  async books(
    without: readonly string[] = [],
  ): Promise<{ readonly waiting: number; readonly counted: number; readonly arrived: number }> {
    const there = [...this.arrived].filter(([path]) => this.s3.objects.has(path) && !without.includes(path));
    const [{ items } = {}] = await this.query(
      'select cast(coalesce(sum(items), 0) as bigint) as items from completeness',
    );
    const later = [...this.dynamo.items]
      .filter(([key]) => key.startsWith('late '))
      .map(([key, item]) => ({ key, items: Number(item['value']?.S) }));
    const sealed = new Set(this.seals().map((row) => `${String(row['period'])}#${String(row['site'])}`));
    const waits = later.filter(
      ({ key }) => !sealed.has(key.slice('late '.length).split('#').slice(0, 2).join('#')),
    );
    const total = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0);
    return {
      waiting: total(there.map(([, rows]) => rows)),
      counted: Number(items) + total(waits.map((one) => one.items)),
      arrived: total([...this.arrived.values()]),
    };
  }

  /** Number of uncounted items that this world allows to be abandoned. */
  mayBeAbandoned = 0;

  override async onDelete(paths: readonly string[]): Promise<void> {
    await super.onDelete(paths);
    if (!paths.some((path) => path.startsWith('arrivals/arrivals/'))) return;
    const { waiting, counted, arrived } = await this.books(paths);
    if (waiting + counted < arrived - this.mayBeAbandoned)
      throw new Error(
        `deleted before it was counted: ${waiting} items left and ${counted} counted of ${arrived}`,
      );
  }
}
