/**
 * The conservation checks of a seal: the sums of the facts (queries/seal/reconcile.sql) are compared with an
 * independent count of the raw rows (queries/seal/recount.sql).
 */
import type { SqlRow } from '../ports/query-engine.ts';
import { OperatorError } from '../operator-error.ts';

/** Figures that must agree do not; nothing has been deleted. The message holds counts only. */
export class SealMismatchError extends OperatorError {
  override readonly name = 'SealMismatchError';
}

/** Throws a SealMismatchError that names, for every site and day, each figure that does not balance. */
export function reconcile(recount: readonly SqlRow[], factSums: readonly SqlRow[]): void {
  const mismatches = findMismatches(recount, factSums);
  if (mismatches.length > 0) throw new SealMismatchError(mismatches.join('; '));
}

/**
 * Returns one sentence per figure that does not balance. `factSums` has one row for each site and day that is being
 * sealed; `recount` must have no others.
 */
export function findMismatches(recount: readonly SqlRow[], factSums: readonly SqlRow[]): readonly string[] {
  const key = (row: SqlRow) => `${String(row['site'])} ${String(row['day'])}`;
  const counted = new Map(recount.map((row) => [key(row), row]));
  const sealing = new Set(factSums.map(key));
  const unexpectedRows = recount.filter((row) => !sealing.has(key(row)));
  return [
    ...factSums.flatMap((row) =>
      problems(counted.get(key(row)) ?? {}, row).map((problem) => `${key(row)}: ${problem}`),
    ),
    ...unexpectedRows.map(
      (row) => `${key(row)}: ${String(row['received'])} items of a site and day that is not sealed now`,
    ),
  ];
}

function problems(recount: SqlRow, factSums: SqlRow): string[] {
  const [received, stored, pageViews] = ['received', 'stored', 'page_views'].map((name) =>
    Number(recount[name] ?? 0),
  );
  const factValue = (name: string) => Number(factSums[name] ?? 0);
  const sentences: string[] = [];
  if (received !== factValue('items'))
    sentences.push(`received ${received}, but outcomes add up to ${factValue('items')}`);
  if (stored !== factValue('stored'))
    sentences.push(`${stored} events stored, but completeness says ${factValue('stored')}`);
  // A site that is not configured has no days row.
  if (factSums['page_views'] !== null && pageViews !== factValue('page_views'))
    sentences.push(`${pageViews} page views, but days says ${factValue('page_views')}`);
  if (factValue('sources_visits') > factValue('visits_bounded'))
    sentences.push(
      `sources has ${factValue('sources_visits')} visits, more than the ${factValue('visits_bounded')} bounded ones of days`,
    );
  if (
    factValue('least_of_dimension') !== factValue('visitors') ||
    factValue('most_of_dimension') !== factValue('visitors')
  )
    sentences.push(
      `${factValue('visitors')} visitor-days, but dimensions add up to ${factValue('least_of_dimension')} to ${factValue('most_of_dimension')}`,
    );
  return sentences;
}
