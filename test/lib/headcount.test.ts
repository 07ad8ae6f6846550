/** The construct in a consumer's stack. */
import { App, Aspects, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { describe, expect, it } from 'vitest';
import { Headcount, type HeadcountProps } from '#lib/headcount';
import { outdir, SITE } from './deployed.ts';

/** A consumer's app with a stack that has resources of its own, without our feature flags. */
function host(props?: HeadcountProps, env?: { account?: string; region?: string }) {
  const app = new App({ outdir: outdir(), context: { 'aws:cdk:bundling-stacks': [] } });
  const stack = new Stack(app, 'Host', env === undefined ? {} : { env });
  new Bucket(stack, 'Own');
  const role = new Role(stack, 'OwnRole', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  const headcount = props === undefined ? undefined : new Headcount(stack, 'Statistics', props);
  return { app, stack, role, headcount };
}
const config = { sites: [SITE] };
const resourcesOf = (stack: Stack) =>
  Template.fromStack(stack).toJSON()['Resources'] as Record<
    string,
    { Type: string; Properties: Record<string, unknown> }
  >;

describe('the Headcount construct', () => {
  it('deploys all parts into one stack', () => {
    const { stack } = host({ config: { ...config, aws: { alarms: {} } } });
    const types = Object.values(resourcesOf(stack)).map((one) => one.Type);
    for (const type of [
      'AWS::ApiGatewayV2::Api',
      'AWS::KinesisFirehose::DeliveryStream',
      'AWS::Glue::Table',
      'AWS::Athena::WorkGroup',
      'AWS::Scheduler::Schedule',
      'AWS::CloudWatch::Alarm',
    ])
      expect(types).toContain(type);
    expect(types.length).toBeLessThan(400);
  });

  it('changes nothing else of the app: no resource, context, tag, boundary or aspect', () => {
    const before = host();
    const after = host({
      config: { ...config, aws: { tags: { team: 'web' }, permissionsBoundary: 'Boundary' } },
    });
    const own = resourcesOf(before.stack);
    const all = resourcesOf(after.stack);
    for (const [id, resource] of Object.entries(own)) expect(all[id]).toEqual(resource);
    expect(
      Object.keys(all)
        .filter((id) => !id.startsWith('Statistics'))
        .toSorted(),
    ).toEqual(Object.keys(own).toSorted());
    expect(after.app.node.getAllContext()).toEqual(before.app.node.getAllContext());
    expect([Aspects.of(after.app).all, Aspects.of(after.stack).all]).toEqual([
      Aspects.of(before.app).all,
      Aspects.of(before.stack).all,
    ]);
    expect(after.stack.tags.hasTags()).toBe(false);
  });

  it('tags and bounds what it makes itself', () => {
    const { stack } = host({
      config: { ...config, aws: { tags: { team: 'web' } } },
      permissionsBoundary: ManagedPolicy.fromManagedPolicyArn(
        new Stack(),
        'B',
        'arn:aws:iam::111122223333:policy/B',
      ),
    });
    for (const [id, one] of Object.entries(resourcesOf(stack)).filter(
      ([id, one]) => id.startsWith('Statistics') && one.Type === 'AWS::IAM::Role',
    )) {
      expect(one.Properties['PermissionsBoundary'], id).toBe('arn:aws:iam::111122223333:policy/B');
      expect(one.Properties['Tags'], id).toContainEqual({ Key: 'team', Value: 'web' });
    }
  });

  it("gives a role the analysts' policy", () => {
    const { stack, role, headcount } = host({ config });
    headcount?.grantQueries(role);
    expect(
      JSON.stringify(
        resourcesOf(stack)['OwnRole1B1BFB0B'] ??
          Object.entries(resourcesOf(stack)).find(([id]) => id.startsWith('OwnRole'))?.[1],
      ),
    ).toContain('AnalystsPolicy');
  });

  it('says the script tag of a configured site, and which sites there are', () => {
    const { headcount } = host({ config });
    expect(headcount?.scriptTag('shop')).toMatch(
      /^<script defer src=".*\/headcount\.js" data-site="shop"><\/script>$/,
    );
    expect(() => headcount?.scriptTag('none')).toThrow('no site "none": there are shop');
  });

  it('names the JSON path of a mistake', () => {
    expect(() => host({ config: { sites: [{ ...SITE, hosts: [] }] } })).toThrow('$.sites[0].hosts');
    expect(() => host({ config: { ...config, aws: { buffer: { seconds: 1 } } } })).toThrow(
      '$.aws.buffer.seconds',
    );
    expect(() => host({ config, configFile: 'headcount.json' })).toThrow('either config or configFile');
  });

  it('makes a certificate in us-east-1, and elsewhere asks for one', () => {
    const zoned = {
      config: {
        ...config,
        aws: {
          domain: { name: 'stats.example.com', hostedZoneId: 'Z0123456789ABC', zoneName: 'example.com' },
        },
      },
    };
    expect(() => host(zoned, { account: '111122223333', region: 'eu-central-1' })).toThrow(
      'name certificateArn',
    );
    const { stack } = host(zoned, { account: '111122223333', region: 'us-east-1' });
    expect(Object.values(resourcesOf(stack)).map((one) => one.Type)).toContain(
      'AWS::CertificateManager::Certificate',
    );
  });
});
