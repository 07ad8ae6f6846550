/**
 * `survey --released`: figures with noise of a calendar year that is over, drawn once and kept. What is shown comes
 * from what is kept, never from a count.
 */
import { monthEstimate } from '../../disclosure/month-estimate.ts';
import type { StoredRelease } from '../../disclosure/stored-release.ts';
import { markReleased, type ReleasedReport } from '../../report/figures.ts';
import { layOutReleased } from '../../report/lay-out-released.ts';
import { ALL_NAMES } from '../../report/released-names.ts';
import { releasedRows } from '../../report/released-tables.ts';
import { Zone } from '../../time/zone.ts';
import { passGate } from '../gate.ts';
import { StaffUsageError, type StaffContext } from '../staff/staff-context.ts';
import { surveySpecs } from './release-specs.ts';
import { respondentsOf } from './respondent.ts';
import { drawSurvey, parseStoredSurvey } from './stored-survey.ts';
import { surveyMethod } from './survey-method.ts';
import { BREAKDOWNS, PEOPLE, REGISTER, SURVEY, TOTAL } from './survey-tables.ts';
import { MARKET_RESEARCH } from './withdrawn-months.ts';

/**
 * Returns the survey of a year, by default the last one. The first call draws, through the gate, of people whose
 * permission stands then; each later one reads what is kept and nothing else. Throws a StaffUsageError for a year that
 * is not over.
 */
export async function surveyReleased(
  { year, reason }: { readonly year?: string | undefined; readonly reason: string },
  context: StaffContext,
): Promise<ReleasedReport> {
  const { register, files, reader } = context;
  const today = new Zone(register.config.timeZone).day(context.now());
  const latest = String(Number(today.slice(0, 4)) - 1);
  const asked = year ?? latest;
  if (asked > latest)
    throw new StaffUsageError(
      `${asked} is not over: a released survey counts whole years, and ${latest} is the latest`,
    );
  const kept = await files.readSurvey(asked);
  if (kept !== undefined) return reportOf(parseStoredSurvey(kept, asked));
  const gated = await passGate({ purpose: MARKET_RESEARCH, reader, reason }, context);
  const drawn = () =>
    drawSurvey(
      { year: asked, timeZone: register.config.timeZone, drawnOn: today },
      surveySpecs(register, asked),
      respondentsOf(gated, register.config, asked),
      { bits: context.randomBits(), sha256: context.sha256 },
    );
  return reportOf(parseStoredSurvey(await files.keepSurvey(asked, () => JSON.stringify(drawn())), asked));
}

function reportOf(stored: StoredRelease): ReleasedReport {
  const { days, timeZone, tables, bounds } = stored;
  const [from, to] = [days[0] ?? '', days.at(-1) ?? ''];
  const estimate = { ...monthEstimate(stored, []), releases: [] };
  const measures = new Map(tables.map(({ name }) => [name, new Set([PEOPLE.name])]));
  return markReleased({
    report: SURVEY,
    site: REGISTER,
    from,
    to,
    timeZone,
    state: 'complete',
    days: { asked: days.length, sealed: days.length, missing: [] },
    inside: false,
    method: { unit: 'person-year', bounds, survey: surveyMethod(stored) },
    tables: [TOTAL, ...BREAKDOWNS].flatMap((table) => {
      const rows = releasedRows(table, estimate, measures, ALL_NAMES);
      return rows === undefined ? [] : [layOutReleased(table, rows, { from, bothComplete: true }, undefined)];
    }),
  });
}
