/**
 * CloudFront in front of the collector: first-party host, country header, and the tracker from its caches. It may not
 * keep logs: their lines are visitors' addresses.
 */
import { Fn } from 'aws-cdk-lib';
import { Certificate, type ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CachePolicy,
  Distribution,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestCookieBehavior,
  OriginRequestHeaderBehavior,
  OriginRequestPolicy,
  OriginRequestQueryStringBehavior,
  OriginSslPolicy,
  PriceClass,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { AaaaRecord, ARecord, HostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { CloudFrontTarget } from 'aws-cdk-lib/aws-route53-targets';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { DEMAND_PATH } from '#core/collect/routes';
import type { AwsConfig } from '#core/config/aws-schema';
import { ENV, ORIGIN_SECRET_HEADER } from '#runtime/aws/env';
import { acknowledge } from '../acknowledge.ts';
import type { Deployment } from '../deployment.ts';
import type { HeadcountFunction } from '../functions/headcount-function.ts';
import type { CollectorApi } from './collector-api.ts';
import { demandCache } from './demand-cache.ts';
import { trackerCache } from './tracker-cache.ts';

/** ARN of a certificate in us-east-1, or the certificate itself. */
export type CertificateSource = string | ICertificate;

export interface EdgeProps {
  readonly deployment: Deployment;
  readonly domain: NonNullable<AwsConfig['domain']>;
  readonly certificate: CertificateSource;
  readonly api: CollectorApi;
  readonly collector: HeadcountFunction;
}

/**
 * Headers that the collector reads, and those that a preflight needs. CloudFront forwards at most ten, so of the four
 * that announce a page loaded in advance only the standard one passes. Servers that post with a key use the
 * API's own URL, because a policy cannot forward Authorization.
 */
const FORWARDED_HEADERS = [
  'Origin',
  'Access-Control-Request-Method',
  'Access-Control-Request-Headers',
  'Sec-GPC',
  'DNT',
  'Sec-Purpose',
  'User-Agent',
  'Accept-Language',
  'CloudFront-Viewer-Country',
  'CloudFront-Viewer-Address',
];

export class Edge extends Construct {
  readonly distribution: Distribution;
  /** `https://NAME`, without a trailing slash. */
  readonly url: string;
  /** The DNS record to be set by hand; undefined if Route 53 manages the domain. */
  readonly cname: string | undefined;

  constructor(scope: Construct, id: string, props: EdgeProps) {
    super(scope, id);
    const { deployment, domain, api, collector } = props;
    const { stage } = deployment.aws;
    const secrets = [domain.originSecret, domain.originSecret - 1]
      .filter((number) => number > 0)
      .map((number) => this.#originSecret(number));
    // While CloudFront adopts a new secret, which takes a few minutes, its edges still send the former one.
    collector.lambda.addEnvironment(ENV.originSecrets, secrets.join(' '));
    const origin = new HttpOrigin(Fn.select(2, Fn.split('/', api.url)), {
      protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
      originSslProtocols: [OriginSslPolicy.TLS_V1_2],
      customHeaders: { [ORIGIN_SECRET_HEADER]: secrets[0] ?? '' },
    });
    const forward = new OriginRequestPolicy(this, 'Forwarded', {
      comment: `Headcount ${stage}: what the collector reads`,
      headerBehavior: OriginRequestHeaderBehavior.allowList(...FORWARDED_HEADERS),
      queryStringBehavior: OriginRequestQueryStringBehavior.all(),
      cookieBehavior: OriginRequestCookieBehavior.none(),
    });
    const certificate =
      typeof props.certificate === 'string'
        ? Certificate.fromCertificateArn(this, 'Certificate', props.certificate)
        : props.certificate;
    this.distribution = new Distribution(this, 'Distribution', {
      comment: `Headcount ${stage}`,
      domainNames: [domain.name],
      certificate,
      minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      httpVersion: HttpVersion.HTTP2_AND_3,
      priceClass: PriceClass.PRICE_CLASS_ALL,
      enableLogging: false,
      defaultBehavior: {
        origin,
        viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
        allowedMethods: AllowedMethods.ALLOW_ALL,
        cachePolicy: CachePolicy.CACHING_DISABLED,
        originRequestPolicy: forward,
      },
      additionalBehaviors: {
        [DEMAND_PATH]: { origin, ...demandCache(this, stage) },
        // Caches /headcount.js for an hour, as its header says, and /headcount.VERSION.js for a year.
        '/headcount*.js': { origin, ...trackerCache(this, stage) },
      },
    });
    acknowledge(this.distribution, 'CFR1', 'Visitors come from every country.');
    acknowledge(
      this.distribution,
      'CFR2',
      'A web ACL keeps samples of requests with their addresses, and costs more than the rest; the ' +
        'API throttles, and an operator who needs one can attach it with sampling off.',
    );
    acknowledge(
      this.distribution,
      'CFR3',
      "Off on purpose: each line of an access log is one visitor's address with a time.",
    );
    this.url = `https://${domain.name}`;
    // Deployed after the collector, which then knows a new secret before CloudFront sends it.
    this.distribution.node.addDependency(collector.lambda);
    this.cname = this.#name(domain);
  }

  /** Creates the secret, whose value stands in the clear where it is used. */
  #originSecret(number: number): string {
    const secret = new Secret(this, `OriginSecret${number}`, {
      description: 'By which the collector knows what came through CloudFront.',
      generateSecretString: { passwordLength: 40, excludePunctuation: true },
    });
    acknowledge(
      secret,
      'SMG4',
      "It guards no data, only whether CloudFront's headers, the viewer's address and country, are " +
        'believed; aws.domain.originSecret has a new one made at the next deployment. Rotation by ' +
        'itself would need a function with the right to change the distribution.',
    );
    return secret.secretValue.unsafeUnwrap();
  }

  #name({ name, hostedZoneId, zoneName }: NonNullable<AwsConfig['domain']>): string | undefined {
    if (hostedZoneId === undefined || zoneName === undefined)
      return `${name} CNAME ${this.distribution.distributionDomainName}`;
    const zone = HostedZone.fromHostedZoneAttributes(this, 'Zone', { hostedZoneId, zoneName });
    const record = {
      zone,
      recordName: `${name}.`,
      target: RecordTarget.fromAlias(new CloudFrontTarget(this.distribution)),
    };
    new ARecord(this, 'A', record);
    new AaaaRecord(this, 'Aaaa', record);
    return undefined;
  }
}
