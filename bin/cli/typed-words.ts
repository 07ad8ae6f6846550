/** Leaves typed words out of errors: on the command line of the register they may be somebody's name or address. */

/**
 * Returns commander's message without the word that it quotes as unknown or invalid. The name of an option stays, what
 * follows its `=` does not.
 */
export function withoutTypedWords(message: string): string {
  return message
    .replace(
      /^(unknown option) '(?:(--[a-z][a-z-]*)(?:=.*)?|.*)'/s,
      (_quoted, fault: string, name?: string) => (name === undefined ? fault : `${fault} ${name}`),
    )
    .replace(/^unknown command '.*'/s, 'unknown command')
    .replace(/ argument '.*' is invalid\. /s, ' does not take this: ');
}
