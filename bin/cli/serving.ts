/** What both servers share on the command line: their port, and until when they run. */
import { InvalidArgumentError } from 'commander';
import { whetherNpmIsGone } from '#runtime/node/npm-parents';

/** Reads `--port`; throws an InvalidArgumentError where it is none. */
export function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new InvalidArgumentError('a port is a number from 0 to 65535');
  return port;
}

/** npm passes a Ctrl-C on to a server that the terminal has sent it already. */
const REPEATED_WITHIN_MS = 1_000;

/** Calls back at the first SIGINT; one that somebody sends later ends the process as if nobody listened. */
function endAtSecondInterrupt(first: () => void): void {
  let firstAtMs: number | undefined;
  const interrupted = () => {
    if (firstAtMs === undefined) {
      firstAtMs = performance.now();
      first();
    } else if (performance.now() - firstAtMs > REPEATED_WITHIN_MS) {
      process.off('SIGINT', interrupted);
      process.kill(process.pid, 'SIGINT');
    }
  };
  process.on('SIGINT', interrupted);
}

/** Pause between two looks at the parent process. */
const LOOK_INTERVAL_MS = 250;

/**
 * Resolves at the first SIGTERM, SIGINT or SIGHUP, or when the npm that started the server is gone (`npm start` and
 * `npx` do not pass signals on to it). A second Ctrl-C ends the process at once, like a crash, which loses nothing that
 * was acknowledged.
 */
export function waitForShutdown(): Promise<void> {
  return new Promise((resolve) => {
    process.on('SIGTERM', () => resolve());
    // Without a handler it would end the server as a crash does, also under nohup: Node resets what nohup ignores.
    process.on('SIGHUP', () => resolve());
    endAtSecondInterrupt(resolve);
    const isGone = whetherNpmIsGone(process.env);
    if (isGone === undefined) return;
    const look = setInterval(() => {
      if (!isGone()) return;
      clearInterval(look);
      resolve();
    }, LOOK_INTERVAL_MS);
    look.unref();
  });
}
