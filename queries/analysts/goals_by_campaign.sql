-- One row a goal and campaign: visitor-days that reached the goal; (none) came without a campaign.
with counted as (
  select subject as goal, value as campaign, cast(sum(visitors) as bigint) as visitors
  from demand
  where kind = 'goal' and dimension = 'campaign' and site = ? and day >= ? and day <= ?
  group by subject, value
)
select goal, campaign, visitors
from counted
order by case campaign when '(other)' then 1 else 0 end, visitors desc, goal, campaign
