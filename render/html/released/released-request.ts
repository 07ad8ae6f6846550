/** What a released page is made of: released reports alone. Inside tables do not compile here. */
import type { ReleasedReport } from '#core/report/figures';
import type { Period } from '#core/report/period';
import type { PageRequest } from '../report-page.ts';

export interface ReleasedPageRequest extends PageRequest<ReleasedReport> {
  /** The period before, where it has releases. */
  readonly previous?: {
    readonly period: Period;
    /** Its audience report. */
    readonly report: ReleasedReport;
    /**
     * The audience report of this page's period, run with `compare` set to the one before: the changes with their
     * intervals.
     */
    readonly compared: ReleasedReport;
  };
}
