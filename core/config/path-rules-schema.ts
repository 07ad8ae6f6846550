/** `paths` of a site: which spellings of a path are one page. */
import { z } from 'zod';
import { DEFAULT_PATH_RULES } from '../anonymize/path-rules.ts';

export const pathRules = z
  .strictObject({
    trailingSlash: z
      .enum(['ignore', 'keep'])
      .default(DEFAULT_PATH_RULES.trailingSlash)
      .describe('`ignore`: `/a/` is the page `/a`; `keep`: they are two pages.'),
    case: z
      .enum(['keep', 'lower'])
      .default(DEFAULT_PATH_RULES.case)
      .describe(
        '`lower`: `/A` is the page `/a`, as on servers that ignore case; `keep`: they are two pages.',
      ),
    index: z
      .enum(['folder', 'keep'])
      .default(DEFAULT_PATH_RULES.index)
      .describe(
        '`folder`: `/a/index.html`, and the other files that servers deliver for a folder, are the page `/a/`; ' +
          '`keep`: they are pages of their own.',
      ),
  })
  .default({ ...DEFAULT_PATH_RULES })
  .describe('Which spellings of a path are one page. Escapes, double slashes and dot segments always are.');
