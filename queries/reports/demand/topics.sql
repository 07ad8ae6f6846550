-- One row a topic: visitor-days that showed interest in it.
with cells as (
  select subject as topic, cast(sum(visitors) as bigint) as visitors
  from demand
  where kind = 'topic' and dimension = '(all)' and site = ? and day >= ? and day <= ?
  group by subject
)
select topic, visitors
from cells
order by visitors desc, topic
