/** `/v1/demand` in the templates: a role that reads two objects, and a cache that knows no visitor. */
import { Stack } from 'aws-cdk-lib';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '#core/config/parse-config';
import { deploymentOf } from '#lib/deployment';
import { headcountStacks } from '#lib/headcount-stacks';
import { appOf, resources, SITE, statementsOf, templatesOf } from './deployed.ts';

const ROLE = 'CollectDemandAnswerRole';

/** The templates of a deployment beside a register. */
function besideRegister(aws: object = {}): Readonly<Record<string, Template>> {
  const app = appOf();
  const register = new Stack(app, 'Register');
  const registerDemand = Bucket.fromBucketName(register, 'Open', 'register-open');
  const config = parseConfig(JSON.stringify({ sites: [SITE], aws }));
  const { stacks } = headcountStacks(app, { ...deploymentOf(config, import.meta.dirname), registerDemand });
  return Object.fromEntries(Object.entries(stacks).map(([part, stack]) => [part, Template.fromStack(stack)]));
}
const rightsOf = (templates: Readonly<Record<string, Template>>) =>
  statementsOf(templates, ROLE)
    .filter(({ Action }) => ![Action].flat().every((action) => action.startsWith('logs:')))
    .map(
      ({ Action, Resource, Effect, ...rest }) => [Effect, Action, JSON.stringify(Resource), rest] as const,
    );
const demandOf = (templates: Readonly<Record<string, Template>>) =>
  resources(templates, 'AWS::Lambda::Function').find(([, { Properties }]) =>
    (Properties['Description'] as string).includes('demand for topics'),
  )?.[1].Properties;

describe('the role behind /v1/demand', () => {
  it('reads the released object of usage and that of the register, and can do nothing else', () => {
    const rights = rightsOf(besideRegister());
    expect(rights).toHaveLength(1);
    const [effect, action, resource] = rights[0] ?? [];
    expect([effect, action]).toEqual(['Allow', 's3:GetObject']);
    expect(JSON.parse(resource ?? '[]')).toHaveLength(2);
    expect(resource).toContain('LakeFacts');
    expect(resource?.match(/\/[\w/.*-]*"/g)?.toSorted()).toEqual(['/demand.json"', '/reports/demand.json"']);
    expect(resource).toContain('register-open/demand.json');
  });

  it('reads the object of usage alone where no register is deployed', () => {
    const templates = templatesOf();
    expect(rightsOf(templates).map(([, , resource]) => resource.match(/\/[\w/.*-]*"/g))).toEqual([
      ['/reports/demand.json"'],
    ]);
    expect(Object.keys(demandOf(templates)?.['Environment'].Variables)).toEqual(['HEADCOUNT_FACTS_BUCKET']);
  });

  it("may decrypt with the key of the facts where it is one's own, and encrypt nothing", () => {
    const rights = rightsOf(templatesOf({ encryption: 'kms' }));
    expect(rights.map(([, action]) => action)).toEqual(['s3:GetObject', 'kms:Decrypt']);
    expect(rights[1]?.[2]).toContain('FactsKey');
  });

  it('is of a function that has no configuration with keys beside it, and knows both buckets', () => {
    expect(demandOf(besideRegister())?.['Environment'].Variables).toEqual({
      HEADCOUNT_FACTS_BUCKET: expect.anything(),
      HEADCOUNT_REGISTER_OPEN_BUCKET: 'register-open',
    });
  });
});

describe('the demand in CloudFront', () => {
  const named = templatesOf({
    domain: {
      name: 'stats.example.com',
      certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/0a1b',
    },
  });
  const settings = resources(named, 'AWS::CloudFront::Distribution')[0]?.[1].Properties['DistributionConfig'];
  const behaviour = settings.CacheBehaviors.find(
    ({ PathPattern }: { readonly PathPattern: string }) => PathPattern === '/v1/demand',
  );
  const ofType = (type: string, id: string) =>
    resources(named, type).find(([name]) => name === id)?.[1].Properties;

  it('is one answer for everybody: its key has no header, cookie or query, and none reaches the function', () => {
    const policy = ofType('AWS::CloudFront::CachePolicy', behaviour.CachePolicyId.Ref)?.['CachePolicyConfig'];
    expect(policy.ParametersInCacheKeyAndForwardedToOrigin).toEqual({
      CookiesConfig: { CookieBehavior: 'none' },
      HeadersConfig: { HeaderBehavior: 'none' },
      QueryStringsConfig: { QueryStringBehavior: 'none' },
      EnableAcceptEncodingBrotli: false,
      EnableAcceptEncodingGzip: false,
    });
    expect(policy.MaxTTL).toBe(300);
    expect(behaviour).not.toHaveProperty('OriginRequestPolicyId');
  });

  it('keeps its strong tag, which compression would weaken, and may be read by any page', () => {
    expect(behaviour.Compress).toBe(false);
    const policy = ofType('AWS::CloudFront::ResponseHeadersPolicy', behaviour.ResponseHeadersPolicyId.Ref);
    expect(policy?.['ResponseHeadersPolicyConfig'].CorsConfig).toMatchObject({
      AccessControlAllowOrigins: { Items: ['*'] },
      AccessControlAllowCredentials: false,
      OriginOverride: true,
    });
  });
});
