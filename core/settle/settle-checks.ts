/**
 * SQL that compares a fact's rows of a month before and after settling, derived from the fact's declaration, in the
 * common subset of the engines. Before: the relation named after the fact. After: `settled`, the name of a relation or
 * a query in brackets. `settled_days` (day, becomes) gives the day under which a row is stored afterwards. It may not
 * name a value.
 */
import { factColumns, grainColumns } from '../facts/columns.ts';
import type { Fact } from '../facts/fact.ts';
import { OperatorError } from '../operator-error.ts';

/** Settling would change sums; nothing was replaced. The message holds names only. */
export class SettleMismatchError extends OperatorError {
  override readonly name = 'SettleMismatchError';

  constructor(site: string, month: string, facts: readonly string[]) {
    super(`${site} ${month}: the sums of ${facts.join(', ')} would not stay what they are`);
  }
}

/**
 * Returns SQL that yields one row, `wrong`: 0 where each measure has the same sum before and after, by site, day
 * (merged days together) and every column of a fixed vocabulary, because settling renames and adds up rows but neither
 * creates nor loses any.
 */
export function conservationSql(fact: Fact, settled: string): string {
  const fixed = fact.grain
    .filter((column) => column.vocabulary === 'fixed')
    .map((column) => `r.${column.name}`);
  const sums = fact.measures.map(({ name }) => `cast(coalesce(sum(r.${name}), 0) as bigint) as ${name}`);
  const selectSums = (day: string, from: string) =>
    `select ${['r.site', `${day} as day`, ...fixed, ...sums].join(', ')} from ${from} group by ${['r.site', day, ...fixed].join(', ')}`;
  const before = selectSums(
    'coalesce(d.becomes, r.day)',
    `${fact.name} r left join settled_days d on d.day = r.day`,
  );
  return `select count(*) as wrong from (${difference(before, selectSums('r.day', `${settled} r`))}) u`;
}

/** Returns SQL that yields one row, `folded`: the number of rows with values that no longer exist. */
export function foldedSql(fact: Fact, settled: string): string {
  const same = grainColumns(fact)
    .map((column) => (column === 'day' ? 's.day = d.becomes' : `s.${column} = b.${column}`))
    .join(' and ');
  return `select count(*) as folded from ${fact.name} b join settled_days d on d.day = b.day where not exists (select 1 from ${settled} s where ${same})`;
}

/** Returns SQL that yields, in order, the days with at least one changed row. */
export function changedSql(fact: Fact, settled: string): string {
  const names = factColumns(fact)
    .map((column) => column.name)
    .join(', ');
  return `select distinct day from (${difference(`select ${names} from ${fact.name}`, `select ${names} from ${settled} r`)}) u order by day`;
}

const difference = (one: string, other: string) =>
  `(${one} except all ${other}) union all (${other} except all ${one})`;
