-- One row a goal: visitor-days that showed interest in it.
with cells as (
  select subject as goal, cast(sum(visitors) as bigint) as visitors
  from demand
  where kind = 'goal' and dimension = '(all)' and site = ? and day >= ? and day <= ?
  group by subject
)
select goal, visitors
from cells
order by visitors desc, goal
