/** What both servers share on the command line: their port, and until when they run. */
import { InvalidArgumentError } from 'commander';

/** Reads `--port`; throws an InvalidArgumentError where it is none. */
export function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new InvalidArgumentError('a port is a number from 0 to 65535');
  return port;
}

/**
 * Resolves at the first SIGTERM or SIGINT. A second Ctrl-C ends the process at once, like a crash, which loses nothing
 * that was acknowledged.
 */
export function waitForShutdown(): Promise<void> {
  return new Promise((resolve) => {
    process.on('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
  });
}
