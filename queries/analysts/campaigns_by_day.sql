-- One row a day and campaign: visitor-days and visits, to see a campaign begin and fade.
with counted as (
  select day, campaign, cast(sum(visitors) as bigint) as visitors, cast(sum(visits) as bigint) as visits
  from campaigns
  where site = ? and day >= ? and day <= ?
  group by day, campaign
)
select day, campaign, visitors, visits
from counted
order by day, case campaign when '(other)' then 1 else 0 end, visitors desc, campaign
