/** Every function of the deployment: runtime, logs, roles, schedules. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { parseConfig } from '#core/config/parse-config';
import { deploymentOf } from '#lib/deployment';
import { headcountStacks } from '#lib/headcount-stacks';
import { resources, SITE, statementsOf, templatesOf } from './deployed.ts';

const templates = templatesOf();
const functions = resources(templates, 'AWS::Lambda::Function').map(([, one]) => one.Properties);
const folder = mkdtempSync(join(tmpdir(), 'headcount-functions-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('every function', () => {
  it('is one of eight, on Node 24 and arm64', () => {
    expect(functions).toHaveLength(8);
    for (const one of functions)
      expect(one).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
      });
  });

  it('reserves no concurrency: a new account has ten executions in all', () => {
    for (const one of functions) expect(one).not.toHaveProperty('ReservedConcurrentExecutions');
    expect(resources(templates, 'AWS::Lambda::Version')).toEqual([]);
  });

  it("logs JSON to a group of its own that forgets, and of Lambda's own lines only warnings, so that no request leaves one", () => {
    const groups = resources(templates, 'AWS::Logs::LogGroup');
    expect(groups).toHaveLength(8);
    for (const [, group] of groups)
      expect([group.Properties['RetentionInDays'], group.DeletionPolicy]).toEqual([14, 'Delete']);
    for (const one of functions)
      expect(one['LoggingConfig']).toMatchObject({
        LogFormat: 'JSON',
        SystemLogLevel: 'WARN',
        LogGroup: { Ref: expect.any(String) },
      });
  });

  it('logs no progress where it sees requests or their records', () => {
    const level = (word: string) =>
      functions
        .filter((one) => (one['Description'] as string).includes(word))
        .map((one) => one['LoggingConfig'].ApplicationLogLevel);
    for (const word of ['answers visitors', 'fallback queue', 'could not convert', 'ended days'])
      expect(level(word), word).toEqual(['WARN']);
    for (const word of ['seals', 'draws', 'writes the pages']) expect(level(word), word).toEqual(['INFO']);
  });

  it('is not traced', () => {
    for (const one of functions) expect(one).not.toHaveProperty('TracingConfig');
  });

  it('is found by no custom resource, and none is anywhere', () => {
    for (const template of Object.values(templates)) {
      const types = Object.values(template.toJSON()['Resources'] as Record<string, { Type: string }>).map(
        (one) => one.Type,
      );
      expect(
        types.filter((type) => type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource'),
      ).toEqual([]);
    }
  });
});

describe('schedules', () => {
  const schedules = resources(
    templatesOf({}, { timeZone: 'America/New_York' }),
    'AWS::Scheduler::Schedule',
  ).map(([, one]) => one.Properties);

  it("have six fields, in the deployment's time zone", () => {
    expect(schedules).toHaveLength(5);
    for (const one of schedules)
      expect(one).toMatchObject({
        ScheduleExpression: expect.stringMatching(/^cron\((\S+ ){5}\S+\)$/),
        ScheduleExpressionTimezone: 'America/New_York',
      });
  });

  it('run seal, release and report each quarter of an hour from three to nine, one after the other', () => {
    expect(
      schedules
        .map((one) => one['ScheduleExpression'] as string)
        .filter((one) => one.includes('3-8'))
        .toSorted(),
    ).toEqual(['cron(0/15 3-8 * * ? *)', 'cron(10/15 3-8 * * ? *)', 'cron(5/15 3-8 * * ? *)']);
  });
});

/** Returns a policy with the longest possible values of references: IAM counts these, without white space. */
function asDeployed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asDeployed);
  if (typeof value !== 'object' || value === null) return value;
  const { Ref: ref, 'Fn::Join': join } = value as { Ref?: string; 'Fn::Join'?: [string, unknown[]] };
  if (join !== undefined) return join[1].map(asDeployed).join(join[0]);
  if (ref !== undefined)
    return (
      { 'AWS::Partition': 'aws', 'AWS::Region': 'ap-southeast-2', 'AWS::AccountId': '111122223333' }[ref] ??
      'x'.repeat(63)
    );
  if ('Fn::GetAtt' in value || 'Fn::ImportValue' in value)
    return `arn:aws:dynamodb:ap-southeast-2:111122223333:table/${'x'.repeat(60)}`;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, asDeployed(one)]));
}

describe('roles and policies', () => {
  const everything = templatesOf({ stage: 'twenty-letters-abcde', encryption: 'kms', alarms: {} });
  const statements = [
    ...['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].flatMap((type) =>
      resources(everything, type).flatMap(([id, one]) =>
        (one.Properties['PolicyDocument'].Statement as Record<string, any>[]).map((statement) => ({
          id,
          statement,
        })),
      ),
    ),
    ...resources(everything, 'AWS::IAM::Role').flatMap(([id, one]) =>
      (
        (one.Properties['Policies'] ?? []) as { PolicyDocument: { Statement: Record<string, any>[] } }[]
      ).flatMap((policy) => policy.PolicyDocument.Statement.map((statement) => ({ id, statement }))),
    ),
  ];

  it('allow no action by a wildcard', () => {
    expect(statements.length).toBeGreaterThan(40);
    const wide = statements.filter(
      ({ statement }) =>
        statement['Effect'] === 'Allow' &&
        [statement['Action']].flat().some((action: string) => action.includes('*')),
    );
    expect(wide).toEqual([]);
  });

  it('allow every resource only where the action takes none', () => {
    const wide = statements.filter(
      ({ statement }) => statement['Effect'] === 'Allow' && [statement['Resource']].flat().includes('*'),
    );
    expect(wide.flatMap(({ statement }) => [statement['Action']].flat())).toEqual([
      'athena:ListDataCatalogs',
      'athena:ListWorkGroups',
    ]);
  });

  it("fit into IAM's limits: 10,240 characters a role, 6,144 a managed policy", () => {
    const size = (value: unknown): number => JSON.stringify(asDeployed(value)).length;
    for (const [id, one] of resources(everything, 'AWS::IAM::Policy'))
      expect(size(one.Properties['PolicyDocument']), id).toBeLessThan(10_000);
    for (const [id, one] of resources(everything, 'AWS::IAM::ManagedPolicy'))
      expect(size(one.Properties['PolicyDocument']), id).toBeLessThan(6_144);
  });

  it('carry the permissions boundary, every one of them, by name or by ARN', () => {
    for (const [boundary, expected] of [
      ['Boundary', ':policy/Boundary'],
      ['arn:aws:iam::111122223333:policy/B', 'arn:aws:iam::111122223333:policy/B'],
    ] as const) {
      const bound = templatesOf({
        permissionsBoundary: boundary,
        alarms: {},
        domain: {
          name: 'stats.example.com',
          certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/0a1b',
        },
      });
      const roles = resources(bound, 'AWS::IAM::Role');
      expect(roles.length).toBeGreaterThan(10);
      for (const [id, role] of roles)
        expect(JSON.stringify(role.Properties['PermissionsBoundary'] ?? ''), id).toContain(expected);
    }
    for (const [id, role] of resources(templates, 'AWS::IAM::Role'))
      expect(role.Properties, id).not.toHaveProperty('PermissionsBoundary');
  });

  it('let the collector send events, and read and make salts, and nothing else', () => {
    const actions = statementsOf(templates, 'CollectCollectorRole').flatMap((one) => one.Action);
    expect(actions.toSorted()).toEqual([
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'firehose:PutRecordBatch',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      'sqs:SendMessage',
    ]);
  });

  it('let the function that writes pages query nothing, and read no facts', () => {
    const text = JSON.stringify(statementsOf(templates, 'AnalyticsPipelineReportRole'));
    expect(text).toContain('/reports/*');
    expect(text).not.toMatch(/athena:|glue:|\/facts\/|LakeArrivals/);
  });

  it("let a seal and a settlement work in scratch of their own: a seal's holds visitors' rows", () => {
    for (const [name, own] of [
      ['Seal', 'seal'],
      ['Release', 'settle'],
    ] as const) {
      expect(
        JSON.stringify(statementsOf(templates, `AnalyticsPipeline${name}Role`)).match(/\/scratch\/[^"]*/g),
        name,
      ).toEqual([`/scratch/${own}-*`]);
    }
  });

  it('let only the seal read arrivals, of the functions that run SQL', () => {
    for (const name of ['Seal', 'Release', 'Report']) {
      expect(
        JSON.stringify(statementsOf(templates, `AnalyticsPipeline${name}Role`)).includes('/arrivals/*'),
        name,
      ).toBe(name === 'Seal');
    }
  });
});

describe('a bundle as it is deployed', () => {
  const key = 'a-key-of-a-server-that-posts-for-its-visitors';
  writeFileSync(join(folder, 'shop.key'), `${key}\n`);
  writeFileSync(join(folder, 'sitemap.txt'), 'https://www.example.com/\nhttps://www.example.com/products\n');

  const synthesized = (name: string, aws: object = {}, rest: object = {}) => {
    const outdir = join(folder, name);
    const config = parseConfig(
      JSON.stringify({
        timeZone: 'Europe/Berlin',
        aws,
        ...rest,
        sites: [{ ...SITE, keyFile: 'shop.key', published: 'sitemap.txt' }],
      }),
    );
    // The CDK names each bundle on standard error.
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      const app = new App({ outdir });
      headcountStacks(app, deploymentOf(config, folder));
      app.synth();
    } finally {
      stderr.mockRestore();
    }
    return readdirSync(outdir)
      .filter((file) => file.startsWith('asset.'))
      .map((file) => join(outdir, file));
  };

  it('has the checked configuration beside it: sitemaps resolved, the key as its digest, never the key', () => {
    const all = synthesized('one');
    const assets = all.filter((asset) => existsSync(join(asset, 'headcount.json')));
    // The demand for topics needs no configuration.
    expect([all.length, assets.length]).toEqual([8, 7]);
    for (const asset of assets) {
      const text = readFileSync(join(asset, 'headcount.json'), 'utf8');
      expect(text).not.toContain(key);
      expect(text).not.toContain('shop.key');
      const config = JSON.parse(text) as {
        timeZone: string;
        aws?: unknown;
        sites: { published: string[]; keyDigest: string }[];
      };
      expect(config).not.toHaveProperty('aws');
      expect(config.sites[0]).toMatchObject({
        published: ['/', '/products'],
        keyDigest: createHash('sha256').update(key).digest('hex'),
      });
      expect(readdirSync(asset)).toContain('index.mjs');
      expect(readdirSync(asset).filter((file) => file.endsWith('.map'))).toEqual([]);
    }
  });

  it('is named by its content: the same configuration gives the same assets, and how it is deployed does not count', () => {
    const names = (assets: readonly string[]) => assets.map((path) => path.split('/').at(-1)).toSorted();
    expect(names(synthesized('three', { stage: 'other' }))).toEqual(names(synthesized('two')));
  });

  it('has the country database where the collector looks countries up, and is without it where none is wanted', () => {
    const beside = (name: string, country: string) =>
      synthesized(name, {}, { country }).filter((asset) => readdirSync(asset).includes('country.mmdb'))
        .length;
    expect([beside('four', 'database'), beside('five', 'none')]).toEqual([1, 0]);
  });

  it('is refused with the JSON path where a file that the configuration names is missing', () => {
    const config = parseConfig(JSON.stringify({ sites: [{ ...SITE, keyFile: 'none.key' }] }));
    expect(() => deploymentOf(config, folder)).toThrow('$.sites[0].keyFile: the file cannot be read');
  });
});
