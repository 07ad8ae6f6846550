-- One row an outcome and reason: items that were received and not stored, to see what goes missing and why.
with counted as (
  select outcome, reason, cast(sum(items) as bigint) as items
  from completeness
  where outcome <> 'stored' and site = ? and day >= ? and day <= ?
  group by outcome, reason
)
select outcome, reason, items
from counted
order by items desc, outcome, reason
