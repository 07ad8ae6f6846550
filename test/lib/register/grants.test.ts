/** The complete permissions of each function of the register, and of people. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resources, statementsOf, type Statement } from '../deployed.ts';
import { actionsIn, prefixesOf, registerTemplate } from './registered.ts';

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

  it('is granted each prefix that the code of the functions names', () => {
    const folder = join(resolve(import.meta.dirname, '../../..'), 'runtime/aws/register');
    const code = readdirSync(folder)
      .filter((name) => name.endsWith('.ts'))
      .map((name) => readFileSync(join(folder, name), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, ''))
      .join('\n');
    const named = [...code.matchAll(/['`]([a-z-]+\/)(?:\$\{|['`])/g)].map(([, prefix = '']) => prefix);
    // Below the prefix of a mail.
    const prefixes = [...new Set(named)].filter((prefix) => prefix !== 'attached/').toSorted();
    expect(prefixes).toContain('given-up/');
    const granted = FUNCTIONS.flatMap((name) =>
      ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'].flatMap((action) => prefixesOf(of(name), action)),
    );
    expect(prefixes.filter((prefix) => !granted.includes(`/${prefix}*`))).toEqual([]);
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
