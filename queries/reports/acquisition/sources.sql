-- One row a source and medium: that of the visitor-day's first entry.
with cells as (
  select source, medium, cast(sum(visitors) as bigint) as visitors, cast(sum(visits) as bigint) as visits
  from sources
  where site = ? and day >= ? and day <= ?
  group by source, medium
)
select source, medium, visitors, visits
from cells
order by visitors desc, visits desc, source, medium
