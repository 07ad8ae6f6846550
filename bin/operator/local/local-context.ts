/** The context that every command on this machine starts from. */
import type { DataDir } from '#runtime/local/data-dir';
import type { CommandContext } from '../../cli/context.ts';

/** A command's context, with the paths of its data directory. */
export interface LocalContext extends CommandContext {
  readonly data: DataDir;
}
