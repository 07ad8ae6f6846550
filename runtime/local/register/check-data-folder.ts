/** Keeps the register's data folder apart from the stream's. */
import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { OperatorError } from '#core/operator-error';

/** Folders by which a data folder of the stream is known. */
const OF_STREAM = ['journal', 'salts', 'arrivals'] as const;

/** The folder is, holds or lies in a data folder of the stream. */
export class SharedFolderError extends OperatorError {
  override readonly name = 'SharedFolderError';
  override readonly exit = 2;
}

/** Throws a SharedFolderError where register and usage data would share a folder. Follows links. */
export function checkDataFolder(folder: string): void {
  const real = realPathOf(resolve(folder));
  const isOfStream = (path: string) => OF_STREAM.some((name) => existsSync(join(path, name)));
  const refuse = (relation: string) => {
    throw new SharedFolderError(
      `--data ${JSON.stringify(folder)} ${relation} a data folder of the usage stream: choose another folder, ` +
        'so that the two can never be joined',
    );
  };
  if (isOfStream(real)) refuse('is');
  for (let above = dirname(real); ; above = dirname(above)) {
    if (isOfStream(above)) refuse('lies in');
    if (above === dirname(above)) break;
  }
  if (!existsSync(real)) return;
  const inside = readdirSync(real, { withFileTypes: true }).filter(
    (one) => one.isDirectory() || one.isSymbolicLink(),
  );
  if (inside.some(({ name }) => isOfStream(join(real, name)))) refuse('holds');
}

/** The path with its links resolved, as far as it exists. */
function realPathOf(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  const above = dirname(path);
  return above === path ? path : join(realPathOf(above), path.slice(above.length));
}
