/** Parses the object of one side. It may not take an object of the other side, or of another version, for it. */
import { isObject } from '../damage/is-object.ts';
import { DEMAND_VERSION, type DemandSide, type ReleasedDemand } from '../report/released-demand.ts';

/** Returns the released demand; undefined where the text is none of this side. */
export function parseReleasedDemand(text: string, side: DemandSide): ReleasedDemand | undefined {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isReleasedDemand(json, side) ? (json as ReleasedDemand) : undefined;
}

function isReleasedDemand(json: unknown, side: DemandSide): boolean {
  if (!isObject(json, { version: 'number', from: 'text', sources: 'list' })) return false;
  const { version, from, sources } = json as { version: unknown; from: unknown; sources: unknown[] };
  return version === DEMAND_VERSION && from === side && sources.every(isSource);
}

function isSource(json: unknown): boolean {
  return (
    isObject(json, { of: 'text', period: 'text', unit: 'text', topics: 'list' }) &&
    (json as { topics: unknown[] }).topics.every(isTopic)
  );
}

function isTopic(json: unknown): boolean {
  return isObject(json, { topic: 'text', count: 'number', low: 'number', high: 'number' });
}
