/** Monthly pages, on schedule or on demand with {"month": "2026-03"}: wires AWS to runtime/aws/report. */
import { S3Client } from '@aws-sdk/client-s3';
import type { PublishOutcome } from '#core/release/publish-months';
import { RELEASED_TABLES } from '#queries/facts/catalogue';
import { REPORTS } from '#queries/reports/catalogue';
import { endpointOverride, env } from '#runtime/aws/env';
import { Objects } from '#runtime/aws/lake/objects';
import { publishMonths } from '#runtime/aws/report/publish-months';
import { readCompiledConfig } from '#runtime/node/files-beside';
import { monthFiles } from '#runtime/node/publish/month-files';
import { releaseParquet } from '#runtime/node/publish/release-parquet';
import { renderIndex } from '#render/html/released/index-page';

const { source: config } = readCompiledConfig(import.meta.dirname);
const s3 = new S3Client({ forcePathStyle: endpointOverride('s3') !== undefined });

interface Context {
  getRemainingTimeInMillis(): number;
}

export async function handler(
  event: { readonly month?: string } | null,
  context: Context,
): Promise<PublishOutcome> {
  const month =
    typeof event?.month === 'string' && /^\d{4}-\d{2}$/.test(event.month) ? event.month : undefined;
  return await publishMonths({
    facts: new Objects(s3, env('factsBucket')),
    config,
    catalogue: { reports: REPORTS, measures: RELEASED_TABLES },
    monthFiles,
    parquet: releaseParquet,
    index: renderIndex,
    remainingMs: () => context.getRemainingTimeInMillis(),
    ...(month === undefined ? {} : { month }),
  });
}
