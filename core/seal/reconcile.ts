/**
 * The conservation checks of a seal: what the facts say (queries/seal/reconcile.sql) against a count of the raw rows by
 * another way (queries/seal/recount.sql). It may not know where either was counted.
 */
import type { SqlRow } from '../ports/query-engine.ts';
import { OperatorError } from '../operator-error.ts';

/** Figures that should agree and do not; nothing has been deleted. The message holds counts only. */
export class SealMismatchError extends OperatorError {
  override readonly name = 'SealMismatchError';
}

/** Throws a SealMismatchError that names every figure of every site and day which does not balance. */
export function reconcile(recount: readonly SqlRow[], said: readonly SqlRow[]): void {
  const wrong = sealProblems(recount, said);
  if (wrong.length > 0) throw new SealMismatchError(wrong.join('; '));
}

/**
 * A sentence for each figure that does not balance; `said` has a row for each site and day that is being sealed, and
 * `recount` may have no other.
 */
export function sealProblems(recount: readonly SqlRow[], said: readonly SqlRow[]): readonly string[] {
  const key = (row: SqlRow) => `${String(row['site'])} ${String(row['day'])}`;
  const counted = new Map(recount.map((row) => [key(row), row]));
  const sealing = new Set(said.map(key));
  const strangers = recount.filter((row) => !sealing.has(key(row)));
  return [
    ...said.flatMap((row) =>
      problems(counted.get(key(row)) ?? {}, row).map((problem) => `${key(row)}: ${problem}`),
    ),
    ...strangers.map(
      (row) => `${key(row)}: ${String(row['received'])} items of a site and day that is not sealed now`,
    ),
  ];
}

function problems(recount: SqlRow, said: SqlRow): string[] {
  const [received, stored, pageViews] = ['received', 'stored', 'page_views'].map((name) =>
    Number(recount[name] ?? 0),
  );
  const of = (name: string) => Number(said[name] ?? 0);
  const found: string[] = [];
  if (received !== of('items')) found.push(`received ${received}, but outcomes add up to ${of('items')}`);
  if (stored !== of('stored')) found.push(`${stored} events stored, but completeness says ${of('stored')}`);
  // A site that is not configured has no days row.
  if (said['page_views'] !== null && pageViews !== of('page_views'))
    found.push(`${pageViews} page views, but days says ${of('page_views')}`);
  if (of('sources_visits') > of('visits_bounded'))
    found.push(
      `sources has ${of('sources_visits')} visits, more than the ${of('visits_bounded')} bounded ones of days`,
    );
  if (of('least_of_dimension') !== of('visitors') || of('most_of_dimension') !== of('visitors'))
    found.push(
      `${of('visitors')} visitor-days, but dimensions add up to ${of('least_of_dimension')} to ${of('most_of_dimension')}`,
    );
  return found;
}
