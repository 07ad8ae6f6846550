/** Patterns of e-mail addresses, plain or obfuscated against harvesters. It may not decode anything. */
import type { IdentifierKind } from './identifier-kind.ts';

/** The characters of a name, and of a host before its top-level domain. */
const inEmail = '[^\\s@/<>()[\\]"\',;:=&?|]';

/** The kinds of address, the plainest first. */
export const EMAILS: readonly IdentifierKind[] = [
  {
    mark: ':email',
    needs: { contains: /@|\(at\)|\[at\]/i },
    head: new RegExp(inEmail),
    pattern: new RegExp(
      `(?<=${inEmail})(?:@(?!\\dx\\.(?:png|jpe?g|gif|webp|avif)(?!${inEmail}))|\\(at\\)|\\[at\\])${inEmail}+\\.[\\p{L}][\\p{L}\\p{N}-]+`,
      'giu',
    ),
  },
  {
    mark: ':email',
    needs: { contains: /[([{]\s*at\s*[)\]}]/i },
    head: /[^\s@/<>()[\]{}",;:=&?|]/,
    pattern:
      /(?<=[^\s@/<>()[\]{}",;:=&?|])\}?\s*[([{]\s*at\s*[)\]}]\s*[\w-]+(?:\s*(?:[([{]\s*dot\s*[)\]}]|\.)\s*[\w-]+)+/gi,
  },
  {
    mark: ':email',
    needs: { contains: /[-_ .]dot[-_ .]/i },
    pattern:
      // It begins at the start of a word, or behind another address. Otherwise each start would be tried for each `at`
      // and each `dot`.
      /(?=[a-z0-9])(?<=(?:(?<![\w.+-])|[-_ .]dot[-_ .][a-z]{2,4})[_.+-]*)[a-z0-9][\w.+-]*?[-_ .]at[-_ .][a-z0-9][\w-]*?[-_ .]dot[-_ .](?:com|org|net|edu|gov|info|io|dev|app|de|fr|uk|ch|nl|eu|co|pl|ru|cn|jp|ca|au|se|dk|cz|br)(?![a-z0-9])/gi,
  },
];
