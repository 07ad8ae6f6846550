/** Evidence, attachments, manifests and released surveys in the register's bucket. */
import type { StaffFiles } from '#core/register/staff/staff-context';
import type { Bucket } from './bucket.ts';
import type { S3MailFiles } from './s3-mail-files.ts';

/** Returns the files of a bucket; each write is durable when it resolves. */
export function staffFilesOn(bucket: Bucket, mailFiles: S3MailFiles): StaffFiles {
  const surveyOf = (year: string) => `survey/${year}.json`;
  return {
    keepEvidence: async (name, content) => {
      // The name is taken and filled at once: of two declarations of one person that come together each has its own.
      let free = name;
      for (let count = 2; !(await bucket.create(`evidence/${free}`, content)); count++)
        free = `${name}-${count}`;
      return free;
    },
    keepForMail: (mail, stored) => mailFiles.store(mail, stored),
    keepManifest: (transfer, manifest) => bucket.put(`transfers/${transfer}/manifest.json`, manifest),
    readSurvey: (year) => bucket.text(surveyOf(year)),
    keepSurvey: async (year, draw) => {
      const kept = await bucket.text(surveyOf(year));
      if (kept !== undefined) return kept;
      const drawn = draw();
      if (await bucket.create(surveyOf(year), drawn)) return drawn;
      // Somebody else drew meanwhile: theirs is the year's, and this one is never shown.
      return (await bucket.text(surveyOf(year))) ?? drawn;
    },
  };
}
