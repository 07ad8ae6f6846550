/**
 * Starts a program of Node that the operating system holds to a size: what is allocated beyond it is refused, which
 * DuckDB answers with an error. Private memory counts, so that reserved addresses do not. It may not know what the
 * program does.
 */
import { spawn, type ChildProcess } from 'node:child_process';

/** Megabytes of JavaScript heap. */
const HEAP_MB = 192;
/**
 * A limit that cannot be set (another is lower, the system has none) leaves the one that is there; no core is written.
 */
const LIMIT_SCRIPT = 'ulimit -c 0; ulimit -d "$1" 2>/dev/null; shift; exec "$@"';

/**
 * With a channel for messages and its output in a pipe. Windows has no such limit: there the program looks after
 * itself.
 */
export function spawnUnderLimits(program: string, maxMemoryBytes: number): ChildProcess {
  const words = [process.execPath, `--max-old-space-size=${HEAP_MB}`, program];
  const [file = '', ...rest] =
    process.platform === 'win32'
      ? words
      : ['/bin/sh', '-c', LIMIT_SCRIPT, 'sh', String(Math.floor(maxMemoryBytes / 1024)), ...words];
  return spawn(file, rest, {
    // What V8 and DuckDB say when memory is refused is not for who asked.
    stdio: ['ignore', 'pipe', process.env['HEADCOUNT_DEBUG'] === '1' ? 'inherit' : 'ignore', 'ipc'],
  });
}
