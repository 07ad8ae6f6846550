/**
 * Validates `keepParameters`: which parameters may be listed, and that no path of the site names others. It may not
 * repeat a value of the file.
 */
import { z } from 'zod';
import { isCampaignParameter } from '../anonymize/campaign-parameters.ts';

const MAX_PARAMETERS = 10;

/** Names of the query parameters that are part of a page. */
export const keepParameters = z
  .array(
    z
      .string()
      .regex(/^[^\s&;#=?%+*\p{C}]{1,64}$/u, 'the name of a query parameter, as "p": at most 64 characters')
      .refine((name) => !isMarker(name), {
        error:
          'names where a visitor came from and is not part of a page: source, medium and campaign have ' +
          'columns of their own',
      }),
  )
  .max(MAX_PARAMETERS)
  .default([])
  .describe(
    'Query parameters that are part of a page, as `p` where `/?p=5` is a page of its own; all others are left out.',
  );

/**
 * Whether a parameter marks a campaign. `ref`, `source` and `via` may be listed: a site may use them for something
 * else.
 */
function isMarker(name: string): boolean {
  const key = name.toLowerCase();
  return isCampaignParameter(key) && !['ref', 'source', 'via'].includes(key);
}

interface PathsOfSite {
  readonly keepParameters: readonly string[];
  readonly published: readonly string[] | string;
  readonly topics: readonly { readonly paths: readonly string[] }[];
  readonly exclude: { readonly paths: readonly string[] };
  readonly register: { readonly paths: readonly string[] };
}

/**
 * Returns the locations in a site's configuration of paths with a parameter that is not listed: no page is ever counted
 * under them.
 */
export function findUnlistedParameters(site: PathsOfSite): readonly (readonly (string | number)[])[] {
  const listed = new Set(site.keepParameters);
  const unlistedIn = (paths: readonly string[], ...at: (string | number)[]) =>
    paths.flatMap((path, index) => (namesOthers(path, listed) ? [[...at, index]] : []));
  return [
    ...(typeof site.published === 'string' ? [] : unlistedIn(site.published, 'published')),
    ...site.topics.flatMap(({ paths }, index) => unlistedIn(paths, 'topics', index, 'paths')),
    ...unlistedIn(site.exclude.paths, 'exclude', 'paths'),
    ...unlistedIn(site.register.paths, 'register', 'paths'),
  ];
}

function namesOthers(path: string, listed: ReadonlySet<string>): boolean {
  const mark = path.indexOf('?');
  if (mark < 0) return false;
  const names = path
    .slice(mark + 1)
    .replace(/\*$/, '')
    .split('&')
    .map((piece) => piece.split('=', 1)[0] ?? '');
  return names.some((name) => name !== '' && !listed.has(name));
}
