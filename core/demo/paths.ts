/** The demo site's paths: entry pages, the pages that follow, and the topic of each. It contains no randomness. */

/** Pages where visits begin, with weights. */
export const ENTRY_PAGES: readonly (readonly [number, string])[] = [
  [34, '/demo/'],
  [10, '/demo/products/microscopes'],
  [9, '/demo/products/telescopes'],
  [8, '/demo/products/microscopes/field-20'],
  [7, '/demo/products/telescopes/dob-8'],
  [14, '/demo/blog/choosing-an-eyepiece'],
  [9, '/demo/blog/pond-water'],
  [5, '/demo/blog/dark-skies'],
  [4, '/demo/workshop'],
];

const FROM_HOME: readonly (readonly [number, string])[] = [
  [4, '/demo/products/'],
  [4, '/demo/products/microscopes'],
  [3, '/demo/products/telescopes'],
  [2, '/demo/blog/'],
  [2, '/demo/workshop'],
  [1, '/demo/about'],
];
const FROM_SHELF: readonly (readonly [number, string])[] = [
  [4, '/demo/products/microscopes/field-20'],
  [3, '/demo/products/microscopes/lab-400'],
  [2, '/demo/products/microscopes/school-100'],
  [3, '/demo/products/telescopes/dob-8'],
  [2, '/demo/products/telescopes/travel-70'],
  [1, '/demo/products/finder'],
  [1, '/demo/'],
];
const FROM_BLOG: readonly (readonly [number, string])[] = [
  [3, '/demo/blog/pond-water'],
  [3, '/demo/blog/choosing-an-eyepiece'],
  [2, '/demo/blog/dark-skies'],
  [2, '/demo/'],
  [2, '/demo/products/telescopes'],
];

/** Returns the pages that people visit after a page, with weights. */
export function nextPages(path: string): readonly (readonly [number, string])[] {
  if (path.startsWith('/demo/blog/')) return FROM_BLOG;
  return path.startsWith('/demo/products/') ? FROM_SHELF : FROM_HOME;
}

/** Returns the topic that the demo configuration gives to a path, or undefined. */
export function topicOf(path: string): string | undefined {
  if (path.startsWith('/demo/products/microscopes')) return 'Microscopes';
  if (path.startsWith('/demo/products/telescopes')) return 'Telescopes';
  if (path.startsWith('/demo/workshop')) return 'Workshops';
  return path.startsWith('/demo/blog/') ? 'Blog' : undefined;
}
