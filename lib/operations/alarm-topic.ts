/** The topic that alarms notify. It may carry nothing but the text of alarms. */
import { Aws } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';

export interface AlarmTopicProps {
  readonly displayName: string;
  /** @default - nobody is subscribed */
  readonly email?: string | undefined;
}

/** Creates a topic that CloudWatch of this account may publish to, by TLS alone. */
export function createAlarmTopic(scope: Construct, id: string, props: AlarmTopicProps): Topic {
  const topic = new Topic(scope, id, { displayName: props.displayName, enforceSSL: true });
  topic.addToResourcePolicy(
    new PolicyStatement({
      sid: 'AlarmsPublish',
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
    }),
  );
  if (props.email !== undefined) topic.addSubscription(new EmailSubscription(props.email));
  return topic;
}
