/** `doctor` of the register's table: whether it can be restored, for how long, and whether it can be deleted. */
import { DescribeContinuousBackupsCommand, DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import type { Problem } from '#core/register/staff/problem';
import type { RegisterDeployment } from './register-deployment.ts';

/** Notices, pages and commands name the day from which no backup holds what was erased, and count on this. */
const BACKUP_DAYS = 7;

/** Returns what is wrong with the table. */
export async function checkTable({ dynamo, outputs }: RegisterDeployment): Promise<readonly Problem[]> {
  const TableName = outputs('RegisterTable');
  const { Table } = await dynamo.send(new DescribeTableCommand({ TableName }));
  const { ContinuousBackupsDescription } = await dynamo.send(
    new DescribeContinuousBackupsCommand({ TableName }),
  );
  const { PointInTimeRecoveryStatus: status, RecoveryPeriodInDays: days = 35 } =
    ContinuousBackupsDescription?.PointInTimeRecoveryDescription ?? {};
  const problems: Problem[] = [];
  if (status !== 'ENABLED')
    problems.push({
      code: 'backup',
      text: 'point-in-time recovery of the table is off, so nothing could be restored: deploy again',
    });
  else if (days > BACKUP_DAYS)
    problems.push({
      code: 'backup',
      text: `the table can be recovered as of ${days} days ago, but people are promised ${BACKUP_DAYS}: deploy the stack again`,
    });
  if (Table?.DeletionProtectionEnabled !== true)
    problems.push({
      code: 'deletion-protection',
      text: 'deletion protection of the table is off: deploy again with aws.production true',
    });
  return problems;
}
