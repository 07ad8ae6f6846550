/** Brings the hosts of published lists of sources into the form of core/anonymize/more-sources.ts. */

/** Whether a name is that of an app's package: `com.google.android.gm`. */
export function isApp(place: string): boolean {
  return /^(?:com|org)\.[^.]+\.[^.]+/.test(place) || place === 'linkedin.android';
}

/**
 * Returns a host in lower case, without what every host may have before it: `www.a.com` is `=a.com` (a.com alone),
 * `{}.a.com` is `a.com` with what is below it, `a.{}` is `=a.{}`. Undefined for what can be no host.
 */
export function normalizePlace(text: string): string | undefined {
  const [host = '', ...path] = text.toLowerCase().replace(/\/$/, '').split('/');
  const end = path.length === 0 ? '' : `/${path.join('/')}`;
  if (host.endsWith(':') || !host.includes('.') || /[^\w.{}-]|\.-/.test(host) || path.length > 2)
    return undefined;
  const below = host.replace(/^.*\{\}\.(?=.)/, '');
  const bare = below.replace(/^(?:www\d{0,2}|m)\.(?=[^.]+\.)/, '');
  if (end !== '') return bare + end;
  return below === host && (bare !== host || /^[^.]+\.\{\}$/.test(host)) ? `=${bare}` : bare;
}
