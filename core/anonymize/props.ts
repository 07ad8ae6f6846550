/** Selects the properties of an event that may be kept. It may not keep a key that is not on the site's list. */
import type { CompiledSite } from '../config/compile.ts';
import { isHostLength } from './host-name.ts';
import { normalPath } from './normal-path.ts';
import type { PathRules } from './path-rules.ts';
import { scrubPlace } from './scrub-place.ts';

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
      result[key] = isLongHost(name, key, text)
        ? '(unknown)'
        : scrubPlace(key === reserved ? spellPath(text, site.pathRules) : text);
    else if (listed !== undefined)
      result[key] =
        (key === reserved ? spellings(text, site.pathRules) : [text]).find((one) => listed.has(one)) ??
        '(other)';
  }
  return result;
}

/** Returns the spellings in which a list may name a file. */
function spellings(text: string, rules: PathRules): readonly string[] {
  return [text, spellPath(text, rules), encodeURI(text)];
}

/** Returns a path of a file or a missing page in the spelling of pages: browsers send it decoded, logs do not. */
function spellPath(text: string, rules: PathRules): string {
  return text.startsWith('/') ? normalPath(text.split(/[?#]/, 1)[0] ?? '', rules) : text;
}

/** Whether the host of an outbound link is longer than a host can be; the value may be a whole address. */
function isLongHost(name: string, key: string, text: string): boolean {
  return (
    name === 'outbound' && key === 'host' && !isHostLength(/^(?:[^/]*\/\/)?([^/?#:]*)/.exec(text)?.[1] ?? '')
  );
}
