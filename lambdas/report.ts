/**
 * Monthly pages, on schedule or on demand with {"month": "2026-03"}, and an operator's decisions about names: wires AWS
 * to runtime/aws/report.
 */
import { S3Client } from '@aws-sdk/client-s3';
import type { PublishOutcome } from '#core/release/publish-months';
import { RELEASED_TABLES } from '#queries/facts/catalogue';
import { REPORTS } from '#queries/reports/catalogue';
import { endpointOverride, env } from '#runtime/aws/env';
import { Objects } from '#runtime/aws/lake/objects';
import { awsDecisions } from '#runtime/aws/release/name-decisions';
import { publishMonths } from '#runtime/aws/report/publish-months';
import { decisionsIn, monthIn, type ReportEvent } from '#runtime/aws/report/report-event';
import { readCompiledConfig } from '#runtime/node/files-beside';
import { monthFiles } from '#runtime/node/publish/month-files';
import { renderIndex } from '#render/html/released/index-page';

const config = readCompiledConfig(import.meta.dirname);
const s3 = new S3Client({ forcePathStyle: endpointOverride('s3') !== undefined });

interface Context {
  getRemainingTimeInMillis(): number;
}

export async function handler(event: ReportEvent | null, context: Context): Promise<PublishOutcome> {
  const facts = new Objects(s3, env('factsBucket'));
  const decisions = decisionsIn(event);
  if (decisions !== undefined) {
    await awsDecisions(facts).append({ version: 1, on: config.zone.day(Date.now()), decisions });
    return { done: true, pages: [] };
  }
  const month = monthIn(event);
  return await publishMonths({
    facts,
    config,
    catalogue: { reports: REPORTS, measures: RELEASED_TABLES },
    monthFiles,
    index: renderIndex,
    remainingMs: () => context.getRemainingTimeInMillis(),
    ...(month === undefined ? {} : { month }),
  });
}
