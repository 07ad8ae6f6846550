/** The collect stack: the promises of its templates. */
import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { compileConfig } from '#core/config/compile';
import { DEMO_CONFIG } from '#core/config/parse-config';
import { answerPreflight } from '#core/collect/cors';
import {
  DEMAND_METHODS,
  DEMAND_PATH,
  EVENTS_PATH,
  findRoute,
  listMethods,
  PIXEL_PATH,
} from '#core/collect/routes';
import { FIELDS } from '#core/event/fields';
import { resources, SITE, templatesOf } from './deployed.ts';

const templates = templatesOf();
const collect = templates['Collect'] as Template;
const kms = templatesOf({ encryption: 'kms' });
const properties = (type: string, from = templates) => resources(from, type).map(([, one]) => one.Properties);

describe('the HTTP API', () => {
  it('has a default stage that is throttled and keeps no access log: each line would be an access time', () => {
    const stages = properties('AWS::ApiGatewayV2::Stage');
    expect(stages).toHaveLength(1);
    expect(stages[0]).toMatchObject({
      StageName: '$default',
      DefaultRouteSettings: { ThrottlingRateLimit: 500, ThrottlingBurstLimit: 1000 },
    });
    expect(stages[0]).not.toHaveProperty('AccessLogSettings');
  });

  it('throttles as configured', () => {
    const [stage] = properties(
      'AWS::ApiGatewayV2::Stage',
      templatesOf({ throttle: { requestsPerSecond: 7, burst: 9 } }),
    );
    expect(stage?.['DefaultRouteSettings']).toMatchObject({
      ThrottlingRateLimit: 7,
      ThrottlingBurstLimit: 9,
    });
  });

  it("answers preflights for the sites' origins alone, as the collector itself does", () => {
    const [api] = properties('AWS::ApiGatewayV2::Api');
    const request = {
      header: (name: string) => (name === 'origin' ? 'http://localhost:8787' : undefined),
    } as Parameters<typeof answerPreflight>[0];
    const own = answerPreflight(request, compileConfig(DEMO_CONFIG)).headers as Record<string, string>;
    expect(api?.['CorsConfiguration']).toEqual({
      AllowOrigins: SITE.origins,
      AllowMethods: [own['access-control-allow-methods']],
      AllowHeaders: [own['access-control-allow-headers']?.split(', ', 1)[0]],
      MaxAge: Number(own['access-control-max-age']),
      AllowCredentials: false,
    });
  });

  it('leaves every route to the collector but the demand and preflights, which core/collect/routes names as well', () => {
    const keys = properties('AWS::ApiGatewayV2::Route').map((route) => route['RouteKey'] as string);
    expect(keys.toSorted()).toEqual([
      '$default',
      ...DEMAND_METHODS.map((one) => `${one} ${DEMAND_PATH}`).toSorted(),
    ]);
    expect(listMethods(EVENTS_PATH, { place: 'aws' })).toEqual(['POST', 'OPTIONS']);
  });

  it('allows no origin where no site has one', () => {
    const [api] = properties(
      'AWS::ApiGatewayV2::Api',
      templatesOf({}, { sites: [{ id: 'log', hosts: ['www.example.com'] }] }),
    );
    expect(api).not.toHaveProperty('CorsConfiguration');
  });
});

describe('delivery', () => {
  const [stream] = properties('AWS::KinesisFirehose::DeliveryStream');
  const destination = stream?.['ExtendedS3DestinationConfiguration'] as Record<string, any>;

  it('takes direct puts and converts them to Parquet by the Glue table of arrivals', () => {
    expect(stream?.['DeliveryStreamType']).toBe('DirectPut');
    const conversion = destination['DataFormatConversionConfiguration'];
    expect(conversion).toMatchObject({
      Enabled: true,
      SchemaConfiguration: { DatabaseName: 'headcount_prod_scratch' },
      InputFormatConfiguration: { Deserializer: { OpenXJsonSerDe: { CaseInsensitive: false } } },
      OutputFormatConfiguration: { Serializer: { ParquetSerDe: {} } },
    });
    const [, table] = resources(templates, 'AWS::Glue::Table').find(
      ([, one]) => one.Properties['TableInput'].Name === 'arrivals',
    )!;
    expect(
      table.Properties['TableInput'].StorageDescriptor.Columns.map(
        (column: { Name: string; Type: string }) => [column.Name, column.Type],
      ),
    ).toEqual(FIELDS.map((field) => [field.name, field.type]));
  });

  it('writes arrivals by UTC day, and what fails below errors/ by the kind of failure', () => {
    expect(destination['Prefix']).toBe('arrivals/dt=!{timestamp:yyyy-MM-dd}/');
    expect(destination['ErrorOutputPrefix']).toBe(
      'errors/!{firehose:error-output-type}/dt=!{timestamp:yyyy-MM-dd}/',
    );
  });

  it('buffers for 900 s and 128 MiB, or as configured, and never below the 64 MiB that conversion needs', () => {
    expect(destination['BufferingHints']).toEqual({ IntervalInSeconds: 900, SizeInMBs: 128 });
    const [short] = properties(
      'AWS::KinesisFirehose::DeliveryStream',
      templatesOf({ buffer: { seconds: 60, mebibytes: 64 } }),
    );
    expect(short?.['ExtendedS3DestinationConfiguration'].BufferingHints).toEqual({
      IntervalInSeconds: 60,
      SizeInMBs: 64,
    });
    expect(() => templatesOf({ buffer: { mebibytes: 63 } })).toThrow('$.aws.buffer.mebibytes');
    expect(() => templatesOf({ buffer: { seconds: 901 } })).toThrow('$.aws.buffer.seconds');
  });

  it('logs nothing, for error messages can quote a record, and keeps no copy of what it took', () => {
    expect(destination['CloudWatchLoggingOptions']).toEqual({ Enabled: false });
    expect(destination['S3BackupMode']).toBe('Disabled');
  });

  it("is encrypted on the way, with a key of one's own where that is configured", () => {
    expect(stream?.['DeliveryStreamEncryptionConfigurationInput']).toEqual({ KeyType: 'AWS_OWNED_CMK' });
    expect(
      properties('AWS::KinesisFirehose::DeliveryStream', kms)[0]?.[
        'DeliveryStreamEncryptionConfigurationInput'
      ].KeyType,
    ).toBe('CUSTOMER_MANAGED_CMK');
  });
});

describe('the fallback queue', () => {
  it("the fallback queue and its dead-letter queue are encrypted, by keys of SQS or one's own", () => {
    expect(properties('AWS::SQS::Queue').map((queue) => queue['SqsManagedSseEnabled'])).toEqual([true, true]);
    expect(properties('AWS::SQS::Queue', kms).every((queue) => queue['KmsMasterKeyId'] !== undefined)).toBe(
      true,
    );
  });

  it("keeps a record for three days, counted from its arrival, so that it is gone within 48 hours of its day's seal", () => {
    expect(properties('AWS::SQS::Queue').map((queue) => queue['MessageRetentionPeriod'])).toEqual([
      259_200, 259_200,
    ]);
  });

  it('is fed back by a function, record by record, and gives up into the dead-letter queue', () => {
    collect.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: 2 },
    });
    collect.hasResourceProperties('AWS::SQS::Queue', {
      RedrivePolicy: Match.objectLike({ maxReceiveCount: 192 }),
      VisibilityTimeout: 900,
    });
  });
});

describe('the sweep of what was held up', () => {
  it('runs every hour and reaches the error prefix and the dead letters, no arrivals', () => {
    collect.hasResourceProperties('AWS::Scheduler::Schedule', { ScheduleExpression: 'cron(20 * * * ? *)' });
    const [, policy] = resources(templates, 'AWS::IAM::Policy').find(([id]) =>
      id.startsWith('CollectErrorsSweepRole'),
    )!;
    const text = JSON.stringify(policy.Properties);
    expect(text).toContain('/errors/*');
    // One error object may hold a whole buffer of Firehose.
    collect.hasResourceProperties('AWS::Lambda::Function', {
      Description: Match.stringLikeRegexp('could not convert'),
      MemorySize: 2048,
    });
    expect(text).toMatch(
      /"sqs:DeleteMessage","sqs:ReceiveMessage"\],"Effect":"Allow","Resource":\{"Fn::GetAtt":\["CollectFallbackDeadLetters/,
    );
    expect(text).not.toContain('/arrivals/');
  });
});

describe('the salts', () => {
  const [, table] = resources(templates, 'AWS::DynamoDB::Table').find(([id]) => id.includes('Salts'))!;
  const statements = table.Properties['ResourcePolicy'].PolicyDocument.Statement as readonly Record<
    string,
    any
  >[];
  const roleOf = (name: string) => ({
    'Fn::GetAtt': [
      Object.keys(collect.findResources('AWS::IAM::Role')).find((id) => id.includes(name)),
      'Arn',
    ],
  });

  it('lie in a table that is paid by request, forgets by TTL, and is not backed up, streamed or replicated', () => {
    expect(table.Type).toBe('AWS::DynamoDB::Table');
    expect(table.Properties).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
      KeySchema: [{ AttributeName: 'day', KeyType: 'HASH' }],
    });
    // Recovery is off by default, and changing it is denied to everybody, including CloudFormation, which must
    // therefore have nothing to change.
    for (const absent of [
      'PointInTimeRecoverySpecification',
      'StreamSpecification',
      'KinesisStreamSpecification',
      'ImportSourceSpecification',
    ])
      expect(table.Properties).not.toHaveProperty(absent);
  });

  it("the salts are read by the collector's role alone, whatever other policies allow", () => {
    const reads = statements.find((one) => one['Sid'] === 'OnlyTheCollectorReads');
    expect(reads).toMatchObject({
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Condition: { StringNotEquals: { 'aws:PrincipalArn': roleOf('CollectCollectorRole') } },
    });
    expect(reads?.['Action']).toEqual(
      expect.arrayContaining([
        'dynamodb:GetItem',
        'dynamodb:BatchGetItem',
        'dynamodb:ConditionCheckItem',
        'dynamodb:Query',
        'dynamodb:Scan',
        'dynamodb:PartiQLSelect',
      ]),
    );
  });

  it('can be exported, backed up, restored or streamed to Kinesis by nobody', () => {
    const copies = statements.find((one) => one['Sid'] === 'NobodyCopies');
    expect(copies).toMatchObject({ Effect: 'Deny', Principal: { AWS: '*' } });
    expect(copies).not.toHaveProperty('Condition');
    expect(copies?.['Action']).toEqual(
      expect.arrayContaining([
        'dynamodb:CreateBackup',
        'dynamodb:ExportTableToPointInTime',
        'dynamodb:RestoreTableToPointInTime',
        'dynamodb:UpdateContinuousBackups',
        'dynamodb:EnableKinesisStreamingDestination',
      ]),
    );
  });

  it('the salts are deleted by the keeper alone, which cannot have the deleted salt returned', () => {
    expect(statements.find((one) => one['Sid'] === 'OnlyTheKeeperDeletes')).toMatchObject({
      Effect: 'Deny',
      Condition: { StringNotEquals: { 'aws:PrincipalArn': roleOf('SaltsKeeperRole') } },
    });
    collect.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: 'dynamodb:DeleteItem',
            Condition: { StringEqualsIfExists: { 'dynamodb:ReturnValues': 'NONE' } },
          }),
        ]),
      },
      PolicyName: Match.stringLikeRegexp('SaltsKeeper'),
    });
  });

  it("go just after midnight of the deployment's time zone, and every hour again", () => {
    collect.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'cron(1 * * * ? *)',
      ScheduleExpressionTimezone: 'Europe/Berlin',
      FlexibleTimeWindow: { Mode: 'OFF' },
    });
  });

  it('do not outlive their table', () => {
    expect(table.DeletionPolicy).toBe('Delete');
  });
});

describe('CloudFront', () => {
  it('is not there without a domain, so that addresses are processed in the region only', () => {
    expect(resources(templates, 'AWS::CloudFront::Distribution')).toEqual([]);
    expect(resources(templates, 'AWS::SecretsManager::Secret')).toEqual([]);
  });

  const domain = {
    name: 'stats.example.com',
    certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/0a1b',
  };
  const named = templatesOf({ domain });
  const [distribution] = properties('AWS::CloudFront::Distribution', named);
  const settings = distribution?.['DistributionConfig'] as Record<string, any>;

  it('keeps no logs', () => {
    expect(settings).not.toHaveProperty('Logging');
  });

  it("forwards what the collector reads, the country and the viewer's address, and no cookie", () => {
    const [policy] = properties('AWS::CloudFront::OriginRequestPolicy', named);
    const { HeadersConfig, CookiesConfig } = policy!['OriginRequestPolicyConfig'];
    expect(HeadersConfig.Headers).toEqual(
      expect.arrayContaining([
        'CloudFront-Viewer-Country',
        'CloudFront-Viewer-Address',
        'Sec-GPC',
        'DNT',
        'Sec-Purpose',
        'User-Agent',
        'Origin',
      ]),
    );
    // CloudFront's quota of headers in a policy.
    expect(HeadersConfig.Headers.length).toBeLessThanOrEqual(10);
    expect(CookiesConfig).toEqual({ CookieBehavior: 'none' });
  });

  it('proves itself by a generated secret, which the collector knows, too', () => {
    const header = settings['Origins'][0].OriginCustomHeaders[0];
    expect(header.HeaderName).toBe('x-headcount-origin');
    const collector = resources(named, 'AWS::Lambda::Function')
      .map(([, one]) => one.Properties['Environment']?.Variables?.HEADCOUNT_ORIGIN_SECRETS)
      .filter((one) => one !== undefined);
    expect(collector).toEqual([header.HeaderValue]);
    expect(JSON.stringify(header.HeaderValue)).toContain('{{resolve:secretsmanager:');
  });

  it('makes a new secret where the configuration counts it up, and believes the one before while CloudFront takes it over', () => {
    const ids = (originSecret: number) => {
      const templates = templatesOf({ domain: { ...domain, originSecret } });
      const secret = (value: unknown) =>
        [...JSON.stringify(value).matchAll(/OriginSecret\d/g)].map(([id]) => id);
      const sent = resources(templates, 'AWS::CloudFront::Distribution')[0]?.[1].Properties[
        'DistributionConfig'
      ].Origins[0].OriginCustomHeaders[0].HeaderValue;
      const known = resources(templates, 'AWS::Lambda::Function').flatMap(
        ([, one]) => one.Properties['Environment']?.Variables?.HEADCOUNT_ORIGIN_SECRETS ?? [],
      );
      return [secret(sent), secret(known)];
    };
    expect(ids(1)).toEqual([['OriginSecret1'], ['OriginSecret1']]);
    expect(ids(2)).toEqual([['OriginSecret2'], ['OriginSecret2', 'OriginSecret1']]);
    expect(ids(3)).toEqual([['OriginSecret3'], ['OriginSecret3', 'OriginSecret2']]);
  });

  it('caches the demand and the tracker, by its plain name and by that of a version, and nothing else', () => {
    const patterns = settings['CacheBehaviors'].map((one: { PathPattern: string }) => one.PathPattern);
    expect(patterns).toEqual([DEMAND_PATH, '/headcount*.js']);
    const cached = new RegExp(`^${patterns[1].replaceAll('.', '\\.').replaceAll('*', '.*')}$`);
    const paths = [
      '/headcount.js',
      '/headcount-0123456789ab.js',
      '/headcount.0123456789ab.js',
      '/healthz',
      EVENTS_PATH,
      PIXEL_PATH,
      DEMAND_PATH,
    ];
    for (const path of paths)
      expect(cached.test(path), path).toBe(findRoute('GET', path, { place: 'aws' })?.handler === 'tracker');
    expect(settings['DefaultCacheBehavior'].CachePolicyId).toBe('4135ea2d-6df8-44a3-9df3-4b5a84be39ad');
  });

  it('lets any page load the tracker and check it, since the API sends no such header to an edge', () => {
    const behavior = settings['CacheBehaviors'][1];
    const id = behavior.ResponseHeadersPolicyId.Ref as string;
    const template = named['Collect'] as Template;
    expect(template.toJSON().Resources[id].Properties.ResponseHeadersPolicyConfig.CorsConfig).toMatchObject({
      AccessControlAllowOrigins: { Items: ['*'] },
      AccessControlAllowCredentials: false,
      OriginOverride: true,
    });
    const cache = template.toJSON().Resources[behavior.CachePolicyId.Ref].Properties.CachePolicyConfig;
    // Otherwise CloudFront would keep the answer to an unknown version.
    expect(cache).toMatchObject({
      MinTTL: 0,
      ParametersInCacheKeyAndForwardedToOrigin: {
        EnableAcceptEncodingBrotli: true,
        EnableAcceptEncodingGzip: true,
      },
    });
  });

  it('has an output with the CNAME to set where Route 53 does not have the zone', () => {
    expect(JSON.stringify((named['Collect'] as Template).findOutputs('Cname'))).toContain(
      'stats.example.com CNAME ',
    );
  });

  const zone = { name: 'stats.example.com', hostedZoneId: 'Z0123456789ABC', zoneName: 'example.com' };

  it('takes its certificate from a stack in us-east-1 where the zone is known, without a custom resource', () => {
    const zoned = templatesOf({ account: '111122223333', region: 'eu-central-1', domain: zone });
    expect(Object.keys(zoned)).toContain('Certificate');
    const [one] = properties('AWS::CloudFront::Distribution', zoned);
    expect(one?.['DistributionConfig'].ViewerCertificate.AcmCertificateArn).toEqual({
      'Fn::GetStackOutput': {
        StackName: 'Headcount-prod-Certificate',
        OutputName: 'CertificateArn',
        Region: 'us-east-1',
      },
    });
    expect(
      resources(zoned, 'AWS::Route53::RecordSet')
        .map(([, record]) => record.Properties['Type'])
        .toSorted(),
    ).toEqual(['A', 'AAAA']);
    expect((zoned['Certificate'] as Template).findOutputs('CertificateArn')).toHaveProperty('CertificateArn');
  });

  it('needs no further stack in us-east-1', () => {
    expect(Object.keys(templatesOf({ region: 'us-east-1', domain: zone }))).not.toContain('Certificate');
  });
});

describe('the outputs', () => {
  const names = (part: string) =>
    Object.keys((templates[part] as Template).findOutputs('*'))
      .filter((name) => !name.startsWith('ExportsOutput'))
      .toSorted();

  it('have fixed names, by which the command line finds a deployment', () => {
    expect(names('Lake')).toEqual([
      'ArrivalsBucket',
      'Database',
      'FactsBucket',
      'ScratchDatabase',
      'StoreDatabase',
    ]);
    expect(names('Collect')).toEqual([
      'CollectorUrl',
      'DeadLetterQueue',
      'FallbackQueue',
      'SaltsTable',
      'ScriptTag',
      'ServerUrl',
      'Stream',
    ]);
    expect(names('Analytics')).toEqual([
      'AnalystsPolicyArn',
      'AnalystsWorkGroup',
      'PipelineWorkGroup',
      'ReleaseFunction',
      'ReportFunction',
      'ResultsBucket',
      'SealFunction',
      'StateTable',
    ]);
  });

  it('have the script tag of the first site', () => {
    expect(JSON.stringify(collect.findOutputs('ScriptTag'))).toContain(
      '/headcount.js\\" data-site=\\"shop\\"',
    );
  });
});
