/** cdk-nag's AwsSolutions pack over each way to deploy. */
import type { App } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import CONFIGURATIONS from './configurations.json' with { type: 'json' };
import { appOf, stacksOf } from './deployed.ts';
import REGISTERS from './register/configurations.json' with { type: 'json' };
import { registeredStacks } from './register/registered.ts';
import { oneOf } from '../support/full-length.ts';

describe('cdk-nag (AwsSolutions)', () => {
  it.each(oneOf(6, Object.entries<object>(CONFIGURATIONS)))(
    'finds nothing that is not acknowledged with a reason: %s',
    (_name, aws) => {
      const app = appOf();
      stacksOf(aws, {}, app);
      expect(findingsIn(app)).toEqual([]);
    },
  );

  it.each(oneOf(2, Object.entries<object>(REGISTERS)))(
    'finds nothing that is not acknowledged with a reason beside a register: %s',
    (_name, aws) => {
      const app = appOf();
      registeredStacks(aws, {}, app);
      expect(findingsIn(app)).toEqual([]);
    },
  );

  it('finds a wildcard that is not acknowledged, so that the test above is not vacuous', async () => {
    const app = appOf();
    const { Collect } = stacksOf({}, {}, app);
    const { PolicyStatement, Role, ServicePrincipal } = await import('aws-cdk-lib/aws-iam');
    const role = new Role(Collect!, 'Wide', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    role.addToPolicy(new PolicyStatement({ actions: ['s3:*'], resources: ['*'] }));
    app.synth();
    expect(new AwsSolutionsChecks(app).validateScope(app).violations.map((one) => one.ruleName)).toContain(
      'AwsSolutions-IAM5[Action::s3:*]',
    );
  });
});

function findingsIn(app: App): readonly string[] {
  // Resolves references between stacks, as a synthesis does.
  app.synth();
  return new AwsSolutionsChecks(app)
    .validateScope(app)
    .violations.flatMap((one) =>
      one.violatingResources.map(
        (resource) => `${one.ruleName} ${(resource as unknown as { constructPath: string }).constructPath}`,
      ),
    );
}
