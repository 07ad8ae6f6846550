-- Visitor-days by weekday and local hour; a visitor-day counts in at most the bounded number of hours.
with cells as (
  select weekday, hour, cast(sum(visitors) as bigint) as visitors
  from hours
  where site = ? and day >= ? and day <= ?
  group by weekday, hour
)
select weekday, hour, visitors
from cells
order by weekday, hour
