-- One row a day and action: visitor-days, events, and worth in cents, each within its bounds.
with counted as (
  select day, name, cast(sum(visitors) as bigint) as visitors, cast(sum(events) as bigint) as events, cast(sum(worth_cents) as bigint) as worth_cents
  from actions
  where key = '' and site = ? and day >= ? and day <= ?
  group by day, name
)
select day, name, visitors, events, worth_cents
from counted
order by day, name
