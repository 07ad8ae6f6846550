-- Visitor-days by browser and major version; one value a visitor-day.
with cells as (
  select value, cast(sum(visitors) as bigint) as visitors
  from visitors
  where dimension = 'browser_version' and site = ? and day >= ? and day <= ?
  group by value
)
select value, visitors
from cells
order by visitors desc, value
