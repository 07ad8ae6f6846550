/**
 * How mail leaves, and what comes back of it: a configuration set without tracking, whose bounces and complaints go to
 * the mail function. It may not publish that a mail was opened, clicked or delivered.
 */
import { Aws } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailSendingEvent,
  EventDestination,
} from 'aws-cdk-lib/aws-ses';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { RegisterDeployment } from './register-deployment.ts';
import type { RegisterStore } from './register-store.ts';

export interface MailEventsProps {
  readonly deployment: RegisterDeployment;
  readonly store: RegisterStore;
}

export class MailEvents extends Construct {
  readonly configurationSet: ConfigurationSet;
  /** Bounces and complaints; each message holds an address. */
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { deployment, store }: MailEventsProps) {
    super(scope, id);
    const { stage } = deployment.aws;
    this.configurationSet = new ConfigurationSet(this, 'Set', {
      configurationSetName: `headcount-${stage}-register`,
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      sendingEnabled: true,
      // The account's list would hold plain addresses, and no erasure would reach it.
      disableSuppressionList: true,
      // Engagement metrics come from links and images that SES puts in place of ours.
      vdmOptions: { engagementMetrics: false },
    });
    // A topic of one's own, and not the account's event bus, which other rules can read.
    this.topic = new Topic(this, 'Events', {
      displayName: `Headcount ${stage}: bounces and complaints`,
      masterKey: store.key,
      enforceSSL: true,
    });
    store.key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'MailEvents',
        principals: [new ServicePrincipal('ses.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
        resources: ['*'],
        // SNS names its topic with each use of a key (SNS developer guide, "Encryption context"); whether SES says for
        // which account it acts is not documented for keys. The topic's own policy names the configuration set.
        conditions: {
          StringLike: {
            'kms:EncryptionContext:aws:sns:topicArn': `arn:${Aws.PARTITION}:sns:${Aws.REGION}:${Aws.ACCOUNT_ID}:*`,
          },
        },
      }),
    );
    this.configurationSet.addEventDestination('BouncesAndComplaints', {
      destination: EventDestination.snsTopic(this.topic),
      events: [EmailSendingEvent.BOUNCE, EmailSendingEvent.COMPLAINT],
    });
  }

  /** The ARN of the configuration set. */
  get configurationSetArn(): string {
    return sesArn(`configuration-set/${this.configurationSet.configurationSetName}`);
  }
}

/** Returns the ARN of something of SES in this account and region. */
export const sesArn = (path: string): string =>
  `arn:${Aws.PARTITION}:ses:${Aws.REGION}:${Aws.ACCOUNT_ID}:${path}`;
