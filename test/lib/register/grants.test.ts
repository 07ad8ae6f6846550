/** The complete permissions of each function of the register, and that no role reads both halves. */
import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { describe, expect, it } from 'vitest';
import { resources, statementsOf, type Statement } from '../deployed.ts';
import {
  actionsIn,
  prefixesOf,
  registeredStacks,
  registeredTemplates,
  registerTemplate,
} from './registered.ts';

const template = registerTemplate();
const FUNCTIONS = ['Pages', 'Staff', 'Mail', 'Sweep'] as const;
const of = (name: (typeof FUNCTIONS)[number]) => statementsOf({ template }, `Register${name}Role`);

/** What each function of the register may do. */
const EACH = [
  'dynamodb:BatchGetItem',
  'dynamodb:ConditionCheckItem',
  'dynamodb:DeleteItem',
  'dynamodb:GetItem',
  'dynamodb:PutItem',
  'dynamodb:Query',
  'dynamodb:UpdateItem',
  'kms:Decrypt',
  'kms:DescribeKey',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  's3:DeleteObject',
  's3:GetObject',
  's3:ListBucket',
  's3:PutObject',
  'secretsmanager:GetSecretValue',
];
/** What the failed notices of the mail function need: Lambda hands them to an encrypted queue under its role. */
const OF_THE_QUEUE = [
  'kms:GenerateDataKey*',
  'kms:ReEncrypt*',
  'sqs:GetQueueAttributes',
  'sqs:GetQueueUrl',
  'sqs:SendMessage',
];

/** What a role of the stream may read of the register. */
const DEMAND = 's3:GetObject RegisterOpenBucket/demand.json';

describe('a function of the register', () => {
  it.each([
    ['Pages', []],
    ['Staff', ['lambda:InvokeFunction']],
    ['Mail', ['ses:SendEmail', 'ses:SendRawEmail', ...OF_THE_QUEUE]],
    ['Sweep', []],
  ] as const)('%s may do no more than it needs', (name, more) => {
    expect([...new Set(actionsIn(of(name)))]).toEqual([...EACH, ...more].toSorted());
  });

  it.each(FUNCTIONS)(
    '%s deletes no item but values, submissions at an address, and memberships of lists',
    (name) => {
      const deleting = of(name).filter(({ Action }) => [Action].flat().includes('dynamodb:DeleteItem'));
      expect(deleting).toEqual([
        expect.objectContaining({
          Effect: 'Allow',
          Action: 'dynamodb:DeleteItem',
          Condition: {
            'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['V#*', 'K#*', 'L#*'] },
            Null: { 'dynamodb:LeadingKeys': 'false' },
          },
        }),
      ]);
    },
  );

  it.each(FUNCTIONS)('%s scans nothing, and never removes or replaces what was given up', (name) => {
    const actions = of(name).flatMap(({ Action }) => Action);
    expect(
      actions.filter(
        (action) => /Scan|PartiQL|BatchWrite|Export|\*$/.test(action) && !action.startsWith('kms:'),
      ),
    ).toEqual([]);
    expect(prefixesOf(of(name), 's3:DeleteObject')).not.toContain('/given-up/*');
    expect(prefixesOf(of(name), 's3:PutObject', false)).not.toContain('/given-up/*');
    expect(prefixesOf(of(name), 's3:PutObject', true)).toContain('/given-up/*');
    for (const { Action, Condition } of of(name))
      if (Action === 's3:PutObject' && Condition !== undefined)
        expect(Condition).toEqual({ Null: { 's3:if-none-match': 'false' } });
  });

  it('that answers the pages cannot list people: the index is for the others', () => {
    const usesIndex = (name: (typeof FUNCTIONS)[number]) =>
      of(name).some(({ Resource }) => JSON.stringify(Resource).includes('/index/by-list'));
    expect(FUNCTIONS.map((name) => [name, usesIndex(name)])).toEqual([
      ['Pages', false],
      ['Staff', true],
      ['Mail', true],
      ['Sweep', true],
    ]);
  });

  it('reads and deletes objects below its prefixes alone', () => {
    const read = (name: (typeof FUNCTIONS)[number]) => prefixesOf(of(name), 's3:GetObject');
    const deleted = (name: (typeof FUNCTIONS)[number]) => prefixesOf(of(name), 's3:DeleteObject');
    expect(FUNCTIONS.map(read)).toEqual([
      ['/evidence/*'],
      ['/evidence/*', '/outgoing/*', '/staff/*', '/survey/*'],
      ['/evidence/*', '/inbound/*', '/outgoing/*'],
      ['/demand.json', '/evidence/*', '/outgoing/*', '/survey-table/*', '/survey/*'],
    ]);
    expect(FUNCTIONS.map(deleted)).toEqual([
      ['/evidence/*', '/outgoing/*'],
      ['/evidence/*', '/outgoing/*', '/staff/*'],
      ['/evidence/*', '/inbound/*', '/outgoing/*'],
      ['/evidence/*', '/outgoing/*'],
    ]);
  });

  it('that sends is the only one that may, from the identities alone, under the configuration set', () => {
    const sending = FUNCTIONS.filter((name) => JSON.stringify(of(name)).includes('ses:Send'));
    expect(sending).toEqual(['Mail']);
    const [statement] = of('Mail').filter(({ Action }) => [Action].flat().includes('ses:SendRawEmail'));
    const named = JSON.stringify(statement?.Resource).match(/:(?:identity|configuration-set)\/[^"]*/g);
    expect(named).toEqual([':configuration-set/', ':identity/example.com']);
  });
});

describe('people', () => {
  const policies = resources({ template }, 'AWS::IAM::ManagedPolicy').map(([, { Properties }]) => Properties);
  const statements = (part: string): readonly Statement[] =>
    policies.find(({ Description }) => (Description as string).includes(part))?.['PolicyDocument'].Statement;

  it('of staff invoke one function, and pass large inputs and results, but reach neither table nor evidence', () => {
    expect(policies.map((one) => one['ManagedPolicyName'])).toContain('Headcount-prod-register-staff');
    const staff = statements('commands of staff');
    expect(actionsIn(staff)).toEqual([
      'cloudformation:DescribeStacks',
      'kms:Decrypt',
      'kms:GenerateDataKey',
      'lambda:InvokeFunction',
      's3:DeleteObject',
      's3:GetObject',
      's3:PutObject',
    ]);
    for (const action of ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'])
      expect(prefixesOf(staff, action)).toEqual(['/staff/*']);
    const invoked = staff.find(({ Action }) => Action === 'lambda:InvokeFunction');
    expect(JSON.stringify(invoked?.Resource)).toMatch(/^\{"Fn::GetAtt":\["RegisterStaffFunction/);
  });

  it('who analyse query counts, and reach no table, key or bucket with persons', () => {
    const analysts = statements('analysts query counts');
    expect(prefixesOf(analysts, 's3:GetObject')).toEqual(['/results/*', '/survey-table/*']);
    expect(JSON.stringify(analysts)).not.toMatch(/RegisterStore|dynamodb|secretsmanager|kms/);
  });
});

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
