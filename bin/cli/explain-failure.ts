/**
 * Explains a failure to the user in one line with an exit status. It may not print a stack or the text of an engine's
 * error, which can quote a value.
 */
import { CommanderError } from 'commander';
import { OperatorError } from '#core/operator-error';
import { findRemedy, isResourceFault } from '#core/operator/system-faults';
import { remedyFor } from './remedy.ts';
import { withoutTypedWords } from './typed-words.ts';

export interface FailureExplanation {
  readonly message: string;
  readonly exit: 1 | 2;
  /** Marks a fault of the program, whose stack is worth printing. */
  readonly unexpected: boolean;
}

export function explainFailure(error: unknown, command: string | undefined): FailureExplanation {
  if (error instanceof CommanderError) {
    const said = error.message.replace(/^error: /, '');
    const message = command === 'register' ? withoutTypedWords(said) : said;
    return expectedFailure(`${message}${remedyFor(error.code, command)}`, 2);
  }
  if (error instanceof OperatorError) return expectedFailure(error.message, error.exit);
  const { code, path, dest } = error as NodeJS.ErrnoException & { readonly dest?: string };
  const remedy = findRemedy(error);
  if (remedy !== undefined)
    return expectedFailure(`${dest ?? path ?? 'the disk'} (${String(code)}): ${remedy}`, 1);
  if (isResourceFault(error))
    return expectedFailure('the disk or the memory is full: free some space and run it again', 1);
  return {
    message: `unexpected error (${error instanceof Error ? error.name : 'unknown'}): set HEADCOUNT_DEBUG=1 to see where, on test data only`,
    exit: 1,
    unexpected: true,
  };
}

function expectedFailure(message: string, exit: 1 | 2): FailureExplanation {
  return { message, exit, unexpected: false };
}
