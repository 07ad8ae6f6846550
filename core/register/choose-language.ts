/** Chooses the language of a page. */

/**
 * Returns one of the configured languages: the one that `lang` of the query names, else the best that Accept-Language
 * names (RFC 9110, 12.5.4), else the first. `de-AT` finds `de`, and `de` finds `de-AT`.
 */
export function chooseLanguage(
  languages: readonly string[],
  lang: string | undefined,
  acceptLanguage: string | undefined,
): string {
  const preferences = [...(lang === undefined ? [] : [lang]), ...readAcceptLanguage(acceptLanguage ?? '')];
  for (const preference of preferences) {
    const match = findLanguage(languages, preference.toLowerCase());
    if (match !== undefined) return match;
  }
  return languages[0] ?? 'en';
}

function findLanguage(languages: readonly string[], tag: string): string | undefined {
  const primary = tag.split('-')[0];
  return (
    languages.find((one) => one.toLowerCase() === tag) ??
    languages.find((one) => one.toLowerCase() === primary) ??
    languages.find((one) => one.toLowerCase().split('-')[0] === primary)
  );
}

/** Longer headers come from no browser. */
const MAX_LENGTH = 1000;

function readAcceptLanguage(header: string): readonly string[] {
  return header
    .slice(0, MAX_LENGTH)
    .split(',')
    .map((item) =>
      /^\s*([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)\s*(?:;\s*q=([01](?:\.\d{0,3})?)\s*)?$/.exec(item),
    )
    .filter((match) => match !== null)
    .map(([, tag = '', weight = '1']) => ({ tag, weight: Number(weight) }))
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}
