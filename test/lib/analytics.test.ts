/** The analytics stack: work groups, saved queries, analysts. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { readSavedQueries } from '#lib/analytics/saved-queries';
import { REPORTS } from '#queries/reports/catalogue';
import { resources, templatesOf } from './deployed.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const templates = templatesOf();
const kms = templatesOf({ encryption: 'kms' });
const group = (name: string, from = templates) =>
  resources(from, 'AWS::Athena::WorkGroup')
    .map(([, one]) => one.Properties)
    .find((one) => one['Name'] === name)!;

describe('the work groups', () => {
  it("write the pipeline's results where they live a day at most, and nobody reuses one", () => {
    const settings = group('headcount-prod-pipeline')['WorkGroupConfiguration'];
    expect(settings.EnforceWorkGroupConfiguration).toBe(true);
    expect(JSON.stringify(settings.ResultConfiguration.OutputLocation)).toMatch(/LakeArrivals.*\/results\//);
    expect(JSON.stringify(settings)).not.toContain('Reuse');
  });

  it('bind analysts to settings, a scan cut-off, encrypted results of their own, and metrics', () => {
    const settings = group('headcount-prod-analysts')['WorkGroupConfiguration'];
    expect(settings).toMatchObject({
      EnforceWorkGroupConfiguration: true,
      BytesScannedCutoffPerQuery: 10_000_000_000,
      PublishCloudWatchMetricsEnabled: true,
      EngineVersion: { SelectedEngineVersion: 'Athena engine version 3' },
      ResultConfiguration: { EncryptionConfiguration: { EncryptionOption: 'SSE_S3' } },
    });
    expect(JSON.stringify(settings.ResultConfiguration.OutputLocation)).toMatch(
      /AnalyticsResults.*\/results\//,
    );
    expect(
      group('headcount-prod-analysts', templatesOf({ scanCutoffGb: 0.5 }))['WorkGroupConfiguration']
        .BytesScannedCutoffPerQuery,
    ).toBe(500_000_000);
    expect(
      group('headcount-prod-analysts', kms)['WorkGroupConfiguration'].ResultConfiguration
        .EncryptionConfiguration.EncryptionOption,
    ).toBe('SSE_KMS');
  });

  it("keep analysts' results for the days configured", () => {
    const [, results] = resources(templatesOf({ resultsDays: 3 }), 'AWS::S3::Bucket').find(([id]) =>
      id.startsWith('AnalyticsResults'),
    )!;
    expect(results.Properties['LifecycleConfiguration'].Rules).toContainEqual({
      Id: 'results-days',
      Prefix: 'results/',
      ExpirationInDays: 3,
      Status: 'Enabled',
    });
  });
});

describe('saved queries', () => {
  const saved = readSavedQueries();
  const named = resources(templates, 'AWS::Athena::NamedQuery').map(([, one]) => one.Properties);
  const prepared = resources(templates, 'AWS::Athena::PreparedStatement').map(([, one]) => one.Properties);

  it('hold every table of every report, and a dozen more for analysts', () => {
    const texts = REPORTS.flatMap((report) =>
      report.tables.map((table) => readFileSync(join(ROOT, 'queries', table.sql), 'utf8')),
    );
    expect(texts.filter((text) => !saved.some((one) => one.sql === text))).toEqual([]);
    expect(saved.length - new Set(texts).size).toBeGreaterThanOrEqual(12);
  });

  it("stand in the analysts' work group, for the console and for EXECUTE, under names and descriptions of their own", () => {
    expect(named.map((one) => one['Name'])).toEqual(saved.map((one) => one.name));
    expect(prepared.map((one) => one['StatementName'])).toEqual(saved.map((one) => one.name));
    expect(new Set(saved.map((one) => one.name)).size).toBe(saved.length);
    for (const one of saved) {
      expect(one.name).toMatch(/^[a-z][a-z0-9_]{0,255}$/);
      expect(one.description, one.name).toMatch(/^\S.{10,}/);
    }
    for (const one of [...named, ...prepared])
      expect(JSON.stringify(one['WorkGroup'])).toContain('AnalystsGroup');
    for (const one of named) expect(one['Database']).toBe('headcount_prod');
  });
});

describe("the analysts' policy", () => {
  const statements = (from: Readonly<Record<string, Template>>) =>
    resources(from, 'AWS::IAM::ManagedPolicy').find(([id]) => id.includes('AnalystsPolicy'))![1].Properties[
      'PolicyDocument'
    ].Statement as readonly Record<string, any>[];
  const denied = (action: string, from = templates) =>
    JSON.stringify(
      statements(from)
        .filter((one) => one['Effect'] === 'Deny' && one['Action'] === action)
        .flatMap((one) => one['Resource']),
    );
  const allowed = (from = templates) =>
    JSON.stringify(statements(from).filter((one) => one['Effect'] === 'Allow'));

  const arrivals = {
    'Fn::ImportValue': expect.stringMatching(
      /^Headcount-prod-Lake:ExportsOutputFnGetAttLakeArrivals\w+Arn/,
    ) as unknown,
  };

  it("denies arrivals, errors, scratch and the pipeline's results: the whole of their bucket", () => {
    // The bucket, and everything in it.
    expect(JSON.parse(denied('s3:*'))).toEqual([arrivals, { 'Fn::Join': ['', [arrivals, '/*']] }]);
    expect(allowed()).not.toContain('LakeArrivals');
  });

  it('denies the database of arrivals and scratch in Glue', () => {
    expect(denied('glue:*')).toContain('database/headcount_prod_scratch');
    expect(denied('glue:*')).toContain('table/headcount_prod_scratch/*');
    expect(allowed()).not.toContain('headcount_prod_scratch');
  });

  it("the analysts' policy and the functions that query see the default database, which Athena requires, and nothing in it", () => {
    expect(allowed()).toContain('database/default');
    expect(allowed()).not.toContain('table/default');
    const asking = resources(templates, 'AWS::IAM::Policy').filter(([, one]) =>
      JSON.stringify(one.Properties).includes('athena:StartQueryExecution'),
    );
    expect(asking).toHaveLength(2);
    for (const [, one] of asking) expect(JSON.stringify(one.Properties)).toContain('database/default');
  });

  it("denies the salts and the pipeline's record", () => {
    expect(denied('dynamodb:*')).toMatch(/State.*Salts/);
    expect(allowed()).not.toContain('dynamodb:');
  });

  it("denies the pipeline's work group, and the queues", () => {
    expect(denied('athena:*')).toContain('workgroup/headcount-prod-pipeline');
    expect(denied('sqs:*')).toContain('Fallback');
  });

  it('denies the key of arrivals and salts, and gives that of facts', () => {
    expect(denied('kms:*', kms)).toContain('ArrivalsKey');
    expect(allowed(kms)).toContain('FactsKey');
    expect(allowed(kms)).not.toContain('ArrivalsKey');
  });

  it('reads of the facts bucket what the views show, and reports; not how releases were paid', () => {
    const objects = statements(templates).find((one) => one['Sid'] === 'Facts')?.['Resource'] as readonly {
      'Fn::Join': [string, unknown[]];
    }[];
    expect(objects.map((one) => one['Fn::Join'][1].at(-1))).toEqual([
      '/calendar/*',
      '/completeness/*',
      '/facts/*',
      '/releases/rows/*',
      '/reports/*',
      '/seals/*',
    ]);
    expect(allowed()).not.toMatch(/s3:(Delete|PutBucket)/);
  });
});

describe("the pipeline's record", () => {
  it('is a table by run and step, and survives its stack in production', () => {
    const [, table] = resources(templates, 'AWS::DynamoDB::Table').find(([id]) => id.includes('State'))!;
    expect(table.Properties['KeySchema']).toEqual([
      { AttributeName: 'run', KeyType: 'HASH' },
      { AttributeName: 'step', KeyType: 'RANGE' },
    ]);
    expect(table.DeletionPolicy).toBe('RetainExceptOnCreate');
  });
});
