/** The frame of a report for insiders about the register: its state today. */
import { markInside, type InsideReport } from '../../report/figures.ts';
import { Zone } from '../../time/zone.ts';
import type { StaffContext } from '../staff/staff-context.ts';
import { REGISTER } from './survey-tables.ts';

/** Returns the report with the day in the register's time zone. */
export function insideReport(
  content: Pick<InsideReport, 'report' | 'method' | 'tables'>,
  { register, now }: StaffContext,
): InsideReport {
  const { timeZone } = register.config;
  const day = new Zone(timeZone).day(now());
  return markInside({
    ...content,
    site: REGISTER,
    from: day,
    to: day,
    timeZone,
    state: 'complete',
    days: { asked: 1, sealed: 1, missing: [] },
    inside: true,
  });
}
