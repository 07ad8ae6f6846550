/** `mask` and `unlisted` of a site: what becomes of pages whose address holds a name, and of unlisted ones. */
import { z } from 'zod';
import { DEFAULT_PATH_RULES, type PathRules } from '../anonymize/path-rules.ts';
import { compileMask, maskProblem, maskShape } from './compile-mask.ts';

/** Each is compared with each page. */
const MAX_MASKS = 50;

export const mask = z
  .array(
    z
      .string()
      .max(2048)
      .superRefine((pattern, context) => {
        const message = maskProblem(pattern, DEFAULT_PATH_RULES);
        if (message !== undefined) context.addIssue({ code: 'custom', message });
      }),
  )
  .max(MAX_MASKS)
  .default([])
  .describe(
    'Pages of people, as `/people/:name`: such a page is counted as the pattern itself, and so is what lies below ' +
      'it. A name stands for one segment; `/*` at the end makes a page of its own of what lies below. The first ' +
      'mask that fits is taken; a path that `published` lists by hand stays itself.',
  );

export const unlisted = z
  .enum(['keep', 'fold'])
  .default('keep')
  .describe(
    '`fold`: pages that neither `published` nor `mask` lists are counted as `(other)`, from collection on; `keep`: ' +
      'they are counted by their scrubbed path.',
  );

/** Returns, for each mask that matches the same pages as an earlier one, its index and the earlier one's. */
export function repeatedMasks(
  masks: readonly string[],
  rules: PathRules,
): readonly (readonly [number, number])[] {
  const first = new Map<string, number>();
  return masks.flatMap((pattern, at) => {
    const shape = maskShape(compileMask(pattern, rules));
    const earlier = first.get(shape);
    if (earlier === undefined) first.set(shape, at);
    return earlier === undefined ? [] : [[at, earlier] as const];
  });
}
