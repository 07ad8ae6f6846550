-- One row an action, property and value.
with cells as (
  select name, key, value, cast(sum(visitors) as bigint) as visitors
  from actions
  where key <> '' and site = ? and day >= ? and day <= ?
  group by name, key, value
)
select name, key, value, visitors
from cells
order by visitors desc, name, key, value
