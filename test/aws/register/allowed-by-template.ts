/** Whether a role of the synthesized template allows a call; a condition that it does not know counts as not met. */
import { resolved, type Template } from '../../standins/glue-tables.ts';
import type { RecordedCall } from './recorded-calls.ts';

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Returns the statements of a function's role, their references as `names` gives them. */
export function statementsOf(
  { Resources = {} }: Template,
  functionId: string,
  names: Readonly<Record<string, string>>,
): readonly Statement[] {
  const role = JSON.stringify(Resources[functionId]?.Properties?.['Role']);
  return Object.values(Resources)
    .filter(({ Type }) => Type === 'AWS::IAM::Policy')
    .filter(({ Properties }) =>
      ((Properties?.['Roles'] ?? []) as readonly { readonly Ref: string }[]).some(({ Ref }) =>
        role.includes(`"${Ref}"`),
      ),
    )
    .flatMap(
      ({ Properties }) =>
        (resolved(Properties?.['PolicyDocument'], names) as { readonly Statement: readonly Statement[] })
          .Statement,
    );
}

/** Whether one of the statements allows the call. */
export function isAllowed(statements: readonly Statement[], call: RecordedCall): boolean {
  return statements.some(
    ({ Effect, Action, Resource, Condition = {} }) =>
      Effect === 'Allow' &&
      [Action].flat().some((one) => matches(one, call.action)) &&
      [Resource].flat().some((one) => matches(one, call.resource)) &&
      Object.entries(Condition).every(([operator, keys]) =>
        Object.entries(keys).every(([key, value]) => isMet(operator, key, value, call)),
      ),
  );
}

function isMet(operator: string, key: string, value: unknown, call: RecordedCall): boolean {
  if (operator === 'Null' && key === 's3:if-none-match') return call.isIfNoneMatch === true;
  if (operator === 'Null' && key === 'dynamodb:LeadingKeys') return call.leadingKeys !== undefined;
  if (operator === 'ForAllValues:StringLike' && key === 'dynamodb:LeadingKeys')
    return (call.leadingKeys ?? []).every((pk) => [value].flat().some((one) => matches(String(one), pk)));
  return false;
}

/** With `*` for any text, as IAM has it. */
function matches(pattern: string, text: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(text);
}
