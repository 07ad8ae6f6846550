/** All reports, in the order in which they are read. */
import type { ReportDefinition } from '#core/report/definition';
import { acquisition } from './acquisition/report.ts';
import { actions } from './actions/report.ts';
import { audience } from './audience/report.ts';
import { content } from './content/report.ts';
import { demand } from './demand/report.ts';
import { market } from './market/report.ts';

export const REPORTS: readonly ReportDefinition[] = [audience, content, acquisition, market, demand, actions];
