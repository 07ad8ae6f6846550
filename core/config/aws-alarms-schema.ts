/** `aws.alarms` of headcount.json: whether alarms are deployed, and who receives them. */
import { z } from 'zod';

/** An e-mail address or an SNS topic: at most one of the two. */
export const alarms = z
  .strictObject({
    on: z.boolean().default(true).describe('False keeps the settings and deploys no alarm.'),
    email: z.email().optional().describe('Address that the alarms are sent to; AWS asks it to confirm.'),
    topicArn: z
      .string()
      .regex(/^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w.-]+$/, 'the ARN of an SNS topic')
      .optional()
      .describe('SNS topic of your own that the alarms go to, in place of one made here.'),
  })
  .superRefine((settings, context) => {
    if (settings.email !== undefined && settings.topicArn !== undefined)
      context.addIssue({
        code: 'custom',
        path: ['email'],
        message: 'either email or topicArn: subscribe the address to the topic yourself',
      });
  });
