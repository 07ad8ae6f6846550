/**
 * Starts a Node program under the operating system's memory limit: allocations beyond it are refused, which DuckDB
 * answers with an error. The limit is on private memory, so that merely reserved addresses do not count.
 */
import { spawn, type ChildProcess } from 'node:child_process';

/** JavaScript heap in megabytes. */
const HEAP_MB = 192;
/**
 * A limit that cannot be set (a lower one is in force, or the system has none) is left as it is; no core file is
 * written.
 */
const LIMIT_SCRIPT = 'ulimit -c 0; ulimit -d "$1" 2>/dev/null; shift; exec "$@"';

/**
 * Spawns the program with a message channel and its output in a pipe. Windows has no such limit: there the program
 * checks its own memory.
 */
export function spawnUnderLimits(program: string, maxMemoryBytes: number): ChildProcess {
  const words = [process.execPath, `--max-old-space-size=${HEAP_MB}`, program];
  const [file = '', ...rest] =
    process.platform === 'win32'
      ? words
      : ['/bin/sh', '-c', LIMIT_SCRIPT, 'sh', String(Math.floor(maxMemoryBytes / 1024)), ...words];
  return spawn(file, rest, {
    // Output of V8 and DuckDB about refused memory is not meant for the user.
    stdio: ['ignore', 'pipe', process.env['HEADCOUNT_DEBUG'] === '1' ? 'inherit' : 'ignore', 'ipc'],
  });
}
