/** Reads the JSON of a configuration file. It may not repeat anything of the text in a problem. */
import { findJsonFault } from './json-fault.ts';

export type JsonText = { readonly json: unknown } | { readonly problem: string };

/** Returns the value, or what is wrong and where; a byte order mark is accepted. */
export function readJsonText(text: string): JsonText {
  const body = text.replace(/^\uFEFF/, '');
  try {
    return { json: JSON.parse(body) };
  } catch {
    const fault = findJsonFault(body);
    return {
      problem:
        fault === undefined
          ? '$: not valid JSON: look for a missing or spare comma, quote or bracket'
          : `line ${fault.line}, column ${fault.column}: not valid JSON: ${fault.problem}`,
    };
  }
}
