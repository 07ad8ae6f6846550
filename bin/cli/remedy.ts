/** What to do about words that the command line cannot take. It may not judge a word. */

/**
 * Codes of commander whose message says what is wrong only; those of a value (commander.invalidArgument) name what may
 * be written.
 */
const BARE: ReadonlySet<string> = new Set([
  'commander.unknownOption',
  'commander.unknownCommand',
  'commander.missingArgument',
  'commander.optionMissingArgument',
  'commander.excessArguments',
]);

/** The end of the message of an error of commander; empty where the message says what to do itself. */
export function remedyFor(code: string, command: string | undefined): string {
  if (!BARE.has(code)) return '';
  return `: headcount ${command === undefined ? '' : `${command} `}--help shows what ${command === undefined ? 'there is' : 'it takes'}`;
}
