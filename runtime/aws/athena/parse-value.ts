/** Converts a value of a result, which Athena returns as text, by the type of its column. */
import type { SqlValue } from '#core/ports/query-engine';

/**
 * Parses a value; null where there is none. Throws a RangeError for a whole number beyond 2^53 and for a type that no
 * query of ours returns.
 */
export function parseValue(type: string, text: string | undefined): SqlValue {
  if (text === undefined) return null;
  switch (type) {
    case 'varchar':
    case 'char':
    case 'date':
      return text;
    case 'boolean':
      return text === 'true';
    case 'tinyint':
    case 'smallint':
    case 'integer':
    case 'bigint': {
      const number = Number(text);
      if (!Number.isSafeInteger(number)) throw new RangeError('a whole number beyond 2^53 in a result');
      return number;
    }
    case 'double':
    case 'float':
    case 'real':
    case 'decimal':
      return Number(text);
    default:
      throw new RangeError(`no query of ours returns a ${type}`);
  }
}
