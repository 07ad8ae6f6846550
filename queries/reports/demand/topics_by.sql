-- One row a topic and the value of one dimension, beside the visitor-days of the whole topic.
with chosen as (
  select subject, dimension, value, visitors
  from demand
  where kind = 'topic' and site = ? and day >= ? and day <= ?
),
subjects as (
  select subject, cast(sum(visitors) as bigint) as subject_visitors
  from chosen
  where dimension = '(all)'
  group by subject
),
cells as (
  select subject, dimension, value, cast(sum(visitors) as bigint) as visitors
  from chosen
  where dimension <> '(all)'
  group by subject, dimension, value
)
select cells.subject as topic, cells.dimension, cells.value, cells.visitors, subjects.subject_visitors
from cells
join subjects on subjects.subject = cells.subject
order by cells.visitors desc, cells.subject, cells.dimension, cells.value
