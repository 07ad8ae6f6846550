/**
 * The HTTP API in front of the pages, under a domain of the register's own. It may not log: a line would hold the
 * address of a person beside the link in that person's mail.
 */
import {
  ApiMapping,
  DomainName,
  EndpointType,
  HttpApi,
  HttpStage,
  IpAddressType,
  SecurityPolicy,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { Certificate, CertificateValidation, type ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { AaaaRecord, ARecord, HostedZone, RecordTarget, type IHostedZone } from 'aws-cdk-lib/aws-route53';
import { ApiGatewayv2DomainProperties } from 'aws-cdk-lib/aws-route53-targets';
import { Construct } from 'constructs';
import { acknowledge } from '../acknowledge.ts';
import type { RegisterDeployment } from './register-deployment.ts';
import type { RegisterFunction } from './register-function.ts';

export interface PagesApiProps {
  readonly deployment: RegisterDeployment;
  readonly pages: RegisterFunction;
}

export class PagesApi extends Construct {
  readonly api: HttpApi;
  /** The DNS record to be set by hand; undefined if Route 53 manages the domain. */
  readonly cname: string | undefined;

  constructor(scope: Construct, id: string, { deployment: { aws }, pages }: PagesApiProps) {
    super(scope, id);
    const { name, certificateArn, hostedZoneId, zoneName } = aws.domain;
    const zone =
      hostedZoneId === undefined || zoneName === undefined
        ? undefined
        : HostedZone.fromHostedZoneAttributes(this, 'Zone', { hostedZoneId, zoneName });
    const domain = new DomainName(this, 'Domain', {
      domainName: name,
      certificate: this.#certificate(name, certificateArn, zone),
      endpointType: EndpointType.REGIONAL,
      securityPolicy: SecurityPolicy.TLS_1_2,
      ipAddressType: IpAddressType.DUAL_STACK,
    });
    this.api = new HttpApi(this, 'Api', {
      apiName: `headcount-${aws.stage}-register`,
      description: 'Pages and forms of the register',
      createDefaultStage: false,
      ipAddressType: IpAddressType.DUAL_STACK,
      // One origin alone: links in mails lead there, and forms are posted from there.
      disableExecuteApiEndpoint: true,
      defaultIntegration: new HttpLambdaIntegration('Pages', pages.lambda),
    });
    const stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: aws.throttle.requestsPerSecond, burstLimit: aws.throttle.burst },
    });
    new ApiMapping(this, 'Mapping', { api: this.api, domainName: domain, stage });
    acknowledge(
      stage,
      'APIG1',
      "Off on purpose: a line would hold a person's address beside the link of that person's mail. Errors and " +
        'latency are counted by the metrics of the API and the function.',
    );
    acknowledge(
      this.api,
      'APIG4',
      'Anybody may fill in a form; what a link in a mail may do, its own authentication code says, which the ' +
        'function checks.',
    );
    this.cname = this.#name(domain, name, zone);
  }

  #certificate(domainName: string, arn: string | undefined, zone: IHostedZone | undefined): ICertificate {
    return arn === undefined
      ? new Certificate(this, 'Certificate', {
          domainName,
          validation: CertificateValidation.fromDns(zone),
        })
      : Certificate.fromCertificateArn(this, 'Certificate', arn);
  }

  #name(domain: DomainName, name: string, zone: IHostedZone | undefined): string | undefined {
    if (zone === undefined) return `${name} CNAME ${domain.regionalDomainName}`;
    const record = {
      zone,
      recordName: `${name}.`,
      target: RecordTarget.fromAlias(
        new ApiGatewayv2DomainProperties(domain.regionalDomainName, domain.regionalHostedZoneId),
      ),
    };
    new ARecord(this, 'A', record);
    new AaaaRecord(this, 'Aaaa', record);
    return undefined;
  }
}
