/** Reads the options of `headcount names`, and names from standard input. It may not repeat a name in an error. */
import { text } from 'node:stream/consumers';
import { UsageError } from '#core/operator/failures';
import { didYouMean } from '#core/operator/nearest-names';
import { NAME_TABLES, type NameTable } from '#core/names/name-tables';
import type { SharedOptions } from './context.ts';
import type { TargetOptions } from './target.ts';

export interface NamesOptions extends SharedOptions, TargetOptions {
  readonly site?: string;
  readonly table?: string;
  readonly approve?: readonly string[];
  readonly refuse?: readonly string[];
}

/** Landing pages are pages, so their names are decided as those of pages. */
const ALIASES: Readonly<Record<string, NameTable>> = { landings: 'pages', actions: 'names' };

/** Returns the table that `--table` names; throws a UsageError for any other. */
export function parseNameTable(word: string | undefined): NameTable | undefined {
  if (word === undefined) return undefined;
  const table =
    NAME_TABLES.find((name) => name === word) ?? (Object.hasOwn(ALIASES, word) ? ALIASES[word] : undefined);
  if (table === undefined)
    throw new UsageError(
      `unknown table in --table${didYouMean(word, NAME_TABLES)}: choose from ${NAME_TABLES.join(', ')}`,
    );
  return table;
}

/** Returns the names to approve and to refuse; `-` stands for the lines of standard input, in one of the two only. */
export async function parseNames({
  approve = [],
  refuse = [],
}: NamesOptions): Promise<{ readonly approve: readonly string[]; readonly refuse: readonly string[] }> {
  if (approve.includes('-') && refuse.includes('-'))
    throw new UsageError('standard input is read once: give - to --approve or to --refuse');
  const lines =
    approve.includes('-') || refuse.includes('-')
      ? (await text(process.stdin)).split(/\r?\n/).filter((line) => line !== '')
      : [];
  const read = (words: readonly string[]) =>
    words.flatMap((word) => (word === '-' ? lines : [word])).map(unquote);
  return { approve: read(approve), refuse: read(refuse) };
}

/** Reads a name as `names` prints it: one that is not fit to print stands there as a JSON string. */
function unquote(word: string): string {
  if (!/^".*"$/s.test(word)) return word;
  try {
    const name: unknown = JSON.parse(word);
    return typeof name === 'string' ? name : word;
  } catch {
    return word;
  }
}
