/** Reads the patterns of `mask`. It may not repeat one in what it says of it. */
import { comparedText, type Mask, type MaskSegment } from '../anonymize/mask.ts';
import { normalPath } from '../anonymize/normal-path.ts';
import type { PathRules } from '../anonymize/path-rules.ts';

const NAME = /:[a-z_]\w*/gi;
const FOLDER = /\/\*$/;

/** Compiles one pattern that `maskProblem` finds nothing wrong with. */
export function compileMask(pattern: string, rules: PathRules): Mask {
  const isFolder = FOLDER.test(pattern);
  const path = normalPath(pattern.replace(FOLDER, ''), rules);
  const segments = path.slice(1).split('/');
  while (segments.at(-1) === '') segments.pop();
  return {
    page: isFolder ? `${path.replace(/\/$/, '')}/*` : path,
    segments: segments.map(readSegment),
    isFolder,
  };
}

function readSegment(segment: string): MaskSegment {
  const [before = '', after = ''] = segment.split(NAME);
  return {
    before: comparedText(before),
    after: comparedText(after),
    hasName: before.length < segment.length,
  };
}

/** Returns what two masks have in common that match the same pages: a text that does not hold the names. */
export function maskShape({ segments, isFolder }: Mask): string {
  const parts = segments.map(({ before, after, hasName }) => (hasName ? [before, after] : before));
  return JSON.stringify([parts, isFolder]);
}

/** Returns what is wrong with a pattern, and what to write; undefined where nothing is. */
export function maskProblem(pattern: string, rules: PathRules): string | undefined {
  if (!pattern.startsWith('/')) return 'has to be a path that begins with "/": write it as "/people/:name"';
  if (/[?#;]/.test(pattern))
    return 'has a query, a fragment or a parameter: write the path alone, as "/people/:name"';
  if (pattern.replace(FOLDER, '').includes('*'))
    return 'has a * before its end: write :name for one segment, and /* at the end for what lies below';
  const { page, segments } = compileMask(pattern, rules);
  const names = page
    .slice(1)
    .split('/')
    .map((segment) => segment.match(NAME)?.length ?? 0);
  if (names.some((count) => count > 1))
    return 'has two names in one segment: a name stands for a segment, or for a part of one';
  if (page.replaceAll(NAME, '').includes(':'))
    return 'has a : without a name: write a word of letters, digits and _ behind it, as "/people/:name"';
  if (names.every((count) => count === 0))
    return 'has no name: write :name in place of the segment that is not to be counted, as "/people/:name"';
  if (segments.every(({ before, after }) => before + after === ''))
    return 'matches every page: begin with what they have in common, as "/people/:name", or use "unlisted"';
  return undefined;
}
