/**
 * The certificate for `aws.domain`, which CloudFront accepts only from us-east-1. If one must be created, a stack in
 * that region does it, and CloudFormation itself reads its output across regions, without a custom resource. It may not
 * look anything up during synthesis.
 */
import { CfnOutput, Fn, type Stack } from 'aws-cdk-lib';
import { Certificate, CertificateValidation } from 'aws-cdk-lib/aws-certificatemanager';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import type { Construct } from 'constructs';
import type { Deployment } from '../deployment.ts';
import type { CertificateSource } from './edge.ts';

type StackFactory = (part: string, description: string) => Stack;
const OUTPUT = 'CertificateArn';

/**
 * Returns the certificate, or undefined without a domain. `localStack` and `usEast1Stack` return the stack of a part in
 * the deployment's region and in us-east-1.
 */
export function certificateFor(
  { aws }: Deployment,
  localStack: StackFactory,
  usEast1Stack: StackFactory,
): CertificateSource | undefined {
  if (aws.domain === undefined) return undefined;
  if (aws.domain.certificateArn !== undefined) return aws.domain.certificateArn;
  if (aws.region === 'us-east-1')
    return createCertificate(localStack('Collect', 'from requests to arrivals'), aws.domain);
  const stack = usEast1Stack('Certificate', 'certificate for CloudFront');
  const certificate = createCertificate(stack, aws.domain);
  new CfnOutput(stack, OUTPUT, { value: certificate.certificateArn }).overrideLogicalId(OUTPUT);
  localStack('Collect', 'from requests to arrivals').addStackDependency(stack);
  return Fn.getStackOutput(stack.stackName, OUTPUT, 'us-east-1');
}

/**
 * Creates a certificate validated by records in the hosted zone of the domain; throws an Error if the domain has none.
 */
export function createCertificate(
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
