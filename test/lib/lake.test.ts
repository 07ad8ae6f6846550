/** The lake stack: buckets, tables, views. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { factColumns } from '#core/facts/columns';
import { storeTables } from '#core/facts/store-tables';
import { FACTS } from '#queries/facts/catalogue';
import { lakeViews } from '#queries/lake/views';
import { SCRATCH, SETTLE_SCRATCH } from '#queries/seal/scratch';
import { ROOT } from '../support/program.ts';
import { resources, templatesOf, type Resource } from './deployed.ts';

const templates = templatesOf();
const lake = templates['Lake'] as Template;
const bucket = (name: string, from = templates): Resource =>
  resources(from, 'AWS::S3::Bucket').find(([id]) => id.startsWith(name))![1];
const rules = (one: Resource) =>
  one.Properties['LifecycleConfiguration'].Rules as readonly Record<string, any>[];
const days = (one: Resource) =>
  Object.fromEntries(
    rules(one)
      .filter((rule) => rule['Prefix'] !== undefined)
      .map((rule) => [rule['Prefix'], rule['ExpirationInDays']]),
  );
const tables = (from = templates) =>
  resources(from, 'AWS::Glue::Table').map(([, one]) => ({
    database: one.Properties['DatabaseName'] as string,
    ...(one.Properties['TableInput'] as {
      Name: string;
      TableType: string;
      Parameters: Record<string, string>;
      PartitionKeys: { Name: string; Type: string }[];
      StorageDescriptor: {
        Columns: { Name: string; Type: string }[];
        Location: unknown;
        SerdeInfo: { SerializationLibrary: string };
      };
      ViewOriginalText?: string;
    }),
  }));

/** Kept when its stack is deleted or replaces it, but not when the creation of the stack is rolled back. */
const KEPT = { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' };

describe('every bucket', () => {
  const all = resources(templates, 'AWS::S3::Bucket');

  it('is private, encrypted, without a fixed name, and gives unfinished uploads up after a day', () => {
    expect(all).toHaveLength(3);
    for (const [id, one] of all) {
      expect(one.Properties['PublicAccessBlockConfiguration'], id).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
      expect(
        one.Properties['BucketEncryption'].ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault
          .SSEAlgorithm,
        id,
      ).toBe('AES256');
      expect(one.Properties, id).not.toHaveProperty('BucketName');
      expect(
        rules(one).some((rule) => rule['AbortIncompleteMultipartUpload']?.DaysAfterInitiation === 1),
        id,
      ).toBe(true);
      expect(one.Properties, id).not.toHaveProperty('LoggingConfiguration');
    }
  });

  it('refuses what does not come by TLS 1.2', () => {
    const policies = resources(templates, 'AWS::S3::BucketPolicy').map(([, one]) =>
      JSON.stringify(one.Properties['PolicyDocument']),
    );
    expect(policies).toHaveLength(3);
    for (const policy of policies) {
      expect(policy).toContain('"aws:SecureTransport":"false"');
      expect(policy).toContain('"s3:TlsVersion":1.2');
    }
  });

  it('outlives its stack, with the tables whose partitions only the seal knows; nothing empties one', () => {
    for (const [id, one] of all) expect(one, id).toMatchObject(KEPT);
    for (const [id, one] of Object.entries(lake.findResources('AWS::Glue::Table')).filter(([id]) =>
      id.startsWith('LakeStore'),
    ))
      expect(one as Resource, id).toMatchObject(KEPT);
    expect(
      Object.entries(lake.findResources('AWS::Glue::Database'))
        .filter(
          ([, one]) =>
            (one as Resource).DeletionPolicy !== 'Delete' && (one as Resource).DeletionPolicy !== undefined,
        )
        .map(([id]) => id),
    ).toEqual([expect.stringMatching(/^LakeStoreDatabase/)]);
    expect(JSON.stringify(Object.values(templates).map((template) => template.toJSON()))).not.toMatch(
      /AutoDelete|autoDelete/,
    );
  });

  it('goes with its stack, if empty, where the stage is not for production', () => {
    for (const [id, one] of resources(templatesOf({ production: false }), 'AWS::S3::Bucket'))
      expect(one.DeletionPolicy, id).toBe('Delete');
  });

  it("has a key of one's own where that is configured: one for arrivals, another for facts and analysts' results", () => {
    const kms = templatesOf({ encryption: 'kms' });
    const key = (name: string) =>
      JSON.stringify(
        bucket(name, kms).Properties['BucketEncryption'].ServerSideEncryptionConfiguration[0]
          .ServerSideEncryptionByDefault.KMSMasterKeyID,
      );
    expect(resources(kms, 'AWS::KMS::Key')).toHaveLength(2);
    expect(key('LakeArrivals')).toContain('ArrivalsKey');
    expect(key('LakeFacts')).toContain('FactsKey');
    expect(key('AnalyticsResults')).toContain('FactsKey');
    for (const [id, one] of resources(kms, 'AWS::KMS::Key'))
      expect(one.Properties['EnableKeyRotation'], id).toBe(true);
  });
});

describe('the bucket of arrivals', () => {
  it('has no versions, no lock and no replica', () => {
    const { Properties } = bucket('LakeArrivals');
    for (const absent of [
      'VersioningConfiguration',
      'ObjectLockConfiguration',
      'ObjectLockEnabled',
      'ReplicationConfiguration',
    ])
      expect(Properties).not.toHaveProperty(absent);
  });

  it('deletes by itself what nobody deleted: results after a day, scratch after two, errors after four, arrivals after their days and three', () => {
    expect(days(bucket('LakeArrivals'))).toEqual({
      'arrivals/': 10,
      'errors/': 4,
      'scratch/': 2,
      'results/': 1,
    });
    expect(
      days(bucket('LakeArrivals', templatesOf({}, { retention: { arrivalsDays: 30 } })))['arrivals/'],
    ).toBe(33);
  });
});

describe('the bucket of facts', () => {
  it('keeps what was overwritten for 30 days, or not at all, as configured', () => {
    expect(bucket('LakeFacts').Properties['VersioningConfiguration']).toEqual({ Status: 'Enabled' });
    expect(
      rules(bucket('LakeFacts')).some((rule) => rule['NoncurrentVersionExpiration']?.NoncurrentDays === 30),
    ).toBe(true);
    expect(bucket('LakeFacts', templatesOf({ versionedFacts: false })).Properties).not.toHaveProperty(
      'VersioningConfiguration',
    );
  });

  it('forgets nothing by age: the pipeline does, by factsDays', () => {
    expect(days(bucket('LakeFacts'))).toEqual({});
  });
});

describe('the tables', () => {
  it('the tables are those of the schema, in three databases named after the stage', () => {
    const named = (database: string) =>
      tables(templatesOf({ stage: 'try-1' }))
        .filter((table) => table.database === database)
        .map((table) => table.Name)
        .toSorted();
    expect(named('headcount_try_1')).toEqual(
      lakeViews(FACTS, 'x')
        .map((view) => view.name)
        .toSorted(),
    );
    expect(named('headcount_try_1_store')).toEqual(
      storeTables(FACTS)
        .map((table) => table.name)
        .toSorted(),
    );
    expect(named('headcount_try_1_scratch')).toEqual(
      [
        'arrivals',
        'completeness',
        ...FACTS.map((fact) => fact.name),
        ...SCRATCH.map((table) => table.name),
        ...SETTLE_SCRATCH.map((table) => table.name),
      ].toSorted(),
    );
  });

  it('find arrivals by date, as strings, from long ago until today', () => {
    const arrivals = tables().find((table) => table.Name === 'arrivals')!;
    expect(arrivals.PartitionKeys).toEqual([{ Name: 'dt', Type: 'string' }]);
    expect(arrivals.Parameters).toMatchObject({
      'projection.enabled': 'true',
      'projection.dt.type': 'date',
      'projection.dt.format': 'yyyy-MM-dd',
      'projection.dt.range': '2000-01-01,NOW',
      'projection.dt.interval': '1',
      'projection.dt.interval.unit': 'DAYS',
    });
    const location = (text: string) => ({
      'Fn::Join': ['', ['s3://', { Ref: expect.stringContaining('LakeArrivals') }, text]],
    });
    expect(arrivals.StorageDescriptor.Location).toEqual(location('/arrivals/'));
    expect(arrivals.Parameters['storage.location.template']).toEqual(location('/arrivals/dt=${dt}/'));
  });

  it('find facts by pointers that the seal swaps, without projection', () => {
    for (const fact of FACTS) {
      const table = tables().find((one) => one.Name === fact.name && one.database.endsWith('_store'))!;
      expect(table.PartitionKeys).toEqual([{ Name: 'period', Type: 'string' }]);
      expect(Object.keys(table.Parameters).some((name) => name.startsWith('projection'))).toBe(false);
      expect(table.StorageDescriptor.Columns.map((column) => column.Name)).toEqual(
        factColumns(fact)
          .map((column) => column.name)
          .filter((name) => name !== 'day'),
      );
    }
  });

  it('read seals and the calendar as JSON, and facts as Parquet', () => {
    const serde = (name: string) =>
      tables().find((table) => table.Name === name && table.database.endsWith('_store'))!.StorageDescriptor
        .SerdeInfo.SerializationLibrary;
    expect([serde('seals'), serde('calendar')]).toEqual([
      'org.openx.data.jsonserde.JsonSerDe',
      'org.openx.data.jsonserde.JsonSerDe',
    ]);
    expect(serde('pages')).toBe('org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe');
  });

  it("show views in Athena's own form: the SQL and its columns as base64", () => {
    for (const view of lakeViews(FACTS, 'headcount_prod_store')) {
      const table = tables().find((one) => one.Name === view.name && one.database === 'headcount_prod')!;
      expect(table).toMatchObject({
        TableType: 'VIRTUAL_VIEW',
        Parameters: { presto_view: 'true', comment: 'Presto View' },
        ViewExpandedText: '/* Presto View */',
      });
      // As Athena writes it; without the empty object Athena fails on a view.
      expect(table.StorageDescriptor).toMatchObject({ Location: '', SerdeInfo: {} });
      const encoded = /^\/\* Presto View: (.*) \*\/$/.exec(table.ViewOriginalText ?? '')?.[1] ?? '';
      expect(JSON.parse(Buffer.from(encoded, 'base64').toString())).toMatchObject({
        originalSql: view.sql,
        catalog: 'awsdatacatalog',
        schema: 'headcount_prod',
        columns: view.columns.map(({ name }) => ({
          name,
          type: expect.stringMatching(/^(varchar|integer|bigint|boolean)$/),
        })),
      });
    }
  });
});

describe('partitioned tables of JSON', () => {
  it('begin in Glue with the committed columns, in their order, since Athena reads them by position', () => {
    const committed = JSON.parse(readFileSync(join(ROOT, 'docs/schema.json'), 'utf8')) as Record<
      string,
      object
    >;
    const partitioned = Object.values(lake.findResources('AWS::Glue::Table'))
      .map((one) => (one as Resource).Properties['TableInput'])
      .filter((table) => table.Parameters?.classification === 'json' && table.PartitionKeys.length > 0);
    expect(partitioned.map((table) => table.Name)).toEqual(['releases']);
    for (const { Name, PartitionKeys, StorageDescriptor } of partitioned) {
      const keys = PartitionKeys.map((key: { Name: string }) => key.Name);
      const names = Object.keys(committed[Name] ?? {}).filter((name) => !keys.includes(name));
      expect(
        StorageDescriptor.Columns.slice(0, names.length).map((one: { Name: string }) => one.Name),
      ).toEqual(names);
    }
  });
});

describe('production', () => {
  it.each([
    { alarms: {} },
    {
      encryption: 'kms',
      alarms: {},
      domain: { name: 'stats.example.com', hostedZoneId: 'Z123', zoneName: 'example.com' },
    },
  ])(
    'keeps nothing of a stack whose first deployment failed, so that names are free for the next: %j',
    (aws) => {
      const policies = Object.values(templatesOf(aws)).flatMap((template) =>
        Object.values(template.toJSON()['Resources'] as Record<string, Resource>).map(
          (one) => one.DeletionPolicy,
        ),
      );
      expect(policies).toContain('RetainExceptOnCreate');
      expect(policies.filter((one) => one === 'Retain' || one === 'Snapshot')).toEqual([]);
    },
  );

  it('protects every stack from being deleted, and a stage to try things on does not', async () => {
    const { stacksOf } = await import('./deployed.ts');
    expect(Object.values(stacksOf({ alarms: {} })).map((stack) => stack.terminationProtection)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(
      Object.values(stacksOf({ production: false })).map((stack) => stack.terminationProtection),
    ).toEqual([false, false, false]);
  });
});
