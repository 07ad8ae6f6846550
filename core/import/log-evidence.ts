/**
 * What the lines of a log show about the log as a whole, so that one which would be counted wrongly is refused before
 * anything of it is stored. It may hold numbers and a line's shape, nothing of a line.
 */

import type { ReadVisitor } from './judge-line.ts';
import { lineShape } from './line-shape.ts';

export interface LogEvidence {
  /** Lines that count, robots included. */
  readonly counted: number;
  /** Of these, lines whose address cannot be read. */
  readonly withoutAddress: number;
  /** Of these, lines of formats with a user agent where it is empty, and where it is not. */
  readonly emptyAgents: number;
  readonly agents: number;
  /** The shape of the first line without an address. */
  readonly shape: string | undefined;
  /** Whether that line has a list of addresses. */
  readonly hasList: boolean;
}

export const NO_EVIDENCE: LogEvidence = {
  counted: 0,
  withoutAddress: 0,
  emptyAgents: 0,
  agents: 0,
  shape: undefined,
  hasList: false,
};

/** The evidence of the lines of one block, as it grows. */
export type GrowingEvidence = { -readonly [K in keyof LogEvidence]: LogEvidence[K] };

/** Adds one line that counts. */
export function addLine(evidence: GrowingEvidence, visitor: ReadVisitor, line: string): void {
  evidence.counted += 1;
  if (visitor.agent === 'sent') evidence.agents += 1;
  else if (visitor.agent === 'empty') evidence.emptyAgents += 1;
  if (visitor.hasAddress) return;
  evidence.withoutAddress += 1;
  if (evidence.shape !== undefined) return;
  evidence.shape = lineShape(line);
  evidence.hasList = visitor.hasList;
}

/** Fewer lines without a user agent may be robots that send none. */
const LEAST_AGENTLESS = 3;

/** Returns the evidence of one part of a log and the next. */
export function addEvidence(first: LogEvidence, next: LogEvidence): LogEvidence {
  return {
    counted: first.counted + next.counted,
    withoutAddress: first.withoutAddress + next.withoutAddress,
    emptyAgents: first.emptyAgents + next.emptyAgents,
    agents: first.agents + next.agents,
    shape: first.shape ?? next.shape,
    hasList: first.shape === undefined ? next.hasList : first.hasList,
  };
}

/** Returns what the user should know about a log that was read; undefined where there is nothing. */
export function remarkOn({
  counted,
  withoutAddress,
  agents,
  emptyAgents,
  shape,
}: LogEvidence): string | undefined {
  if (withoutAddress > 0)
    return `${withoutAddress} of ${counted} lines have no address that can be read: they count without a visitor; the first has the shape ${shape ?? '...'}`;
  if (counted > 0 && agents === 0 && emptyAgents === 0)
    return 'no line has a user agent: visitors are told apart by address alone, and robots are not recognised';
  return undefined;
}

/** Returns why a log is refused, and what to do about it; undefined where it is not. */
export function refusalOf(evidence: LogEvidence): string | undefined {
  const { counted, withoutAddress, emptyAgents, agents, shape, hasList } = evidence;
  if (withoutAddress * 2 > counted)
    return `no address can be read in ${withoutAddress} of ${counted} lines, so that nobody would be counted: they have the shape ${shape ?? '...'}; ${hasList ? 'for a list of addresses set trustedProxies to the number of proxies that append to X-Forwarded-For' : 'an address is expected before the user (docs/import.md), in JSON under a usual name or the one of --fields address=NAME'}`;
  if (agents === 0 && emptyAgents >= LEAST_AGENTLESS && emptyAgents === counted)
    return `no line has a user agent, so that all ${counted} would count as robots: let the server log it (Traefik: accessLog.fields.headers), or count by address alone, robots included, with --format common`;
  return undefined;
}
