/**
 * The certificate for `aws.domain`: CloudFront takes only those of us-east-1. Where one must be made, a stack there
 * does it, and its output is read across regions by CloudFormation itself, without a custom resource. It may not look
 * anything up.
 */
import { CfnOutput, Fn, type Stack } from 'aws-cdk-lib';
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import type { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import type { CertificateSource } from './edge.ts';

type StackOf = (part: string, description: string) => Stack;
const OUTPUT = 'CertificateArn';

/**
 * Undefined without a domain. `local` and `usEast1` give the stack of a part in the deployment's region and in
 * us-east-1.
 */
export function certificateOf(
  { aws }: Deployment,
  local: StackOf,
  usEast1: StackOf,
): CertificateSource | undefined {
  if (aws.domain === undefined) return undefined;
  if (aws.domain.certificateArn !== undefined) return aws.domain.certificateArn;
  if (aws.region === 'us-east-1')
    return certificateIn(local('Collect', 'from requests to arrivals'), aws.domain);
  const stack = usEast1('Certificate', 'certificate for CloudFront');
  const certificate = certificateIn(stack, aws.domain);
  new CfnOutput(stack, OUTPUT, { value: certificate.certificateArn }).overrideLogicalId(OUTPUT);
  local('Collect', 'from requests to arrivals').addStackDependency(stack);
  return Fn.getStackOutput(stack.stackName, OUTPUT, 'us-east-1');
}

/** A certificate proved by records in the hosted zone of the domain; throws an Error where it has none. */
export function certificateIn(
  scope: Construct,
  { name, hostedZoneId, zoneName }: NonNullable<Deployment['aws']['domain']>,
): Certificate {
  if (hostedZoneId === undefined || zoneName === undefined)
    throw new Error('$.aws.domain: a certificate is made only with hostedZoneId and zoneName');
  const zone = HostedZone.fromHostedZoneAttributes(scope, 'CertificateZone', { hostedZoneId, zoneName });
  return new Certificate(scope, 'Certificate', {
    domainName: name,
    validation: CertificateValidation.fromDns(zone),
  });
}
