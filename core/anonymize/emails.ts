/** E-mail addresses as they are written and as they are spelled out against machines. It may not decode anything. */
import type { IdentifierKind } from './identifier-kind.ts';

/** What a name or a host in front of its ending may consist of. */
const inEmail = '[^\\s@/<>()[\\]"\',;:=&?|]';

/** The kinds of address, the plainest first. */
export const EMAILS: readonly IdentifierKind[] = [
  {
    mark: ':email',
    needs: { some: /@|\(at\)|\[at\]/i },
    head: new RegExp(inEmail),
    pattern: new RegExp(
      `(?<=${inEmail})(?:@(?!\\dx\\.(?:png|jpe?g|gif|webp|avif)(?!${inEmail}))|\\(at\\)|\\[at\\])${inEmail}+\\.[\\p{L}][\\p{L}\\p{N}-]+`,
      'giu',
    ),
  },
  {
    mark: ':email',
    needs: { some: /[([{]\s*at\s*[)\]}]/i },
    head: /[^\s@/<>()[\]{}",;:=&?|]/,
    pattern:
      /(?<=[^\s@/<>()[\]{}",;:=&?|])\}?\s*[([{]\s*at\s*[)\]}]\s*[\w-]+(?:\s*(?:[([{]\s*dot\s*[)\]}]|\.)\s*[\w-]+)+/gi,
  },
  {
    mark: ':email',
    needs: { some: /[-_ .]dot[-_ .]/i },
    pattern:
      // It begins where its word does, or behind another address: each start would be tried for each `at` and each
      // `dot`.
      /(?=[a-z0-9])(?<=(?:(?<![\w.+-])|[-_ .]dot[-_ .][a-z]{2,4})[_.+-]*)[a-z0-9][\w.+-]*?[-_ .]at[-_ .][a-z0-9][\w-]*?[-_ .]dot[-_ .](?:com|org|net|edu|gov|info|io|dev|app|de|fr|uk|ch|nl|eu|co|pl|ru|cn|jp|ca|au|se|dk|cz|br)(?![a-z0-9])/gi,
  },
];
