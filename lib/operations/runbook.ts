/** Where the runbook of an alarm is. It may not know what it says. */

/** Path and anchor of a heading in docs/operations.md, as GitHub makes anchors: lower case, spaces as hyphens, no other signs. */
export function runbookLink(heading: string): string {
  return `docs/operations.md#${heading
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-')}`;
}
