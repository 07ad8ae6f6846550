/** Turns the names that an operator typed into decisions. It may not repeat a typed word in an error. */
import { UsageError } from '../operator/failures.ts';
import type { DecidedName, NamesRequest } from '../operator/names-request.ts';
import { nearestNames } from '../operator/nearest-names.ts';
import type { NameDecision, Verdict } from './name-decisions.ts';
import type { NameBook } from './name-book.ts';
import { nameId, type DrawnName } from './name-tables.ts';

export interface DecisionPlan {
  /** What changes; empty where everything is decided so already. */
  readonly decisions: readonly NameDecision[];
  /** Names to approve that are listed: they are shown without approval. */
  readonly listed: readonly DecidedName[];
}

/**
 * Plans the decisions about names that a release drew, in every table that has them. Throws a UsageError for a name
 * that no release drew, with those that are near, and for one that is both approved and refused.
 */
export function planDecisions(
  { table, approve, refuse }: Pick<NamesRequest, 'table' | 'approve' | 'refuse'>,
  books: readonly NameBook[],
): DecisionPlan {
  if (approve.some((name) => refuse.includes(name)))
    throw new UsageError('a name stands under --approve and --refuse: name it once');
  const decisions: NameDecision[] = [];
  const listed: DecidedName[] = [];
  for (const [typed, verdict] of [
    ...[...new Set(approve)].map((name) => [name, 'approved'] as const),
    ...[...new Set(refuse)].map((name) => [name, 'refused'] as const),
  ])
    for (const { book, name } of findNames(typed, verdict, table, books)) {
      const isListed = verdict === 'approved' && isShownUndecided(book, name);
      if (isListed) listed.push({ site: book.site, ...name });
      else if (verdictOn(book, name) !== verdict) decisions.push({ site: book.site, ...name, verdict });
    }
  return { decisions, listed };
}

interface FoundName {
  readonly book: NameBook;
  readonly name: DrawnName;
}

function findNames(
  typed: string,
  verdict: Verdict,
  table: NamesRequest['table'],
  books: readonly NameBook[],
): readonly FoundName[] {
  const known = books.flatMap((book) =>
    knownNames(book)
      .filter((name) => table === undefined || name.table === table)
      .map((name) => ({ book, name })),
  );
  const found = known.filter(({ name }) => name.name === typed);
  if (found.length > 0) return found;
  const near = nearestNames(
    typed,
    known.map(({ name }) => name.name),
  );
  const option = verdict === 'approved' ? '--approve' : '--refuse';
  throw new UsageError(
    `${option} has a name that no release drew${table === undefined ? '' : ` in ${table}`}${
      near.length === 0 ? '' : ` (did you mean ${near.map((name) => JSON.stringify(name)).join(' or ')}?)`
    }: headcount names lists those that wait`,
  );
}

/** Names that a release drew, and names of earlier decisions, whose release may be gone. */
function knownNames({ names, decisions }: NameBook): readonly DrawnName[] {
  const all = [...names, ...decisions].map(({ table, name }) => ({ table, name }));
  return [...new Map(all.map((name) => [nameId(name), name])).values()];
}

function verdictOn({ decisions }: NameBook, name: DrawnName): Verdict | undefined {
  return decisions.find((decision) => nameId(decision) === nameId(name))?.verdict;
}

/** Whether a name is shown without a decision, in every month that has it. */
function isShownUndecided(book: NameBook, name: DrawnName): boolean {
  if (verdictOn(book, name) !== undefined) return false;
  const booked = book.names.find((candidate) => nameId(candidate) === nameId(name));
  return booked !== undefined && (booked.periods.length === 0 || book.rules.name(name, false) === 'shown');
}
