/**
 * What a settlement would take away, before it does: for each fact the names that would become `(other)`, with the
 * largest of them. Exact, so inside alone; it decides nothing.
 */
import type { SqlRow } from '../ports/query-engine.ts';
import { grainColumns } from '../facts/columns.ts';
import type { Fact } from '../facts/fact.ts';

/** Maximum number of names that a preview shows per fact. */
const TOP_NAMES = 10;

export interface FoldedTable {
  /** The fact. */
  readonly table: string;
  /** Number of names that would become `(other)`. */
  readonly names: number;
  /** Sum of `unit` over these names. */
  readonly amount: number;
  readonly unit: string;
  /** The names with the largest amounts. */
  readonly top: readonly { readonly name: string; readonly amount: number }[];
}

/** What a settlement of one site's month would do. */
export interface SettlePreview {
  readonly site: string;
  readonly month: string;
  readonly tables: readonly FoldedTable[];
  /** Days whose breakdowns would be merged into the month. */
  readonly merging: readonly string[];
}

/** Returns the facts that have names to fold. */
export function foldingFacts(facts: readonly Fact[]): readonly Fact[] {
  return facts.filter((fact) => openColumns(fact).length > 0);
}

/**
 * Returns SQL that yields the largest names that `settled`, the name of a relation or a query in brackets, no longer
 * has: the open columns, `amount`, and in each row the number of names and their sum. `settled_days` gives the day
 * under which a row is stored afterwards.
 */
export function previewSql(fact: Fact, settled: string): string {
  const names = openColumns(fact);
  const list = (alias: string) => names.map((name) => `${alias}.${name}`).join(', ');
  const same = grainColumns(fact)
    .map((column) => (column === 'day' ? 's.day = d.becomes' : `s.${column} = b.${column}`))
    .join(' and ');
  return `with gone as (
  select ${list('b')}, cast(sum(b.${measureOf(fact).name}) as bigint) as amount
  from ${fact.name} b
  join settled_days d on d.day = b.day
  where not exists (select 1 from ${settled} s where ${same})
  group by ${list('b')}
),
final as (
  select ${list('g')}, g.amount, count(*) over () as names, cast(sum(g.amount) over () as bigint) as amounts
  from gone g
)
select ${list('f')}, f.amount, f.names, f.amounts
from final f
order by f.amount desc, ${list('f')}
limit ${TOP_NAMES}`;
}

/** Reads the rows of that query; undefined where no name goes. */
export function foldedTable(fact: Fact, rows: readonly SqlRow[]): FoldedTable | undefined {
  const [first] = rows;
  if (first === undefined) return undefined;
  return {
    table: fact.name,
    names: Number(first['names']),
    amount: Number(first['amounts']),
    unit: measureOf(fact).unit,
    top: rows.map((row) => ({
      name: openColumns(fact)
        .map((column) => String(row[column]))
        .filter((value) => value !== '')
        .join(' · '),
      amount: Number(row['amount']),
    })),
  };
}

const openColumns = (fact: Fact): readonly string[] =>
  fact.grain.filter((column) => column.vocabulary === 'open').map((column) => column.name);

/** The measure that a preview adds up: the first, which counts visitor-days or visits. */
function measureOf(fact: Fact): Fact['measures'][number] {
  const [first] = fact.measures;
  if (first === undefined) throw new Error(`${fact.name} has no measure`);
  return first;
}
