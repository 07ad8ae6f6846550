/**
 * What a page's address says of where its visitor came from, as it says it. It may not be kept: nothing here is
 * scrubbed.
 */
import { CLICK_IDS, type Click } from './click-ids.ts';
import { parametersOf } from './query.ts';

export interface CampaignParameters {
  readonly source?: string | undefined;
  readonly medium?: string | undefined;
  readonly campaign?: string | undefined;
  /** `ref`, `source`, `via`, in this order: any of them may mean something else to the site. */
  readonly references: readonly string[];
  readonly click?: Click | undefined;
  /** Whether there is any `utm_` parameter: nobody types one. */
  readonly isTagged: boolean;
}

const REFERENCES = ['ref', 'source', 'via'] as const;
const NONE: CampaignParameters = { references: [], isTagged: false };

/** Whether a parameter, named in lower case, says where a visitor came from. */
export function isCampaignParameter(name: string): boolean {
  return name.startsWith('utm_') || (REFERENCES as readonly string[]).includes(name) || CLICK_IDS.has(name);
}

/** The campaign parameters of a query, their names in any case; decoded, unscrubbed. */
export function campaignParametersOf(query: string): CampaignParameters {
  if (query === '') return NONE;
  const values = parametersOf(query, keyOf);
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
