/** Selects the properties of an event that may be kept. It may not keep a key that is not on the site's list. */
import type { CompiledSite } from '../config/compile.ts';
import { deriveHost, derivePlace, spellPath } from './place-value.ts';

type SentProps = Readonly<Record<string, string | number | boolean>>;

/** Keys of reserved actions, whose values are always kept as open ones. */
const RESERVED_KEYS: Readonly<Record<string, string>> = {
  download: 'file',
  outbound: 'host',
  not_found: 'path',
};
const NONE: Readonly<Record<string, string>> = {};

/**
 * Keeps listed values unchanged and maps others to `(other)`; values of open keys are scrubbed; every other key is
 * dropped.
 */
export function selectProps(
  name: string,
  sent: SentProps | undefined,
  site: CompiledSite,
): Readonly<Record<string, string>> {
  if (sent === undefined) return NONE;
  const result: Record<string, string> = {};
  const reserved = Object.hasOwn(RESERVED_KEYS, name) ? RESERVED_KEYS[name] : undefined;
  for (const [key, value] of Object.entries(sent)) {
    const listed = site.props.get(key);
    const text = String(value);
    if (listed === true || (listed === undefined && key === reserved))
      result[key] = key === 'host' ? deriveHost(text, site.hosts) : derivePlace(text, key === reserved, site);
    else if (listed !== undefined)
      result[key] = spellings(key, text, key === reserved, site).find((one) => listed.has(one)) ?? '(other)';
  }
  return result;
}

/** Returns the spellings in which a list may name a host or a file. */
function spellings(key: string, text: string, isFile: boolean, site: CompiledSite): readonly string[] {
  if (key === 'host') return [text, deriveHost(text, site.hosts)];
  return isFile ? [text, spellPath(text, site.pathRules), encodeURI(text)] : [text];
}
