/** `doctor` of a register on AWS, as far as table, secrets, mail and bucket tell; it reads nothing of people. */
import type { Problem } from '#core/register/staff/problem';
import type { RegisterConfig } from '#core/register/register-config-schema';
import type { PlaceChecks } from '../../register-place.ts';
import { isRefusal } from '../explain-fault.ts';
import { checkMailService } from './check-mail-service.ts';
import { checkSweep } from './check-sweep.ts';
import { checkTable } from './check-table.ts';
import type { RegisterDeployment } from './register-deployment.ts';

/** Looks at everything that the caller may look at; what it may not is a problem too. */
export async function checkPlaceOnAws(
  deployment: RegisterDeployment,
  config: RegisterConfig,
  now: number,
): Promise<PlaceChecks> {
  const found = await Promise.all([
    orRefused('the table', checkTable(deployment)),
    orRefused('the secrets of the keys', checkSecrets(deployment)),
    orRefused('SES', checkMailService(deployment, config)),
    orRefused('the metric of the sweep', checkSweep(deployment, now)),
  ]);
  const warnings = await orRefused('s3 given-up/', checkGivenUp(deployment));
  return {
    problems: [...found.flat(), ...warnings.filter(({ code }) => code === REFUSED)],
    warnings: warnings.filter(({ code }) => code !== REFUSED),
  };
}

const REFUSED = 'permission';

async function orRefused(what: string, look: Promise<readonly Problem[]>): Promise<readonly Problem[]> {
  try {
    return await look;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const text = `AWS lets these credentials not look at ${what} (${(error as Error).name}): docs/register-operations.md lists what doctor needs`;
    return [{ code: REFUSED, text }];
  }
}

/** A secret that is to be deleted still answers nobody. */
async function checkSecrets({ ask, outputs }: RegisterDeployment): Promise<readonly Problem[]> {
  const check = async (key: string, SecretId: string): Promise<readonly Problem[]> => {
    const text = await ask({
      service: 'secretsmanager',
      target: 'secretsmanager.DescribeSecret',
      input: { SecretId },
    }).catch((error: Error) => {
      if (error.name === 'ResourceNotFoundException') return undefined;
      throw error;
    });
    if (text !== undefined && (JSON.parse(text) as { DeletedDate?: number }).DeletedDate === undefined)
      return [];
    const what = text === undefined ? 'is gone' : 'is to be deleted: run aws secretsmanager restore-secret';
    return [
      {
        code: 'key',
        text:
          `the secret of ${key} ${what}` +
          (text === undefined ? ': put the key back from its backup, under the same name' : ''),
      },
    ];
  };
  const both = await Promise.all([
    check('hash.key', outputs('RegisterHashSecret')),
    check('link.key', outputs('RegisterLinkSecret')),
  ]);
  return both.flat();
}

/** What survives a restored table: without lines, a restore would bring back whoever has left. */
async function checkGivenUp({ objects }: RegisterDeployment): Promise<readonly Problem[]> {
  if ((await objects.list('given-up/')).length > 0) return [];
  return [
    {
      code: 'given-up',
      text: `nothing is below s3://${objects.bucket}/given-up/: unless nobody has withdrawn yet, put the lines back from their copy`,
    },
  ];
}
