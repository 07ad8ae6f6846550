/**
 * The operator's decisions about names, as they are kept: numbered batches, to which later ones are added. A decision
 * is never removed; a later one about the same name replaces it. They may not hold a figure.
 */
import { isObject } from '../damage/is-object.ts';
import { NAME_TABLES, nameId, type DrawnName } from './name-tables.ts';

export type Verdict = 'approved' | 'refused';

export interface NameDecision extends DrawnName {
  readonly site: string;
  readonly verdict: Verdict;
}

/** The decisions of one command. */
export interface DecisionBatch {
  readonly version: 1;
  /** The local day of the decision. */
  readonly on: string;
  readonly decisions: readonly NameDecision[];
}

/** What could happen where a batch is lost. */
export const LOST_DECISIONS = 'a name that was refused could be shown';

/** The verdicts on the names of one site, by the id of the name. */
export type Verdicts = ReadonlyMap<string, Verdict>;

/** Where decisions are kept; each place has one adapter. */
export interface DecisionStore {
  /** Reads every batch in the order of the decisions. Throws a KeptFileError where one cannot be read. */
  read(): Promise<readonly DecisionBatch[]>;
  /** Adds a batch after all others, durably. */
  append(batch: DecisionBatch): Promise<void>;
}

/** Whether a JSON value has the shape of a batch. */
export function isDecisionBatch(json: unknown): json is DecisionBatch {
  return (
    isObject(json, { on: 'text', decisions: 'list' }) &&
    (json as { decisions: unknown[] }).decisions.every((decision) => isNameDecision(decision))
  );
}

/** Whether a JSON value has the shape of a decision. */
export function isNameDecision(json: unknown): json is NameDecision {
  if (!isObject(json, { site: 'text', table: 'text', name: 'text', verdict: 'text' })) return false;
  const { table, verdict } = json as { table: string; verdict: string };
  return (
    (NAME_TABLES as readonly string[]).includes(table) && (verdict === 'approved' || verdict === 'refused')
  );
}

/** Returns the latest decision about each name of a site, in the order in which they were first decided. */
export function latestDecisions(batches: readonly DecisionBatch[], site: string): readonly NameDecision[] {
  const latest = new Map<string, NameDecision>();
  for (const decision of batches.flatMap(({ decisions }) => decisions))
    if (decision.site === site) latest.set(nameId(decision), decision);
  return [...latest.values()];
}

/** Returns the verdict in force on each name of a site. */
export function verdictsOf(batches: readonly DecisionBatch[], site: string): Verdicts {
  return new Map(latestDecisions(batches, site).map((decision) => [nameId(decision), decision.verdict]));
}
