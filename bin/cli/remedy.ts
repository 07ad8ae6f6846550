/** Advice for arguments that the command line rejects. */

/**
 * Commander's error codes whose message only says what is wrong; messages about values (commander.invalidArgument)
 * already list the alternatives.
 */
const CODES_WITHOUT_ADVICE: ReadonlySet<string> = new Set([
  'commander.unknownOption',
  'commander.unknownCommand',
  'commander.missingArgument',
  'commander.optionMissingArgument',
  'commander.excessArguments',
]);

/** Returns the advice to append to an error of commander; empty if the message contains it already. */
export function remedyFor(code: string, command: string | undefined): string {
  if (!CODES_WITHOUT_ADVICE.has(code)) return '';
  return `: headcount ${command === undefined ? '' : `${command} `}--help shows what ${command === undefined ? 'there is' : 'it takes'}`;
}
