-- One row a campaign: the first one of a visitor-day.
with cells as (
  select campaign, cast(sum(visitors) as bigint) as visitors, cast(sum(visits) as bigint) as visits
  from campaigns
  where site = ? and day >= ? and day <= ?
  group by campaign
)
select campaign, visitors, visits
from cells
order by visitors desc, visits desc, campaign
