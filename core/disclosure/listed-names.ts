/**
 * The names that a site lists, as they are kept with its seals: what is listed once the facts can be looked at may have
 * been chosen by them, and is no public cell of that month. It may not see a figure.
 */
import type { CompiledSite } from '../config/compile.ts';
import { isObject } from '../damage/is-object.ts';

/**
 * The vocabularies that come from a configuration, each sorted and without duplicates, so that their order in the
 * configuration changes nothing. Values of properties are not among them: no release holds properties.
 */
export interface ListedNames {
  /** Exact published paths and sitemap entries, in their normal form. */
  readonly published: readonly string[];
  readonly campaigns: readonly string[];
  /** Names of topics. */
  readonly topics: readonly string[];
  readonly goals: readonly string[];
}

/** Returns what the site lists. */
export function listedNames(
  site: Pick<CompiledSite, 'publishedPaths' | 'campaigns' | 'goals'> & {
    readonly config: Pick<CompiledSite['config'], 'topics'>;
  },
): ListedNames {
  return {
    published: sorted(site.publishedPaths),
    campaigns: sorted(site.campaigns),
    topics: sorted(site.config.topics.map((topic) => topic.name)),
    goals: sorted(site.goals),
  };
}

/** Why kept names are needed, for messages: it follows "without it". */
export const NAMES_NEEDED = 'it is unknown which names were listed before the data';

/** Returns the text under which the names are kept: the same for the same names. */
export function listedNamesText({ published, campaigns, topics, goals }: ListedNames): string {
  return `${JSON.stringify({ published, campaigns, topics, goals })}\n`;
}

/** Whether a JSON value has the shape of listed names. */
export function isListedNames(json: unknown): boolean {
  return isObject(json, { published: 'texts', campaigns: 'texts', topics: 'texts', goals: 'texts' });
}

/** A row of `seals` as far as it says which names are kept. */
export interface SealWithNames {
  readonly site: string;
  readonly period: string;
  /** Digest of the kept names; absent or null where the day was sealed before they were kept. */
  readonly vocabulary?: string | null | undefined;
}

/**
 * Returns the digest of the names that were listed when the first day of a site's month was sealed, from rows of
 * `seals`; undefined where no day of the month records one. Every later day of the month repeats it: so it is the first
 * by the order of sealing, whichever days an import brings later.
 */
export function namesOfMonth(rows: readonly SealWithNames[], site: string, day: string): string | undefined {
  const month = day.slice(0, 7);
  const recorded = rows
    .filter((row) => row.site === site && row.period.length === 10 && row.period.startsWith(month))
    .toSorted((a, b) => (a.period < b.period ? -1 : 1))
    .find((row) => typeof row.vocabulary === 'string');
  return recorded?.vocabulary ?? undefined;
}

/** Returns the digests that remain in use once these periods are deleted. */
export function keptDigests(rows: readonly SealWithNames[], deleted: readonly string[]): ReadonlySet<string> {
  return new Set(rows.filter((row) => !deleted.includes(row.period)).flatMap((row) => row.vocabulary ?? []));
}

function sorted(names: Iterable<string>): readonly string[] {
  return [...new Set(names)].toSorted();
}
