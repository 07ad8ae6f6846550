/** Refuses to begin where the process may open too few files: it would fail somewhere in the midst of its work. */
import { descriptorLimit } from '#runtime/node/descriptor-limit';

/** What loading the program takes at once, and connections, DuckDB and child processes after it. */
const LEAST = 256;

/** The line that says what is wrong and what to do; undefined where there are enough. */
export function tooFewDescriptors(): string | undefined {
  const limit = descriptorLimit();
  if (limit === undefined || limit >= LEAST) return undefined;
  return `this process may open ${limit} files only and needs ${LEAST} (a busy server 20000): raise the limit with ulimit -n, or LimitNOFILE= in a systemd unit, and start again`;
}
