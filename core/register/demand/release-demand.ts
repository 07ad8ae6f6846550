/**
 * The register's side of the demand for topics: figures with noise of the calendar year that is over, drawn once and
 * kept, and the object that the usage side may read. It may not hand out an exact count, nor read usage.
 */
import { DEMAND_VERSION, releasedTopics, type ReleasedDemand } from '../../report/released-demand.ts';
import type { StoredRelease } from '../../disclosure/stored-release.ts';
import { Zone } from '../../time/zone.ts';
import { passGate } from '../gate.ts';
import type { StaffContext } from '../staff/staff-context.ts';
import { respondentsOf } from '../survey/respondent.ts';
import { drawSurvey, parseStoredSurvey } from '../survey/stored-survey.ts';
import { REGISTER } from '../survey/survey-tables.ts';
import { CUSTOMIZATION, DEMAND_CATALOGUE, TOPICS, demandNames, demandSpec } from './demand-spec.ts';

/** What it works with: the parts of a staff's context that also the daily run has, and where the object goes. */
export interface DemandContext extends Pick<
  StaffContext,
  'register' | 'log' | 'terms' | 'now' | 'sha256' | 'randomBits'
> {
  /** Keeps what was drawn, under a name beside the released surveys. */
  readonly files: Pick<StaffContext['files'], 'readSurvey' | 'keepSurvey'>;
  /** Replaces the object that is open to usage, atomically. */
  readonly publish: (json: string) => Promise<void>;
}

/** Who reads, as the record says. */
const READER = 'demand';
const REASON = 'released demand';

/**
 * Publishes the demand of the last year; called once a day. The first call of a year draws, through the gate, of people
 * whose permission stands then; each later one reads what is kept and nobody. Returns whether there is an object:
 * without a form that offers both the purpose and topics nothing is drawn. Rejects with a KeptSurveyError where what
 * was drawn is damaged.
 */
export async function releaseDemand(context: DemandContext): Promise<boolean> {
  const { register, files, now } = context;
  const spec = demandSpec(register);
  if (spec === undefined) return false;
  const drawnOn = new Zone(register.config.timeZone).day(now());
  const year = String(Number(drawnOn.slice(0, 4)) - 1);
  const name = keptName(year);
  const kept = await files.readSurvey(name);
  if (kept !== undefined) {
    await publishDrawn(parseStoredSurvey(kept, year, name), context);
    return true;
  }
  const { timeZone } = register.config;
  const gated = await passGate({ purpose: CUSTOMIZATION, reader: READER, reason: REASON }, context);
  const drawn = () =>
    drawSurvey(
      { year, timeZone, drawnOn, catalogue: DEMAND_CATALOGUE },
      [spec],
      respondentsOf(gated, register.config, year),
      { bits: context.randomBits(), sha256: context.sha256 },
    );
  const text = await files.keepSurvey(name, () => JSON.stringify(drawn()));
  await publishDrawn(parseStoredSurvey(text, year, name), context);
  return true;
}

/** The name of a year's draw among the released surveys. */
function keptName(year: string): string {
  return `demand-${year}`;
}

/** Published from what is kept, never from a count; topics that no form has any more are left out. */
async function publishDrawn(
  { period, tables }: StoredRelease,
  { register, publish }: Pick<DemandContext, 'register' | 'publish'>,
): Promise<void> {
  const names = demandNames(register.forms.values());
  const table = tables.find((candidate) => candidate.name === TOPICS);
  const topics = table === undefined ? [] : releasedTopics(table, (id) => names.get(id));
  const demand: ReleasedDemand = {
    version: DEMAND_VERSION,
    from: 'register',
    sources: [{ of: REGISTER, period, unit: 'people', topics }],
  };
  await publish(JSON.stringify(demand));
}
