/**
 * Reads from a page's address where its visitor came from, word for word. The result may not be kept: nothing in it is
 * scrubbed.
 */
import { CLICK_IDS, type ClickOrigin } from './click-ids.ts';
import { readParameters } from './query.ts';

export interface CampaignParameters {
  readonly source?: string | undefined;
  readonly medium?: string | undefined;
  readonly campaign?: string | undefined;
  /** Values of `ref`, `source` and `via`, in this order; the site may use any of them for something else. */
  readonly references: readonly string[];
  readonly click?: ClickOrigin | undefined;
  /** Whether there is any `utm_` parameter, which nobody types by hand. */
  readonly isTagged: boolean;
}

const REFERENCES = ['ref', 'source', 'via'] as const;
const NONE: CampaignParameters = { references: [], isTagged: false };

/** Whether a parameter, named in lower case, says where a visitor came from. */
export function isCampaignParameter(name: string): boolean {
  return name.startsWith('utm_') || (REFERENCES as readonly string[]).includes(name) || CLICK_IDS.has(name);
}

/** Reads the campaign parameters of a query, their names in any case. The values are decoded and unscrubbed. */
export function readCampaignParameters(query: string): CampaignParameters {
  if (query === '') return NONE;
  const values = readParameters(query, keyOf);
  if (values.size === 0) return NONE;
  const names = [...values.keys()];
  return {
    source: values.get('utm_source'),
    medium: values.get('utm_medium'),
    campaign: values.get('utm_campaign'),
    references: REFERENCES.map((name) => values.get(name)).filter((value) => value !== undefined),
    click: CLICK_IDS.get(names.find((name) => CLICK_IDS.has(name)) ?? ''),
    isTagged: names.some((name) => name.startsWith('utm_')),
  };
}

function keyOf(name: string): string | undefined {
  const key = name.toLowerCase();
  return isCampaignParameter(key) ? key : undefined;
}
