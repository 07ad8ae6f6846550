/** The class of a viewport's width. It may not keep the width. */

/** Maps CSS pixels to `<576`, `576-767`, `768-991`, `992-1439` or `1440+`. */
export function classifyScreen(width: number): string {
  if (width < 576) return '<576';
  if (width < 768) return '576-767';
  if (width < 992) return '768-991';
  return width < 1440 ? '992-1439' : '1440+';
}
