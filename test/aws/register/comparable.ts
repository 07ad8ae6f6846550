/** What has to be the same in answers and results of the register on one machine and on AWS. */

export interface Page {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/**
 * In which order people come is promised by no log, nor that of a read and an event of one millisecond, which the clock
 * that stands still makes frequent; everything else is compared as it is.
 */
export function inAnyOrder(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) {
    const each = value.map((one) => inAnyOrder(one));
    const text = (one: unknown) => `${(one as { readonly at?: string }).at ?? ''} ${JSON.stringify(one)}`;
    return /^(?:people|due|refs|events)$/.test(name)
      ? each.toSorted((a, b) => (text(a) < text(b) ? -1 : 1))
      : each;
  }
  if (typeof value !== 'object' || value === null) return value ?? null;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inAnyOrder(one, key)]));
}

/** Every answer is compared by its bytes, but for the export of a person, whose events have that order. */
export const comparable = (page: Page): unknown =>
  page.text.startsWith('{"ref":') ? { ...page, text: inAnyOrder(JSON.parse(page.text)) } : page;
