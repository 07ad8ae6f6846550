-- Visitor-days by operating system; one value a visitor-day.
with cells as (
  select value, cast(sum(visitors) as bigint) as visitors
  from visitors
  where dimension = 'system' and site = ? and day >= ? and day <= ?
  group by value
)
select value, visitors
from cells
order by visitors desc, value
