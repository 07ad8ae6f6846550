/** Lists the logs that an import reads: named files, and the files of named folders. It may not open one. */
import { lstatSync, readdirSync, realpathSync, statSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { OperatorError } from '#core/operator-error';

/** Thrown for a name under which there is nothing to read. */
export class NoSuchLogError extends OperatorError {
  override readonly name = 'NoSuchLogError';
}

export interface ListedLogs {
  /** Each file once, whatever names lead to it; `-` stands for standard input. */
  readonly logs: readonly string[];
  /** Those that a folder was named for: one of them that is no log is passed over. */
  readonly fromFolders: ReadonlySet<string>;
}

/**
 * Takes named files as they come, and the files of a folder and its subfolders in the order of their names, where
 * `access.log.2` comes before `access.log.10`. Hidden files, links to folders, and what is no file, are passed over.
 */
export function listLogs(names: readonly string[]): ListedLogs {
  const byPlace = new Map<string, string>();
  const fromFolders = new Set<string>();
  for (const name of names) {
    const stats = name === '-' ? undefined : statsOf(name);
    const files = stats?.isDirectory() === true ? filesBelow(name) : [name];
    if (files.length === 0) throw new NoSuchLogError(`${name}: no log in this folder`);
    for (const file of files) {
      const place = file === '-' ? '-' : realpathSync(file);
      if (byPlace.has(place)) continue;
      byPlace.set(place, file);
      if (file !== name) fromFolders.add(file);
    }
  }
  return { logs: [...byPlace.values()], fromFolders };
}

/** Whether a log can be read only once: standard input, and what a shell puts in for `<(command)`. */
export function isReadOnce(log: string): boolean {
  return log === '-' || !statSync(log).isFile();
}

function statsOf(name: string): Stats {
  const stats = statSync(name, { throwIfNoEntry: false });
  if (stats === undefined) throw new NoSuchLogError(`${name}: no such log file`);
  if (stats.isSocket() || stats.isBlockDevice()) throw new NoSuchLogError(`${name}: it is no log file`);
  return stats;
}

const byName = new Intl.Collator('en', { numeric: true });

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .toSorted((a, b) => byName.compare(a, b) || (a < b ? -1 : 1))
    .flatMap((name) => {
      const path = join(folder, name);
      if (lstatSync(path).isDirectory()) return filesBelow(path);
      return statSync(path, { throwIfNoEntry: false })?.isFile() === true ? [path] : [];
    });
}
