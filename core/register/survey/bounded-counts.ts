/**
 * What each released table counts of a person and year, within its bound: exact figures, which only noise may leave
 * with. Contributions of one person depend on that person alone.
 */
import { countCells } from './hide-small-cells.ts';
import { MAX_TOPICS } from './release-specs.ts';
import type { Respondent } from './respondent.ts';

type Sha256 = (bytes: Uint8Array) => string;

/** Returns the cells of one table that a person adds 1 to; at most `TOUCHES` of that table. */
export function boundedCells(table: string, one: Respondent, sha256: Sha256): readonly string[] {
  switch (table) {
    case 'total':
      return [''];
    case 'topics':
      return chooseTopics(one, sha256);
    case 'kinds':
      return one.kinds.slice(0, 1);
    case 'months':
      return [one.month];
    case 'countries':
      return [one.country];
    case 'languages':
      return [one.language];
    default:
      return [];
  }
}

/** Counts one table: its key, if it has one, and people. */
export function boundedRows(
  table: string,
  keys: readonly string[],
  all: readonly Respondent[],
  sha256: Sha256,
): readonly Readonly<Record<string, string | number>>[] {
  return countCells(all, (one) => boundedCells(table, one, sha256)).map(({ cell, people }) => ({
    ...Object.fromEntries(keys.map((key) => [key, cell])),
    people,
  }));
}

/** Chooses by a hash of person and topic: the same each time, and no topic is favoured. */
function chooseTopics({ ref, topics }: Respondent, sha256: Sha256): readonly string[] {
  if (topics.length <= MAX_TOPICS) return topics;
  const rank = (topic: string) => sha256(new TextEncoder().encode(`${ref} ${topic}`));
  return topics
    .map((topic) => ({ topic, rank: rank(topic) }))
    .toSorted((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, MAX_TOPICS)
    .map(({ topic }) => topic);
}
