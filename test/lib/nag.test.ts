/** cdk-nag's AwsSolutions pack over each way to deploy. */
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import CONFIGURATIONS from './configurations.json' with { type: 'json' };
import { appOf, stacksOf } from './deployed.ts';
import { oneOf } from '../support/full-length.ts';

describe('cdk-nag (AwsSolutions)', () => {
  it.each(oneOf(6, Object.entries<object>(CONFIGURATIONS)))(
    'finds nothing that is not acknowledged with a reason: %s',
    (_name, aws) => {
      const app = appOf();
      stacksOf(aws, {}, app);
      // Resolves references between stacks, as a synthesis does.
      app.synth();
      const report = new AwsSolutionsChecks(app).validateScope(app);
      expect(
        report.violations.flatMap((one) =>
          one.violatingResources.map(
            (resource) =>
              `${one.ruleName} ${(resource as unknown as { constructPath: string }).constructPath}`,
          ),
        ),
      ).toEqual([]);
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
