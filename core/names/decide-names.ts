/**
 * `headcount names`, identically in every place: lists the names of releases, keeps decisions about them, and has the
 * pages rewritten. Names are shown or hidden by it; no figure is drawn, changed or read.
 */
import type { CompiledConfig } from '../config/compile.ts';
import type { StoredRelease } from '../disclosure/stored-release.ts';
import type { NamesOutcome, NamesRequest } from '../operator/names-request.ts';
import { decidedNames, openNameBook, waitingNames, type NameBook } from './name-book.ts';
import type { DecisionBatch, NameDecision } from './name-decisions.ts';
import { rulesBySite } from './name-rules.ts';
import { planDecisions } from './plan-decisions.ts';

/** What the command needs of the place where releases lie. */
export interface NamesPlace {
  /** Reads the monthly releases of a site. */
  readMonths(site: string): Promise<readonly StoredRelease[]>;
  readDecisions(): Promise<readonly DecisionBatch[]>;
  /** Keeps the decisions, durably, and rewrites the pages that now show other names; returns these pages. */
  decide(decisions: readonly NameDecision[]): Promise<readonly string[]>;
}

/** Carries out the request; throws a UsageError, and decides nothing, where a name is unknown. */
export async function decideNames(
  place: NamesPlace,
  config: CompiledConfig,
  request: NamesRequest,
): Promise<NamesOutcome> {
  const months = new Map<string, readonly StoredRelease[]>();
  for (const site of request.sites) months.set(site, await place.readMonths(site));
  const open = async (): Promise<readonly NameBook[]> => {
    const batches = await place.readDecisions();
    const rules = rulesBySite(config, batches);
    return request.sites.map((site) => openNameBook(site, months.get(site) ?? [], batches, rules(site)));
  };
  const books = await open();
  const { decisions, listed } = planDecisions(request, books);
  const isAsked = request.approve.length + request.refuse.length > 0;
  const pages = isAsked ? await place.decide(decisions) : [];
  const now = decisions.length === 0 ? books : await open();
  const ofTable = <N extends { readonly table: string }>(names: readonly N[]) =>
    names.filter(({ table }) => request.table === undefined || table === request.table);
  return {
    waiting: ofTable(now.flatMap(waitingNames)),
    approved: ofTable(now.flatMap((book) => decidedNames(book, 'approved'))),
    refused: ofTable(now.flatMap((book) => decidedNames(book, 'refused'))),
    listed,
    pages,
  };
}
