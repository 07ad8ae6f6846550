/** What is stored of a value that arrives: the texts of the row that the collector and the import write. */
import type { anonymizeEvent, Observation } from '#core/anonymize/anonymize-event';
import type { DerivedCache } from '#core/anonymize/derived-cache';
import type { compileConfig } from '#core/config/compile';
import type { parseConfig } from '#core/config/parse-config';
import type { Case } from './case.ts';

/** The modules of the code that is measured; another commit's too. */
export interface Measured {
  readonly anonymizeEvent: typeof anonymizeEvent;
  readonly DerivedCache: typeof DerivedCache;
  readonly compileConfig: typeof compileConfig;
  readonly parseConfig: typeof parseConfig;
}

const CONFIG = '{"sites":[{"id":"s","hosts":["www.example.com"],"props":{"open":true}}]}';
const KEYS: Readonly<Record<string, string>> = {
  prop: 'open',
  outbound: 'host',
  download: 'file',
  not_found: 'path',
};

function observed({
  at,
  value,
}: Pick<Case, 'at' | 'value'>): Pick<Observation, 'name' | 'target' | 'referrer' | 'props'> {
  const key = KEYS[at];
  if (key !== undefined) return { name: at === 'prop' ? 'signup' : at, target: '/', props: { [key]: value } };
  const landing = `/?utm_${at}=${encodeURIComponent(value)}`;
  if (at === 'path') return { name: 'pageview', target: value };
  return at === 'referrer'
    ? { name: 'pageview', target: '/', referrer: value }
    : { name: 'pageview', target: landing };
}

/** Returns a function that says which texts are stored of a value. */
export function storedBy(code: Measured): (one: Pick<Case, 'at' | 'value'>) => readonly string[] {
  const config = code.compileConfig(code.parseConfig(CONFIG));
  const site = config.site('s')!;
  const context = {
    config,
    dayKey: undefined,
    random128: () => '',
    country: () => undefined,
    derived: new code.DerivedCache(),
  };
  return (one) => {
    const row = code.anonymizeEvent({ site, instant: Date.UTC(2026, 10, 30), ...observed(one) }, context);
    const { path, campaign, referrer, source, props } = row;
    return [path, campaign, referrer, source, ...Object.values(props ?? {})].filter(
      (text) => typeof text === 'string',
    );
  };
}
