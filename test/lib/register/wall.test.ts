/** The wall on AWS: over the templates of the whole app no role reads both halves. */
import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { describe, expect, it } from 'vitest';
import { resources, type Statement } from '../deployed.ts';
import { registeredStacks, registeredTemplates } from './registered.ts';

/** What a role of the stream may read of the register. */
const DEMAND = 's3:GetObject RegisterOpenBucket/demand.json';

describe('the wall', () => {
  const { Register, ...stream } = registeredTemplates({ alarms: {} }, { alarms: {}, encryption: 'kms' });
  const importsOf = (json: unknown) => JSON.stringify(json).match(/"Fn::ImportValue":"[^"]*"/g) ?? [];

  it('no role of the register is granted anything of the stream', () => {
    expect(importsOf(Register?.toJSON())).toEqual([]);
    for (const type of ['AWS::IAM::Role', 'AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'])
      for (const [id, { Properties }] of resources({ Register: Register! }, type)) {
        expect(JSON.stringify(Properties), id).not.toMatch(/arn:aws:|Headcount-prod-(?!register-staff)/);
      }
  });

  it('no role of the stream is granted anything of the register, but the object of released demand', () => {
    expect(grantsAcross(stream)).toEqual([DEMAND]);
    const others = Object.values(stream)
      .flatMap((template) => importsOf(template.toJSON()))
      .filter((name) => name.includes('Headcount-prod-Register:') && !name.includes('RegisterOpenBucket'));
    expect(others).toEqual([]);
  });

  it('a role that reads both halves is found, so that the test above is not vacuous', () => {
    const stacks = registeredStacks();
    const [table] = (stacks['Register'] as Stack).node.findAll().filter((one) => one instanceof Table);
    const role = new Role(stacks['Collect'] as Stack, 'Both', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    (table as Table).grantReadData(role);
    const { Collect } = Object.fromEntries(
      Object.entries(stacks).map(([part, stack]) => [part, Template.fromStack(stack)]),
    );
    expect(grantsAcross({ Collect: Collect as Template }).length).toBeGreaterThan(0);
  });

  it('no role of either half may use every table, bucket, key, secret, function or topic there is', () => {
    const wide = ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy']
      .flatMap((type) => resources({ Register: Register!, ...stream }, type))
      .flatMap(([id, { Properties }]) =>
        (Properties['PolicyDocument'].Statement as Statement[])
          .filter(({ Effect, Resource }) => Effect === 'Allow' && [Resource].flat().includes('*'))
          .flatMap(({ Action }) => [Action].flat().map((action) => `${id} ${action}`)),
      );
    expect(wide.filter((one) => !/ athena:List(WorkGroups|DataCatalogs)$/.test(one))).toEqual([]);
  });
});

/** Returns what roles of the stream are granted of the register's stack, as `action resource`. */
function grantsAcross(stream: Readonly<Record<string, Template>>): readonly string[] {
  return ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::Role']
    .flatMap((type) => resources(stream, type))
    .flatMap(([, { Properties }]) => [
      ...((Properties['PolicyDocument']?.Statement ?? []) as Statement[]),
      ...((Properties['Policies'] ?? []) as { PolicyDocument: { Statement: Statement[] } }[]).flatMap(
        (one) => one.PolicyDocument.Statement,
      ),
    ])
    .flatMap(({ Action, Resource }) =>
      [Resource]
        .flat()
        .map((one) => JSON.stringify(one))
        .filter((one) => one.includes('Headcount-prod-Register:'))
        .map((one) => one.replace(/^.*(RegisterOpenBucket)\w+Arn\w+"\},"(\/demand\.json)"\]\]\}$/, '$1$2'))
        .flatMap((one) => [Action].flat().map((action) => `${action} ${one}`)),
    );
}
