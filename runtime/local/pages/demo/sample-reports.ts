/**
 * The sample reports of the demo site: the simulated month for insiders and for the public, or how to fill one. It may
 * show what is marked as simulated alone.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { html } from 'hono/html';
import type { DataDir } from '../../data-dir.ts';
import { readDemoMark } from '../../demo/demo-folder.ts';
import { page, type PageResponse } from '../page.ts';
import { layout, type DemoPage } from './layout.ts';

const HTML = 'text/html; charset=utf-8';
const START = '/demo/reports/';
/** A report has its styles in itself, and no script. */
const REPORT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** Answers a path below `/demo/reports`; undefined where there is no such report. */
export function sampleReport(path: string, data: DataDir): Promise<PageResponse> | undefined {
  if (path === '/demo/reports')
    return Promise.resolve({ status: 308, headers: { location: START }, body: '' });
  const files = reportFiles(data);
  if (path === START) return Promise.resolve(page(200, HTML, layout(START, startPage(files), NO_DEMAND)));
  const file = files?.[path.slice(START.length)];
  return file === undefined ? undefined : Promise.resolve(reportPage(file));
}

const NO_DEMAND = { version: 1, period: null, periods: {}, topics: [] } as const;

/** Returns the files of the month by their addresses; undefined where no month is filled. */
function reportFiles(data: DataDir): Readonly<Record<string, string>> | undefined {
  const month = readDemoMark(data)?.simulated?.month;
  if (month === undefined) return undefined;
  const files = {
    'inside.html': join(data.sample, 'inside.html'),
    'released.html': join(data.reports, month, 'demo.html'),
  };
  return Object.values(files).every((file) => existsSync(file)) ? files : undefined;
}

function reportPage(file: string): PageResponse {
  const answer = page(200, HTML, readFileSync(file));
  return { ...answer, headers: { ...answer.headers, 'content-security-policy': REPORT_POLICY } };
}

function startPage(files: Readonly<Record<string, string>> | undefined): DemoPage {
  return {
    title: 'Sample reports',
    description: 'A simulated month of this site.',
    body:
      files === undefined
        ? html`<h1>Sample reports</h1><p class="lead">Figures of a day appear when the day is over. To see a month now, fill one with simulated visitors:</p>
<pre>npx headcount demo --month</pre>
<p>Run it in the folder in which this server was started, beside it. It takes some ten seconds. Then load this page again.</p>`
        : html`<h1>Sample reports</h1><p class="lead">A month of simulated visitors: invented, and marked so on each page.</p>
<ul class="posts"><li><a href="inside.html"><strong>For insiders</strong><span>Exact totals and bounded breakdowns, never to be published.</span></a></li>
<li><a href="released.html"><strong>For the public</strong><span>The same month with noise, each figure with its range.</span></a></li></ul>
<p>The same on the command line: <code>npx headcount report --inside</code> and <code>npx headcount report</code>.</p>`,
  };
}
