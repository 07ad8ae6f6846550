/** What leaves the register: the counts of the survey as analysts query them. */
import { describe, expect, it } from 'vitest';
import { resources } from '../deployed.ts';
import { registerTemplate } from './registered.ts';

const template = registerTemplate({ stage: 'try-1' });

describe('the table of the survey', () => {
  it('stands in a database of its own, over the open bucket, with counts and nothing of a person', () => {
    const [[, database] = []] = resources({ template }, 'AWS::Glue::Database');
    expect(database?.Properties['DatabaseInput'].Name).toBe('headcount_try_1_register');
    const tables = resources({ template }, 'AWS::Glue::Table').map(([, one]) => one.Properties);
    expect(tables).toHaveLength(1);
    const [{ DatabaseName, TableInput } = {} as Record<string, any>] = tables;
    expect([DatabaseName, TableInput.Name]).toEqual(['headcount_try_1_register', 'survey']);
    expect(TableInput.StorageDescriptor.Columns.map((one: { Name: string }) => one.Name)).toEqual([
      'breakdown',
      'dimension',
      'value',
      'month',
      'people',
    ]);
    expect(JSON.stringify(TableInput.StorageDescriptor.Location)).toMatch(
      /RegisterOpenBucket.*\/survey-table\//,
    );
  });

  it('is queried in a work group of its own, whose results lie in the open bucket', () => {
    const [[, group] = []] = resources({ template }, 'AWS::Athena::WorkGroup');
    expect(group?.Properties['Name']).toBe('headcount-try-1-register');
    const settings = group?.Properties['WorkGroupConfiguration'];
    expect(settings.EnforceWorkGroupConfiguration).toBe(true);
    expect(JSON.stringify(settings.ResultConfiguration.OutputLocation)).toMatch(
      /RegisterOpenBucket.*\/results\//,
    );
  });
});
