/** Where a runbook stands. */

/**
 * Returns path and anchor of a heading in a document. As on GitHub, anchors are lower case, with hyphens for spaces and
 * without other punctuation.
 */
export function runbookLink(heading: string, document = 'docs/operations.md'): string {
  return `${document}#${heading
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-')}`;
}
