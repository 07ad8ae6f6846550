/** Handles unexpected errors: prints their name, never their text or stack, which could contain a visitor's data. */

/** Ends the process with status 1 after an uncaught error; HEADCOUNT_DEBUG=1 prints the stack, for test data only. */
export function endOnFault(program: string, say = sayOnStderr): void {
  process.on('uncaughtException', (error: unknown) => {
    const kind = error instanceof Error ? error.name : 'unknown';
    const code = (error as { code?: unknown } | null)?.code;
    say(`${program} ends after an unexpected error (${kind}${typeof code === 'string' ? ` ${code}` : ''})`);
    if (process.env['HEADCOUNT_DEBUG'] === '1' && error instanceof Error)
      process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  });
}

function sayOnStderr(message: string): void {
  process.stderr.write(`headcount: ${message}\n`);
}
