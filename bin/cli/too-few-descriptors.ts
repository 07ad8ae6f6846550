/** Checks at start that the process may open enough files; otherwise it would fail in the middle of its work. */
import { descriptorLimit } from '#runtime/node/descriptor-limit';

/** Enough for loading the program, and then for connections, DuckDB and child processes. */
const MIN_DESCRIPTORS = 256;

/** Returns a message with the remedy, or undefined if the limit is high enough. */
export function explainTooFewDescriptors(): string | undefined {
  const limit = descriptorLimit();
  if (limit === undefined || limit >= MIN_DESCRIPTORS) return undefined;
  return `this process may open ${limit} files only and needs ${MIN_DESCRIPTORS} (a busy server 20000): raise the limit with ulimit -n, or LimitNOFILE= in a systemd unit, and start again`;
}
