-- One row a landing path and medium.
with cells as (
  select path, medium, cast(sum(visitors) as bigint) as visitors
  from landings
  where site = ? and day >= ? and day <= ?
  group by path, medium
)
select path, medium, visitors
from cells
order by visitors desc, path, medium
