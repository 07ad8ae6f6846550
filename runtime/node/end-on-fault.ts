/**
 * What a process prints when it meets a fault nobody foresaw: its kind, never its text or stack, which could hold a
 * visitor's data.
 */

/** Ends the process with status 1 at an uncaught fault; HEADCOUNT_DEBUG=1 prints where, for test data. */
export function endOnFault(program: string): void {
  process.on('uncaughtException', (error: unknown) => {
    const kind = error instanceof Error ? error.name : 'unknown';
    const code = (error as { code?: unknown } | null)?.code;
    process.stderr.write(
      `headcount: ${program} ends after an unexpected error (${kind}${typeof code === 'string' ? ` ${code}` : ''})\n`,
    );
    if (process.env['HEADCOUNT_DEBUG'] === '1' && error instanceof Error)
      process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  });
}
